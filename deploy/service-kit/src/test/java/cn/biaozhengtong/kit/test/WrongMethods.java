package cn.biaozhengtong.kit.test;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Every path of a service's OpenAPI by every method that it does not have: the answer is 405 and
/// says which it has (RFC 9110, 15.5.6).
final class WrongMethods {
    private static final List<String> METHODS =
            List.of("GET", "POST", "PUT", "PATCH", "DELETE", "BREW");

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI base;
    private final List<OpenApi.Operation> operations;
    private final OpenApi api;

    WrongMethods(URI base) throws IOException, InterruptedException {
        this.base = base;
        this.api = new OpenApi(http, base);
        this.operations = api.operations();
    }

    /// What was answered otherwise.
    Set<String> failures() throws IOException, InterruptedException {
        Set<String> out = new LinkedHashSet<>();
        for (OpenApi.Operation operation : operations) {
            String path = api.uri(operation).replaceAll("\\?.*", "");
            Set<String> right = methodsOf(path);
            // A path may have more than its contract tells, such as GET of the OCSP responder; that
            // is what it tells itself.
            Set<String> has = new TreeSet<>(right);
            has.addAll(told(send("PROPFIND", path)));
            for (String method : METHODS) {
                if (!has.contains(method)) {
                    ask(method, path, has, out);
                }
            }
        }
        return out;
    }

    /// Of all templates that fit it: `/x/{id}` has what `/x/special` has not.
    private Set<String> methodsOf(String path) {
        return operations.stream()
                .filter(it -> path.matches(it.at("[^/]+")))
                .map(it -> it.method().toUpperCase(Locale.ROOT))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private void ask(String method, String path, Set<String> right, Set<String> failures)
            throws IOException, InterruptedException {
        HttpResponse<String> answer = send(method, path);
        Set<String> told = told(answer);
        boolean asMustBe =
                answer.statusCode() == 405
                        && told.containsAll(right)
                        && !told.contains(method)
                        && answer.body().contains("problems/request/method-not-allowed");
        if (!asMustBe) {
            failures.add(
                    "%s %s -> %d, Allow: %s instead of %s"
                            .formatted(method, path, answer.statusCode(), told, right));
        }
    }

    private HttpResponse<String> send(String method, String path)
            throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(base.resolve(path))
                        .header("Authorization", "Bearer " + TestTokens.ofWhoCalls(path))
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static Set<String> told(HttpResponse<?> answer) {
        String allow = String.join(",", answer.headers().allValues("Allow"));
        return new TreeSet<>(Arrays.asList(allow.split("[, ]+")));
    }
}
