package cn.biaozhengtong.acceptance;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// The sample platform as a browser sees it.
final class SampleSite {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final URI base;
    private final Map<String, String> codes = new ConcurrentHashMap<>();
    private String cookie = "";

    SampleSite(URI base) {
        this.base = base;
    }

    void register(String name, String password, String enterprise, String uscc) {
        form(
                "/register",
                Map.of("name", name, "password", password, "enterprise", enterprise, "uscc", uscc));
    }

    void passwordLogin(String name, String password) {
        cookie =
                new String(
                        form("/password-login", Map.of("name", name, "password", password)),
                        StandardCharsets.UTF_8);
    }

    /// A session's id from `/bind`, `/qr-login` or another step.
    String open(String path) {
        return open(path, Map.of());
    }

    String open(String path, Map<String, String> fields) {
        return json(path, fields).path("sessionId").asString();
    }

    /// What stands on the screen beside the session's QR.
    String code(String session) {
        return codes.getOrDefault(session, "");
    }

    /// Everything that opening a session shows to the page.
    JsonNode json(String path) {
        return json(path, Map.of());
    }

    private JsonNode json(String path, Map<String, String> fields) {
        JsonNode opened = Api.JSON.readTree(form(path, fields));
        codes.put(opened.path("sessionId").asString(), opened.path("verificationCode").asString());
        return opened;
    }

    /// The status that a browser with this cookie gets at an address of the platform's.
    int follow(String url, String with) {
        try {
            return HTTP.send(
                            HttpRequest.newBuilder(URI.create(url)).header("Cookie", with).build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            throw new Api.Refused(0, "no-answer", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// The evidence package of a session; empty while there is none.
    byte[] evidence(String session) {
        try {
            return send(HttpRequest.newBuilder(base.resolve("/evidence/" + session)).GET());
        } catch (Api.Refused e) {
            return new byte[0];
        }
    }

    void post(String path, Map<String, String> fields) {
        form(path, fields);
    }

    JsonNode board(String tender) {
        return Api.JSON.readTree(
                send(HttpRequest.newBuilder(base.resolve("/hall/board?tender=" + tender)).GET()));
    }

    byte[] qrPicture(String session) {
        return send(HttpRequest.newBuilder(base.resolve("/qr/" + session + ".png")).GET());
    }

    JsonNode session(String session) {
        return Api.JSON.readTree(
                send(HttpRequest.newBuilder(base.resolve("/sessions/" + session)).GET()));
    }

    /// Waits until the platform has heard by poll and by webhook, and verified.
    JsonNode awaitVerified(String session, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        while (true) {
            JsonNode status = session(session);
            String by = status.path("heardBy").asString();
            boolean both = by.contains("poll") && by.contains("webhook");
            if (both || System.nanoTime() > end) {
                return status;
            }
            Api.pause(Duration.ofMillis(50));
        }
    }

    private byte[] form(String path, Map<String, String> fields) {
        String body =
                fields.entrySet().stream()
                        .map(e ->
                                e.getKey()
                                        + "="
                                        + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"));
        HttpRequest.Builder request =
                HttpRequest.newBuilder(base.resolve(path))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(body));
        if (!cookie.isEmpty()) {
            request.header("Cookie", "sample=" + cookie);
        }
        return send(request);
    }

    private static byte[] send(HttpRequest.Builder request) {
        try {
            HttpResponse<byte[]> answer =
                    HTTP.send(
                            request.timeout(Duration.ofSeconds(15)).build(),
                            HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() != 200) {
                throw new Api.Refused(
                        answer.statusCode(),
                        "sample",
                        new String(answer.body(), StandardCharsets.UTF_8));
            }
            return answer.body();
        } catch (IOException e) {
            throw new Api.Refused(0, "no-answer", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
