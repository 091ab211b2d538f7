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
import java.util.UUID;
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

    private final URI base;
    private final Duration patience;

    /// @param patience how long to repeat through outages; zero for none
    Api(URI base, Duration patience) {
        this.base = base;
        this.patience = patience;
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
        return json(send(builder(path, token).GET(), ""));
    }

    JsonNode delete(String path, String token) {
        return json(send(builder(path, token).DELETE(), ""));
    }

    JsonNode put(String path, String token, Object body) {
        String text = JSON.writeValueAsString(body);
        return json(
                send(
                        builder(path, token)
                                .header("Content-Type", "application/json")
                                .PUT(HttpRequest.BodyPublishers.ofString(text)),
                        text));
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
        return send(builder(path, token).GET(), "");
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
        return json(send(request, text));
    }

    byte[] post(String path, String token, String contentType, byte[] body) {
        return send(
                builder(path, token)
                        .header("Content-Type", contentType)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body)),
                "");
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

    private byte[] send(HttpRequest.Builder builder, String body) {
        HttpRequest request = builder.build();
        try {
            HttpResponse<byte[]> answer =
                    HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() / 100 != 2) {
                throw refused(answer);
            }
            Examples.seen(
                    request.method(), request.uri(), body, answer.statusCode(), answer.body());
            return answer.body();
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
