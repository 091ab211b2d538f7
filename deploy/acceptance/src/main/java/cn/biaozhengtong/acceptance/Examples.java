package cn.biaozhengtong.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What was asked and answered on the way becomes the examples of the API's description: one per
/// operation, kept in each service's `openapi-examples.json`. One that stands there stays.
final class Examples {
    private static final Map<String, Example> SEEN = new ConcurrentHashMap<>();
    private static final JsonMapper JSON = new JsonMapper();
    private static final DefaultPrettyPrinter PRINTER =
            new DefaultPrettyPrinter(
                            Separators.createDefaultInstance()
                                    .withObjectNameValueSpacing(Separators.Spacing.AFTER)
                                    .withObjectEmptySeparator("")
                                    .withArrayEmptySeparator(""))
                    .withArrayIndenter(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE);
    private static final int LONGEST = 100;
    private static final Map<String, String> NOBODYS =
            Map.of(
                    "[0-9]{17}[0-9X]", "11010519491231002X",
                    "1[3-9][0-9]{9}", "13800138000",
                    "[0-9]{16}|[0-9]{19}", "6222020200112233446");
    private static volatile boolean noting;

    private Examples() {}

    /// @param request JSON; empty when there was none
    private record Example(String request, int status, String response) {}

    /// From now on, what is asked and answered is noted.
    static void begin() {
        noting = true;
    }

    static void seen(String method, URI uri, String request, int status, byte[] response) {
        if (noting) {
            SEEN.putIfAbsent(
                    method + " " + uri.getPath(),
                    new Example(request, status, new String(response, StandardCharsets.UTF_8)));
        }
    }

    /// Adds to the examples of every service what they lack, and drops those of operations that are
    /// no more.
    static void write(Endpoints endpoints, Path checkout) {
        PlatformApi platform = new PlatformApi(endpoints, endpoints.gateway(), Duration.ZERO);
        String session = platform.openLogin("登录电子招标投标交易平台").id();
        platform.read(session);
        platform.cancel(session);
        Api api = new Api(endpoints.gateway(), Duration.ZERO);
        for (String service :
                new String[] {
                    "identity-service",
                    "enterprise-service",
                    "ca-order-service",
                    "seal-service",
                    "scan-session-service"
                }) {
            JsonNode paths = api.get("/openapi/" + service, "").path("paths");
            Path file = checkout.resolve(service + "/src/main/resources/openapi-examples.json");
            TreeMap<String, JsonNode> examples = new TreeMap<>();
            ObjectNode before = read(file);
            for (Map.Entry<String, JsonNode> path : paths.properties()) {
                for (String method : path.getValue().propertyNames()) {
                    String operation = method.toUpperCase(Locale.ROOT) + " " + path.getKey();
                    if (before.has(operation)) {
                        examples.put(operation, before.get(operation));
                    } else {
                        of(operation, paths).ifPresent(it -> examples.put(operation, it));
                    }
                }
            }
            try {
                Files.writeString(
                        file, JSON.writer().with(PRINTER).writeValueAsString(examples) + "\n");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            System.out.println("  " + service + ": " + examples.size() + " examples");
        }
    }

    private static ObjectNode read(Path file) {
        try {
            return Files.exists(file)
                    ? (ObjectNode) JSON.readTree(Files.readString(file))
                    : JSON.createObjectNode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<JsonNode> of(String operation, JsonNode paths) {
        String pattern = operation.replaceAll("\\{[^}]+}", "[^/]+");
        return SEEN.entrySet().stream()
                .filter(it -> it.getKey().matches(pattern))
                // `/outcome` is no `/{round}` where it is an operation itself.
                .filter(it -> !isLiteralAtItsEnd(it.getKey(), operation, paths))
                .map(it -> json(it.getValue()))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static boolean isLiteralAtItsEnd(String seen, String operation, JsonNode paths) {
        String end = seen.substring(seen.lastIndexOf('/'));
        String above = operation.substring(operation.indexOf(' ') + 1, operation.lastIndexOf('/'));
        return operation.endsWith("}") && paths.has(above + end);
    }

    private static Optional<JsonNode> json(Example it) {
        ObjectNode out = JSON.createObjectNode();
        try {
            if (!it.request().isEmpty()) {
                out.set("request", shown("", JSON.readTree(it.request()), false));
            }
            out.put("status", it.status());
            if (!it.response().isEmpty()) {
                out.set("response", shown("", JSON.readTree(it.response()), true));
            }
            return out.size() > 1 ? Optional.of(out) : Optional.empty();
        } catch (JacksonException e) {
            // No JSON: a file, a page.
            return Optional.empty();
        }
    }

    /// Secrets are not shown, nor what nobody reads.
    ///
    /// @param cut whether long texts are cut: a request must stay one that runs
    private static JsonNode shown(String name, JsonNode it, boolean cut) {
        if (it instanceof ObjectNode object) {
            ObjectNode out = JSON.createObjectNode();
            object.properties()
                    .forEach(each ->
                            out.set(each.getKey(), shown(each.getKey(), each.getValue(), cut)));
            return out;
        }
        if (it instanceof ArrayNode array) {
            ArrayNode out = JSON.createArrayNode();
            for (int i = 0; i < Math.min(array.size(), cut ? 2 : array.size()); i++) {
                out.add(shown(name, array.get(i), cut));
            }
            return out;
        }
        String text = it.isString() ? it.asString() : "";
        if (name.toLowerCase(Locale.ROOT).matches(".*(token|secret)")) {
            return JSON.valueToTree("…");
        }
        // What was made up may be somebody's; these are known to be nobody's.
        for (Map.Entry<String, String> nobodys : NOBODYS.entrySet()) {
            if (text.matches(nobodys.getKey())) {
                return JSON.valueToTree(nobodys.getValue());
            }
        }
        return cut && text.length() > LONGEST
                ? JSON.valueToTree(text.substring(0, LONGEST / 2) + "…")
                : it;
    }
}
