package cn.biaozhengtong.kit.test;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// P11: every operation of a service's OpenAPI with malformed input of every kind. Nothing of it
/// may be an error of ours; every refusal is a problem document.
final class BadInput {
    private static final String LONG = "长".repeat(40_000);
    private static final List<String> SEGMENTS =
            List.of("x", "-1", "null", "%00", "%27%20OR%201=1--", "%2e%2e%2f", "a".repeat(3000));
    private static final List<String> BODIES =
            List.of(
                    "",
                    "{",
                    "null",
                    "[]",
                    "\"x\"",
                    "17",
                    "{}",
                    "\u0000",
                    "{\"a\":" + "[".repeat(3000) + "]".repeat(3000) + "}",
                    "{\"a\":1,\"a\":2}",
                    "\uFEFF{}");
    private static final List<String> VALUES =
            List.of(
                    "null",
                    "{}",
                    "[]",
                    "[null]",
                    "\"\"",
                    "\"x\"",
                    "\"\\u0000\"",
                    "\"\\ud800\"",
                    "-1",
                    "0",
                    "1e400",
                    "99999999999999999999",
                    "0.1",
                    "true",
                    "\"" + LONG + "\"",
                    "\"2026-02-30\"",
                    "\"AAAA\"",
                    "\"=\"");

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final URI base;
    private final OpenApi api;
    private final Set<String> failures = new LinkedHashSet<>();
    private int sent;

    BadInput(URI base) throws IOException, InterruptedException {
        this.base = base;
        this.api = new OpenApi(http, base);
    }

    int sent() {
        return sent;
    }

    /// What was answered as it must not be.
    Set<String> failures() throws IOException, InterruptedException {
        for (OpenApi.Operation operation : api.operations()) {
            if (!operation.isStream()) {
                each(operation);
            }
        }
        return failures;
    }

    private void each(OpenApi.Operation operation) throws IOException, InterruptedException {
        String method = operation.method();
        String body = api.body(operation);
        String plain = operation.at(UUID.randomUUID().toString());
        send(method, plain, body, "application/json");
        if (operation.path().contains("{")) {
            for (String segment : SEGMENTS) {
                send(method, operation.at(segment), body, "application/json");
            }
        }
        for (JsonNode parameter : operation.description().path("parameters")) {
            if (parameter.path("in").asString().equals("query")) {
                String name = parameter.path("name").asString();
                for (String value :
                        List.of("", "x", "-1", "99999999999999999999", "'", "长".repeat(700))) {
                    String query = name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
                    send(method, plain + "?" + query, body, "application/json");
                }
            }
        }
        if (operation.hasBody()) {
            for (String bad : BODIES) {
                send(method, plain, bad, "application/json");
            }
            send(method, plain, body, "text/plain");
            send(method, plain, body, "multipart/form-data; boundary=x");
            send(method, plain, body, "multipart/form-data");
            send(method, plain, body, "application/json;charset=nonsense");
            for (String bad : altered(operation.schema(), body)) {
                send(method, plain, bad, "application/json");
            }
        }
    }

    /// Each property, and each property of what it holds, with each value that it should not have.
    private List<String> altered(JsonNode schema, String body) {
        List<String> out = new ArrayList<>();
        JsonNode whole = OpenApi.JSON.readTree(body);
        if (!whole.isObject()) {
            return out;
        }
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            for (String value : VALUES) {
                out.add(with((ObjectNode) whole, property.getKey(), value));
            }
            JsonNode inner = api.resolved(property.getValue());
            if (inner.has("properties")) {
                String held = whole.path(property.getKey()).toString();
                for (String changed : altered(inner, held)) {
                    out.add(with((ObjectNode) whole, property.getKey(), changed));
                }
            }
        }
        return out;
    }

    private static String with(ObjectNode whole, String name, String value) {
        ObjectNode copy = whole.deepCopy();
        copy.put(name, "@@");
        return copy.toString().replace("\"@@\"", value);
    }

    private void send(String method, String path, String body, String type)
            throws IOException, InterruptedException {
        sent++;
        HttpRequest request;
        try {
            request =
                    HttpRequest.newBuilder(base.resolve(path))
                            .timeout(Duration.ofSeconds(5))
                            .header("Authorization", "Bearer " + TestTokens.ofWhoCalls(path))
                            .header("Content-Type", type)
                            .header("Idempotency-Key", UUID.randomUUID().toString())
                            .method(
                                    method.toUpperCase(java.util.Locale.ROOT),
                                    body.isEmpty()
                                            ? HttpRequest.BodyPublishers.noBody()
                                            : HttpRequest.BodyPublishers.ofString(body))
                            .build();
        } catch (IllegalArgumentException e) {
            return;
        }
        try {
            judge(request, body, http.send(request, HttpResponse.BodyHandlers.ofString()));
        } catch (HttpTimeoutException e) {
            failures.add(request.method() + " " + path + ": no answer in 5 s to " + brief(body));
        }
    }

    private void judge(HttpRequest request, String body, HttpResponse<String> answer) {
        int status = answer.statusCode();
        // Other services are not there in this test, and say so as 503.
        boolean ours = status == 500 || status > 503 || status == 502 || status == 501;
        String type = answer.headers().firstValue("Content-Type").orElse("");
        boolean problem =
                status < 400
                        || type.startsWith("application/problem+json")
                        // Tomcat's own answer to what is no HTTP.
                        || (status == 400 && answer.body().isEmpty());
        if (ours || !problem) {
            failures.add(
                    "%s %s %s -> %d %s %s"
                            .formatted(
                                    request.method(),
                                    brief(request.uri().toString()),
                                    brief(body),
                                    status,
                                    type,
                                    brief(answer.body())));
        }
    }

    private static String brief(String text) {
        return text.length() > 160 ? text.substring(0, 160) + "…" : text;
    }
}
