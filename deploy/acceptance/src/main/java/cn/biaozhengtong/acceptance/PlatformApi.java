package cn.biaozhengtong.acceptance;

import cn.biaozhengtong.crypto.session.SessionQr;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.JsonNode;

/// The sandbox's platform as its server talks to ours, without the SDK: what the checks count and
/// time is the service's own answer.
final class PlatformApi {
    private static final HttpClient HTTP =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(10))
                    .build();

    private final Endpoints endpoints;
    private final URI base;
    private final Api api;
    private String token = "";
    private Instant tokenUntil = Instant.MIN;

    /// @param base the gateway, or one replica of the scan service
    PlatformApi(Endpoints endpoints, URI base, Duration patience) {
        this.endpoints = endpoints;
        this.base = base;
        this.api = new Api(base, patience);
    }

    /// A session that was opened.
    record Opened(JsonNode answer) {
        String id() {
            return answer.path("sessionId").asString();
        }

        /// What its QR says at this moment.
        String qr() {
            long elapsed =
                    Duration.between(
                                    Instant.parse(answer.path("createdAt").asString()),
                                    Instant.now())
                            .toSeconds();
            String auth =
                    SessionQr.auth(
                            answer.path("sessionSecret").binaryValue(),
                            "login",
                            id(),
                            elapsed,
                            answer.path("contentHash").asString());
            return SessionQr.text(answer.path("qrBase").asString(), id(), elapsed, auth);
        }
    }

    Opened openLogin(String purpose) {
        Map<String, Object> body =
                Map.of("kind", "login", "purpose", purpose, "challenge", UUID.randomUUID() + "");
        Map<String, String> once = Map.of("Idempotency-Key", UUID.randomUUID().toString());
        return new Opened(api.patiently(() -> api.post("/rp/v1/sessions", token(), body, once)));
    }

    void cancel(String id) {
        api.patiently(() -> api.delete("/rp/v1/sessions/" + id, token()));
    }

    JsonNode read(String id) {
        return api.patiently(() -> api.get("/rp/v1/sessions/" + id, token()));
    }

    void webhook(String url) {
        api.patiently(() -> api.put("/rp/v1/me/webhook", token(), Map.of("url", url)));
    }

    /// The latest webhooks, by id.
    List<String> webhooks() {
        JsonNode all = api.patiently(() -> api.get("/rp/v1/webhook-deliveries", token()));
        return all.valueStream().map(it -> it.path("id").asString()).toList();
    }

    void sendAgain(String webhook) {
        String path = "/rp/v1/webhook-deliveries/" + webhook + "/replay";
        api.patiently(() -> api.post(path, token(), Map.of()));
    }

    /// A long poll, under way.
    CompletableFuture<HttpResponse<String>> poll(String id, int since, int wait) {
        return HTTP.sendAsync(
                request("/rp/v1/sessions/" + id + "?wait=" + wait + "&since=" + since)
                        .timeout(Duration.ofSeconds(wait + 30L))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /// Reads the session's stream until this state is told.
    ///
    /// @return when it was, by [System#nanoTime]; none when the stream ended before
    Optional<Long> told(String id, String state, Runnable connected) {
        try {
            HttpResponse<java.io.InputStream> answer =
                    HTTP.send(
                            request("/rp/v1/sessions/" + id + "/events")
                                    .header("Accept", "text/event-stream")
                                    .build(),
                            HttpResponse.BodyHandlers.ofInputStream());
            try (BufferedReader lines =
                    new BufferedReader(
                            new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
                boolean first = true;
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (line.startsWith("data:")
                            && Api.JSON
                                    .readTree(line.substring(5))
                                    .path("state")
                                    .asString("")
                                    .equals(state)) {
                        return Optional.of(System.nanoTime());
                    }
                    if (first) {
                        connected.run();
                        first = false;
                    }
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path))
                .header("Authorization", "Bearer " + token());
    }

    private synchronized String token() {
        if (Instant.now().isAfter(tokenUntil)) {
            String form =
                    "grant_type=client_credentials&client_id=rp-ansteel&client_secret="
                            + endpoints.get("rp-client-secret");
            JsonNode answer = api.patiently(() -> OperatorTool.form(endpoints.tokens(), form));
            token = answer.path("access_token").asString();
            tokenUntil = Instant.now().plusSeconds(answer.path("expires_in").asLong() - 30);
        }
        return token;
    }
}
