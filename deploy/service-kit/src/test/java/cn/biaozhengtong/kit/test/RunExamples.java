package cn.biaozhengtong.kit.test;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// Sends the example of every operation that takes JSON as its description shows it. An operation
/// without one fails.
final class RunExamples {
    /// Not understood, or not let in; what a feature says afterwards is an answer.
    private static final Pattern BAD =
            Pattern.compile(
                    "problems/request/(?!not-found|changed-meanwhile|limited|unavailable|idempotency)");

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI base;
    private final OpenApi api;

    RunExamples(URI base) throws IOException, InterruptedException {
        this.base = base;
        this.api = new OpenApi(http, base);
    }

    List<String> failures() throws IOException, InterruptedException {
        List<String> out = new ArrayList<>();
        for (OpenApi.Operation it : api.operations()) {
            JsonNode json =
                    it.description().path("requestBody").path("content").path("application/json");
            String name = it.method().toUpperCase(Locale.ROOT) + " " + it.path();
            if (json.isMissingNode()) {
                continue;
            }
            if (!json.has("example")) {
                out.add(name + ": no example");
                continue;
            }
            HttpResponse<String> answer = send(it, json.path("example").toString());
            // Other services are not there in this test: 503.
            boolean broken = answer.statusCode() >= 500 && answer.statusCode() != 503;
            if (broken || BAD.matcher(answer.body()).find()) {
                out.add(name + ": " + answer.statusCode() + " " + answer.body());
            }
        }
        return out;
    }

    private HttpResponse<String> send(OpenApi.Operation it, String body)
            throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(base.resolve(api.uri(it)))
                        .header("Authorization", "Bearer " + TestTokens.ofWhoCalls(it.path()))
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", UUID.randomUUID().toString())
                        .method(
                                it.method().toUpperCase(Locale.ROOT),
                                HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
