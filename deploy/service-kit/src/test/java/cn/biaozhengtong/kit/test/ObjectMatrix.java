package cn.biaozhengtong.kit.test;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// P12: every operation on an object, tried with one's own, with another's and with none. What is
/// another's must look as if it were not there; an operation that nobody gave an object for fails.
public final class ObjectMatrix {
    private static final Pattern VARIABLE = Pattern.compile("\\{[^}]+}");
    private static final Pattern NOISE =
            Pattern.compile("\"(instance|trace_id|traceId)\":\"[^\"]*\",?");

    private static final String PART =
            "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f\"\r\n\r\nf\r\n--x--\r\n";

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI base;
    private final OpenApi api;
    private final List<String> failures = new ArrayList<>();
    private final List<Runnable> own = new ArrayList<>();
    private final Set<String> open = new HashSet<>();
    private final List<Runnable> removals = new ArrayList<>();
    private int rows;

    /// @param known what is given for properties of these names, so that requests get past parsing
    public ObjectMatrix(URI base, Map<String, String> known)
            throws IOException, InterruptedException {
        this.base = base;
        this.api = new OpenApi(http, base, known);
    }

    /// @param path as in OpenAPI, to the end of its first variable
    /// @param id the owner's
    /// @param absent nobody's, of the same form
    public record Owned(String path, String id, String absent) {}

    public int rows() {
        return rows;
    }

    /// An operation on objects that are anybody's business, as `GET /path/{id}`; why stands beside
    /// the call.
    public ObjectMatrix open(String operation) {
        open.add(operation);
        return this;
    }

    /// Tries every operation below a prefix that has a variable in its path.
    ///
    /// @param owner token of whose the objects are
    /// @param stranger token with the same role
    /// @return what was answered as it must not be
    public List<String> failures(
            String prefix, List<Owned> objects, String owner, String stranger) {
        own.clear();
        removals.clear();
        for (OpenApi.Operation operation : api.operations()) {
            String path = operation.path();
            boolean hasObject = path.startsWith(prefix) && path.contains("{");
            if (!hasObject || open.contains(name(operation))) {
                continue;
            }
            Optional<Owned> object =
                    objects.stream()
                            .filter(it ->
                                    path.equals(it.path()) || path.startsWith(it.path() + "/"))
                            .findFirst();
            if (object.isEmpty()) {
                failures.add(name(operation) + ": no object was given for it");
                continue;
            }
            rows++;
            row(operation, object.get(), owner, stranger);
        }
        // The owner last, and what he removes at the very end: others may need it.
        own.forEach(Runnable::run);
        removals.forEach(Runnable::run);
        return failures;
    }

    private void row(OpenApi.Operation operation, Owned it, String owner, String stranger) {
        String absent = answer(operation, it.absent(), stranger);
        String foreign = answer(operation, it.id(), stranger);
        if (!foreign.equals(absent)) {
            failures.add(name(operation) + ": another's " + foreign + " but none " + absent);
        }
        boolean gone = absent.equals("204 ") && operation.method().equals("delete");
        if (!absent.startsWith("4") && !gone) {
            failures.add(name(operation) + ": none " + absent);
        }
        (operation.method().equals("delete") ? removals : own)
                .add(() -> {
                    String mine = answer(operation, it.id(), owner);
                    if (mine.equals(absent) && !gone || mine.startsWith("5")) {
                        failures.add(name(operation) + ": one's own " + mine);
                    }
                });
    }

    private static String name(OpenApi.Operation operation) {
        return operation.method().toUpperCase(Locale.ROOT) + " " + operation.path();
    }

    private String answer(OpenApi.Operation operation, String id, String token) {
        String rest = UUID.randomUUID().toString();
        String path =
                VARIABLE.matcher(VARIABLE.matcher(operation.path()).replaceFirst(id))
                        .replaceAll(rest);
        String type = contentType(operation);
        String body = type.startsWith("multipart/") ? PART : api.body(operation);
        HttpRequest request =
                HttpRequest.newBuilder(base.resolve(path + query(operation)))
                        .header(
                                "Content-Type",
                                type.startsWith("multipart/") ? type + "; boundary=x" : type)
                        .header("Authorization", "Bearer " + token)
                        .header("Idempotency-Key", UUID.randomUUID().toString())
                        .method(
                                operation.method().toUpperCase(Locale.ROOT),
                                body.isEmpty()
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofString(body))
                        .build();
        try {
            HttpResponse<String> it = http.send(request, HttpResponse.BodyHandlers.ofString());
            String text = it.body().replace(id, "ID").replace(rest, "REST");
            return it.statusCode() + " " + NOISE.matcher(text).replaceAll("");
        } catch (IOException e) {
            return "no answer: " + e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private String query(OpenApi.Operation operation) {
        String uri = api.uri(operation);
        int at = uri.indexOf('?');
        return at < 0 ? "" : uri.substring(at);
    }

    private static String contentType(OpenApi.Operation operation) {
        JsonNode content = operation.description().path("requestBody").path("content");
        return content.isEmpty()
                ? "application/json"
                : content.properties().iterator().next().getKey();
    }
}
