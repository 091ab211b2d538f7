package cn.biaozhengtong.sdk;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Calls with a token that is fetched when needed; what may pass is tried again three times.
final class ServiceCalls {
    private static final int ATTEMPTS = 4;
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final ScanClient.Settings settings;
    private final Clock clock;
    private final HttpClient http;
    private String token = "";
    private Instant tokenUntil = Instant.MIN;

    ServiceCalls(ScanClient.Settings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        HttpClient.Builder builder = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(3));
        settings.sslContext().ifPresent(builder::sslContext);
        this.http = builder.build();
    }

    Clock clock() {
        return clock;
    }

    Map<String, Object> get(String path) {
        return join(send(request(path, LIMIT).GET(), ATTEMPTS));
    }

    CompletableFuture<Map<String, Object>> getAsync(String path, Duration wait) {
        return send(request(path, wait.plus(LIMIT)).GET(), 1);
    }

    /// A POST that repeats itself under one idempotency key.
    CompletableFuture<Map<String, Object>> postAsync(String path, Map<String, ?> body) {
        return send(
                request(path, LIMIT)
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", UUID.randomUUID().toString())
                        .POST(HttpRequest.BodyPublishers.ofString(Json.write(body))),
                ATTEMPTS);
    }

    Map<String, Object> post(String path, Map<String, ?> body) {
        return join(postAsync(path, body));
    }

    Map<String, Object> put(String path, Map<String, ?> body) {
        return join(
                send(
                        request(path, LIMIT)
                                .header("Content-Type", "application/json")
                                .PUT(HttpRequest.BodyPublishers.ofString(Json.write(body))),
                        ATTEMPTS));
    }

    void putBytes(String path, byte[] body) {
        join(
                send(
                        request(path, LIMIT)
                                .header("Content-Type", "application/octet-stream")
                                .PUT(HttpRequest.BodyPublishers.ofByteArray(body)),
                        ATTEMPTS));
    }

    void delete(String path) {
        join(send(request(path, LIMIT).DELETE(), ATTEMPTS));
    }

    /// What anybody may fetch: certificates, OCSP answers, evidence.
    byte[] fetch(String path, byte @Nullable [] ocspRequest) {
        HttpRequest.Builder request = HttpRequest.newBuilder(at(path)).timeout(LIMIT);
        if (ocspRequest != null) {
            request.header("Content-Type", "application/ocsp-request")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(ocspRequest));
        }
        return bytes(request.build(), path);
    }

    byte[] download(String path) {
        return bytes(
                request(path, LIMIT).header("Authorization", "Bearer " + token()).GET().build(),
                path);
    }

    /// To a file, whatever its length.
    void download(String path, Path target) throws IOException {
        HttpRequest request =
                HttpRequest.newBuilder(at(path))
                        .header("Authorization", "Bearer " + token())
                        .GET()
                        .build();
        try {
            HttpResponse<Path> answer =
                    http.send(request, HttpResponse.BodyHandlers.ofFile(target));
            if (answer.statusCode() != 200) {
                Files.deleteIfExists(target);
                throw new ScanException(answer.statusCode(), "", "no answer from " + path);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ScanException("interrupted", e);
        }
    }

    /// An event stream: its lines go to the subscriber, the body of a refusal to the answer.
    CompletableFuture<HttpResponse<String>> stream(
            String path, String lastEventId, Flow.Subscriber<String> lines) {
        // No limit of time: the answer begins at once and ends with the stream.
        HttpRequest.Builder request =
                HttpRequest.newBuilder(at(path))
                        .header("Accept", "text/event-stream")
                        .header("Authorization", "Bearer " + token());
        if (!lastEventId.isEmpty()) {
            request.header("Last-Event-ID", lastEventId);
        }
        return http.sendAsync(
                request.GET().build(),
                info ->
                        info.statusCode() == 200
                                ? HttpResponse.BodySubscribers.fromLineSubscriber(
                                        lines, ignored -> "", StandardCharsets.UTF_8, null)
                                : HttpResponse.BodySubscribers.ofString(StandardCharsets.UTF_8));
    }

    /// Why a stream was not begun.
    ScanException refusal(HttpResponse<String> answer) {
        ScanException refusal = attempt(answer).refusal();
        return refusal == null
                ? new ScanException(answer.statusCode(), "", "unreadable answer")
                : refusal;
    }

    private byte[] bytes(HttpRequest request, String path) {
        try {
            HttpResponse<byte[]> answer =
                    http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() != 200) {
                throw new ScanException(answer.statusCode(), "", "no answer from " + path);
            }
            return answer.body();
        } catch (IOException e) {
            throw new ScanException("no answer from " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ScanException("interrupted", e);
        }
    }

    private URI at(String path) {
        return settings.baseUrl().resolve(path);
    }

    private HttpRequest.Builder request(String path, Duration limit) {
        return HttpRequest.newBuilder(at(path)).timeout(limit);
    }

    private CompletableFuture<Map<String, Object>> send(HttpRequest.Builder builder, int attempts) {
        HttpRequest request = builder.copy().header("Authorization", "Bearer " + token()).build();
        return http.sendAsync(request, HttpResponse.BodyHandlers.ofString())
                .handle((answer, failure) -> {
                    if (failure != null) {
                        return new Attempt(
                                null,
                                new ScanException(
                                        "no answer from " + request.uri().getPath(), failure),
                                0);
                    }
                    return attempt(answer);
                })
                .thenCompose(it -> {
                    ScanException refusal = it.refusal();
                    if (refusal == null) {
                        return CompletableFuture.completedFuture(it.body());
                    }
                    if (attempts <= 1 || !refusal.isPassing()) {
                        return CompletableFuture.failedFuture(refusal);
                    }
                    long pause = it.retryAfter() > 0 ? it.retryAfter() * 1000L : 300L;
                    Executor later =
                            CompletableFuture.delayedExecutor(pause, TimeUnit.MILLISECONDS);
                    return CompletableFuture.supplyAsync(() -> attempts - 1, later)
                            .thenCompose(left -> send(builder, left));
                });
    }

    private record Attempt(
            @Nullable Map<String, Object> body, @Nullable ScanException refusal, int retryAfter) {}

    private Attempt attempt(HttpResponse<String> answer) {
        if (answer.statusCode() == 401 || answer.statusCode() == 403) {
            // A token that is not accepted; the next call gets another.
            forgetToken();
        }
        try {
            String text = answer.body();
            Map<String, Object> body =
                    text.isEmpty()
                            ? Map.of()
                            : Json.object(
                                    text.startsWith("[")
                                            ? Map.of("list", listOf(text))
                                            : Json.parse(text));
            if (answer.statusCode() / 100 == 2) {
                return new Attempt(body, null, 0);
            }
            int retryAfter =
                    Integer.parseInt(answer.headers().firstValue("Retry-After").orElse("0"));
            return new Attempt(
                    null,
                    new ScanException(
                            answer.statusCode(),
                            Json.text(body, "type"),
                            (Json.text(body, "title") + " " + Json.text(body, "detail")).strip()),
                    Math.min(retryAfter, 10));
        } catch (IllegalArgumentException e) {
            return new Attempt(
                    null, new ScanException(answer.statusCode(), "", "unreadable answer"), 0);
        }
    }

    private static Object listOf(String text) {
        Object list = Json.parse(text);
        return list == null ? Map.of() : list;
    }

    static Map<String, Object> join(CompletableFuture<Map<String, Object>> call) {
        return ScanClient.join(call);
    }

    private synchronized void forgetToken() {
        tokenUntil = Instant.MIN;
    }

    private synchronized String token() {
        if (clock.instant().isBefore(tokenUntil)) {
            return token;
        }
        Map<String, String> fields =
                settings.credential().fields(settings.tokenUrl(), settings.clientId(), clock);
        HttpRequest request =
                HttpRequest.newBuilder(settings.tokenUrl())
                        .timeout(LIMIT)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(ClientCredential.form(fields)))
                        .build();
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new ScanException(answer.statusCode(), "", "the client was refused a token");
            }
            Map<String, Object> body = Json.object(Json.parse(answer.body()));
            token = Json.text(body, "access_token");
            long seconds = Long.parseLong(Json.text(body, "expires_in"));
            tokenUntil = clock.instant().plusSeconds(Math.max(10, seconds - 30));
            return token;
        } catch (IOException e) {
            throw new ScanException("no answer from the token endpoint", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ScanException("interrupted", e);
        }
    }
}
