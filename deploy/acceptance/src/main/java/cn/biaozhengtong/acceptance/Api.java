package cn.biaozhengtong.acceptance;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// HTTP against a suite, as an honest client does it: bounded time, repeats of calls that may be
/// repeated, problem documents read.
final class Api {
    static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder()
                    .connectTimeout(Duration.ofSeconds(3))
                    .version(HttpClient.Version.HTTP_1_1)
                    .build();

    private static final byte[] NONE = {};

    private static volatile Consumer<HttpResponse<byte[]>> watcher = answer -> {};

    /// In place of the body of a form with files, which is not proved.
    private static final byte[] FORM = {};

    private final URI base;
    private final Duration patience;
    private final Optional<PhoneKey> key;

    /// @param patience how long to repeat through outages; zero for none
    Api(URI base, Duration patience) {
        this(base, patience, Optional.empty());
    }

    /// @param key of the phone that asks: it proves whatever it changes
    Api(URI base, Duration patience, Optional<PhoneKey> key) {
        this.base = base;
        this.patience = patience;
        this.key = key;
    }

    /// Has every answer of this process from now on, whatever becomes of it.
    static void watch(Consumer<HttpResponse<byte[]>> by) {
        watcher = by;
    }

    /// The same phone's at another address.
    Api at(URI another) {
        return new Api(another, patience, key);
    }

    /// A refusal, with the last part of its problem type.
    static final class Refused extends RuntimeException {
        private final int status;
        private final String problem;

        Refused(int status, String problem, String message) {
            super(status + " " + problem + " " + message);
            this.status = status;
            this.problem = problem;
        }

        int status() {
            return status;
        }

        String problem() {
            return problem;
        }

        /// An outage or a limit: to be tried again.
        boolean isPassing() {
            return status == 0
                    || status >= 500
                    || status == 429 && !problem.matches("code-too-soon|pin-locked");
        }
    }

    JsonNode get(String path, String token) {
        return json(send(builder(path, token).GET(), token, NONE));
    }

    JsonNode delete(String path, String token) {
        return json(send(builder(path, token).DELETE(), token, NONE));
    }

    JsonNode put(String path, String token, Object body) {
        String text = JSON.writeValueAsString(body);
        return json(
                send(
                        builder(path, token)
                                .header("Content-Type", "application/json")
                                .PUT(HttpRequest.BodyPublishers.ofString(text)),
                        token,
                        text.getBytes(StandardCharsets.UTF_8)));
    }

    /// One form field per entry; byte arrays are pictures.
    JsonNode multipart(String path, String token, Map<String, Object> fields) {
        String boundary = "bzt" + UUID.randomUUID();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        fields.forEach((name, value) -> {
            boolean picture = value instanceof byte[];
            String head =
                    "--"
                            + boundary
                            + "\r\nContent-Disposition: form-data; name=\""
                            + name
                            + (picture
                                    ? "\"; filename=\"a.jpg\"\r\nContent-Type: image/jpeg"
                                    : "\"")
                            + "\r\n\r\n";
            body.writeBytes(head.getBytes(StandardCharsets.UTF_8));
            body.writeBytes(
                    value instanceof byte[] bytes
                            ? bytes
                            : value.toString().getBytes(StandardCharsets.UTF_8));
            body.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
        });
        body.writeBytes(("--" + boundary + "--\r\n").getBytes(StandardCharsets.US_ASCII));
        return json(
                post(path, token, "multipart/form-data; boundary=" + boundary, body.toByteArray()));
    }

    byte[] bytes(String path, String token) {
        return send(builder(path, token).GET(), token, NONE);
    }

    JsonNode post(String path, String token, Object body) {
        return post(path, token, body, Map.of());
    }

    JsonNode post(String path, String token, Object body, Map<String, String> headers) {
        String text = JSON.writeValueAsString(body);
        HttpRequest.Builder request =
                builder(path, token)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(text));
        headers.forEach(request::header);
        return json(send(request, token, text.getBytes(StandardCharsets.UTF_8)));
    }

    byte[] post(String path, String token, String contentType, byte[] body) {
        return send(
                builder(path, token)
                        .header("Content-Type", contentType)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body)),
                token,
                contentType.startsWith("multipart/") ? FORM : body);
    }

    /// Repeats through outages what may be repeated.
    <T> T patiently(Supplier<T> call) {
        Instant end = Instant.now().plus(patience);
        while (true) {
            try {
                return call.get();
            } catch (Refused e) {
                if (!e.isPassing() || Instant.now().isAfter(end)) {
                    throw e;
                }
                pause(Duration.ofMillis(400));
            }
        }
    }

    static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private HttpRequest.Builder builder(String path, String token) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(base.resolve(path)).timeout(Duration.ofSeconds(20));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return request;
    }

    private byte[] send(HttpRequest.Builder builder, String token, byte[] body) {
        HttpRequest plain = builder.build();
        boolean reads = plain.method().equals("GET");
        HttpResponse<byte[]> answer =
                exchange(reads ? plain : proved(builder, plain, token, body, ""));
        // What is read needs a proof rarely, and what is most dangerous a nonce: then it says so.
        if (reads && asks(answer, "proof-needed")) {
            answer = exchange(proved(builder, plain, token, body, ""));
        }
        if (asks(answer, "nonce-needed")) {
            String nonce = answer.headers().firstValue("DPoP-Nonce").orElse("");
            answer = exchange(proved(builder, plain, token, body, nonce));
        }
        if (answer.statusCode() / 100 != 2) {
            throw refused(answer);
        }
        Examples.seen(
                plain.method(),
                plain.uri(),
                new String(body, StandardCharsets.UTF_8),
                answer.statusCode(),
                answer.body());
        return answer.body();
    }

    private boolean asks(HttpResponse<byte[]> answer, String problem) {
        return key.isPresent()
                && answer.statusCode() == 401
                && refused(answer).problem().equals(problem);
    }

    private HttpRequest proved(
            HttpRequest.Builder builder,
            HttpRequest plain,
            String token,
            byte[] body,
            String nonce) {
        if (key.isEmpty()) {
            return plain;
        }
        var request =
                new PhoneKey.Request(
                        plain.method(), plain.uri(), token, body == FORM ? null : body);
        return builder.setHeader("DPoP", key.get().proof(request, nonce)).build();
    }

    private static HttpResponse<byte[]> exchange(HttpRequest request) {
        try {
            HttpResponse<byte[]> answer =
                    HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray());
            watcher.accept(answer);
            return answer;
        } catch (IOException e) {
            throw new Refused(0, "no-answer", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Refused refused(HttpResponse<byte[]> answer) {
        String text = new String(answer.body(), StandardCharsets.UTF_8);
        try {
            JsonNode problem = JSON.readTree(text);
            String type = problem.path("type").asString("");
            return new Refused(
                    answer.statusCode(),
                    type.substring(type.lastIndexOf('/') + 1),
                    answer.request().uri().getPath() + " " + text);
        } catch (JacksonException e) {
            return new Refused(answer.statusCode(), "", answer.request().uri().getPath() + text);
        }
    }

    private static JsonNode json(byte[] body) {
        return body.length == 0 ? JSON.createObjectNode() : JSON.readTree(body);
    }
}
