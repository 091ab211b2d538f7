package cn.biaozhengtong.kit.test;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// Asks every operation of a service that somebody with a token can ask, with objects that are his,
/// and keeps the answers: for tests of what no answer may hold.
public final class EveryOperation {
    private static final Pattern VARIABLE = Pattern.compile("\\{[^}]+}");

    private static final String PART =
            "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f\"\r\n\r\nf\r\n--x--\r\n";

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI base;
    private final OpenApi api;

    /// @param known what is given for properties of these names, so that requests get past parsing
    public EveryOperation(URI base, Map<String, String> known)
            throws IOException, InterruptedException {
        this.base = base;
        this.api = new OpenApi(http, base, known);
    }

    /// @param operation such as `GET /path/{id}`
    public record Answer(String operation, int status, String cacheControl, String body) {}

    /// As `GET /path/{id}`, all of the service's.
    public List<String> operations() {
        return api.operations().stream().map(EveryOperation::name).toList();
    }

    /// Reads first, what changes something next, what ends an object last.
    ///
    /// @param objects ids by the path to the end of its first variable; each is tried
    /// @param last words in paths of what is asked at the very end
    /// @param tokens by the beginning of the path; elsewhere somebody with every role asks
    public List<Answer> answers(
            Map<String, List<String>> objects, List<String> last, Map<String, String> tokens)
            throws IOException, InterruptedException {
        List<OpenApi.Operation> order = new ArrayList<>(api.operations());
        order.removeIf(OpenApi.Operation::isStream);
        order.sort(java.util.Comparator.comparingInt(it -> turn(it, last)));
        List<Answer> out = new ArrayList<>();
        for (OpenApi.Operation operation : order) {
            for (String id : ids(operation, objects)) {
                out.add(ask(operation, id, tokens));
            }
        }
        return out;
    }

    private static int turn(OpenApi.Operation it, List<String> last) {
        boolean ends = last.stream().anyMatch(it.path()::contains);
        return it.method().equals("get") ? 0 : ends || it.method().equals("delete") ? 2 : 1;
    }

    private static List<String> ids(
            OpenApi.Operation operation, Map<String, List<String>> objects) {
        return objects.entrySet().stream()
                .filter(it ->
                        operation.path().equals(it.getKey())
                                || operation.path().startsWith(it.getKey() + "/"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(List.of(UUID.randomUUID().toString()));
    }

    private Answer ask(OpenApi.Operation operation, String id, Map<String, String> tokens)
            throws IOException, InterruptedException {
        String path =
                VARIABLE.matcher(VARIABLE.matcher(operation.path()).replaceFirst(id))
                        .replaceAll(UUID.randomUUID().toString());
        String uri = api.uri(operation);
        String query = uri.indexOf('?') < 0 ? "" : uri.substring(uri.indexOf('?'));
        String type = contentType(operation);
        boolean parts = type.startsWith("multipart/");
        String body = parts ? PART : api.body(operation);
        String token =
                tokens.entrySet().stream()
                        .filter(it -> operation.path().startsWith(it.getKey()))
                        .map(Map.Entry::getValue)
                        .findFirst()
                        .orElseGet(() -> TestTokens.ofWhoCalls(operation.path()));
        HttpResponse<String> it =
                http.send(
                        HttpRequest.newBuilder(base.resolve(path + query))
                                .header("Content-Type", parts ? type + "; boundary=x" : type)
                                .header("Authorization", "Bearer " + token)
                                .header("Idempotency-Key", UUID.randomUUID().toString())
                                .method(
                                        operation.method().toUpperCase(Locale.ROOT),
                                        body.isEmpty()
                                                ? HttpRequest.BodyPublishers.noBody()
                                                : HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString(
                                java.nio.charset.StandardCharsets.ISO_8859_1));
        return new Answer(
                name(operation),
                it.statusCode(),
                it.headers().firstValue("Cache-Control").orElse(""),
                it.body());
    }

    private static String contentType(OpenApi.Operation operation) {
        JsonNode content = operation.description().path("requestBody").path("content");
        return content.isEmpty()
                ? "application/json"
                : content.properties().iterator().next().getKey();
    }

    private static String name(OpenApi.Operation operation) {
        return operation.method().toUpperCase(Locale.ROOT) + " " + operation.path();
    }
}
