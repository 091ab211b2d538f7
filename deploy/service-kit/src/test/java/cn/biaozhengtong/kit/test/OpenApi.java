package cn.biaozhengtong.kit.test;

import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A service's own description of its operations, and requests that fit it roughly.
final class OpenApi {
    static final JsonMapper JSON = new JsonMapper();

    /// What fits the patterns of our API.
    private static final List<String> CANDIDATES =
            List.of("ABC", "0".repeat(64), "enterprise", "requested", "abc", "1", "0");

    private static final String SCALAR =
            Base64.getEncoder().encodeToString(new BigInteger("1").shiftLeft(248).toByteArray());

    private final JsonNode api;
    private final Map<String, String> known;

    OpenApi(HttpClient http, URI base) throws IOException, InterruptedException {
        this(http, base, Map.of());
    }

    /// @param known what is given for properties of these names
    OpenApi(HttpClient http, URI base, Map<String, String> known)
            throws IOException, InterruptedException {
        this.known = known;
        this.api =
                JSON.readTree(
                        http.send(
                                        HttpRequest.newBuilder(base.resolve("/v3/api-docs"))
                                                .build(),
                                        HttpResponse.BodyHandlers.ofString())
                                .body());
    }

    /// @param method in lower case
    /// @param schema of the JSON body; empty when there is none
    record Operation(String path, String method, JsonNode description, JsonNode schema) {
        boolean hasBody() {
            return description.has("requestBody");
        }

        /// Answers go on for as long as the caller listens.
        boolean isStream() {
            return description.path("responses").toString().contains("text/event-stream");
        }

        String at(String segment) {
            return path.replaceAll("\\{[^}]+}", segment);
        }
    }

    List<Operation> operations() {
        List<Operation> out = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path : api.path("paths").properties()) {
            for (Map.Entry<String, JsonNode> each : path.getValue().properties()) {
                out.add(
                        new Operation(
                                path.getKey(),
                                each.getKey(),
                                each.getValue(),
                                schemaOf(each.getValue())));
            }
        }
        return out;
    }

    private JsonNode schemaOf(JsonNode operation) {
        JsonNode content = operation.path("requestBody").path("content");
        return content.isEmpty() ? content : resolved(content.iterator().next().path("schema"));
    }

    JsonNode resolved(JsonNode schema) {
        String reference = schema.path("$ref").asString("");
        return reference.isEmpty() ? schema : api.at(reference.substring(1));
    }

    /// The path and query of a request that fits the operation roughly.
    String uri(Operation it) {
        String path = it.path();
        StringBuilder query = new StringBuilder();
        for (JsonNode parameter : it.description().path("parameters")) {
            String name = parameter.path("name").asString();
            String value =
                    URLEncoder.encode(
                            plausible(parameter.path("schema"), 0).asString(),
                            StandardCharsets.UTF_8);
            if (parameter.path("in").asString().equals("path")) {
                path = path.replace("{" + name + "}", value);
            } else if (parameter.path("in").asString().equals("query")) {
                query.append(query.isEmpty() ? '?' : '&').append(name).append('=').append(value);
            }
        }
        return path + query;
    }

    /// A JSON body that fits the operation roughly; empty when it takes none.
    String body(Operation it) {
        return it.hasBody() ? JSON.writeValueAsString(plausible(it.schema(), 0)) : "";
    }

    /// Something that fits a schema roughly.
    private JsonNode plausible(JsonNode schema, int depth) {
        JsonNode it = resolved(schema);
        if (it.has("enum")) {
            return it.path("enum").path(0);
        }
        return switch (it.path("type").asString("object")) {
            case "string" -> JSON.valueToTree(text(it));
            case "integer", "number" -> JSON.valueToTree(Math.max(1, it.path("minimum").asInt(1)));
            case "boolean" -> JSON.valueToTree(true);
            case "array" -> {
                var array = JSON.createArrayNode();
                int items = depth > 3 ? 0 : Math.max(1, it.path("minItems").asInt(1));
                for (int i = 0; i < items; i++) {
                    array.add(plausible(it.path("items"), depth + 1));
                }
                yield array;
            }
            default -> {
                ObjectNode object = JSON.createObjectNode();
                for (Map.Entry<String, JsonNode> each : it.path("properties").properties()) {
                    JsonNode value = plausible(each.getValue(), depth + 1);
                    object.set(each.getKey(), withKnown(each.getKey(), value));
                }
                yield object;
            }
        };
    }

    private JsonNode withKnown(String property, JsonNode value) {
        String given = known.get(property);
        if (given == null) {
            return value;
        }
        JsonNode text = JSON.valueToTree(given);
        if (!value.isArray()) {
            return text;
        }
        var array = JSON.createArrayNode();
        value.forEach(it -> array.add(text));
        return array;
    }

    private static String text(JsonNode schema) {
        return switch (schema.path("format").asString("")) {
            case "uuid" -> UUID.randomUUID().toString();
            case "date" -> "2030-01-01";
            case "date-time" -> "2030-01-01T00:00:00Z";
            case "byte" -> SCALAR;
            default -> pattern(schema);
        };
    }

    private static String pattern(JsonNode schema) {
        String pattern = schema.path("pattern").asString("");
        if (!pattern.isEmpty()) {
            for (String each : CANDIDATES) {
                if (each.matches(pattern)) {
                    return each;
                }
            }
        }
        return "abc".repeat(Math.max(1, schema.path("minLength").asInt(1) / 3 + 1));
    }
}
