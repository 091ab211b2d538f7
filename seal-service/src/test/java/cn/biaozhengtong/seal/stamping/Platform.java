package cn.biaozhengtong.seal.stamping;

import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.crypto.Sm3;
import cn.biaozhengtong.kit.test.TestTokens;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A tender platform, and scan-session-service beside it, over HTTP.
final class Platform {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int PART = 8 << 20;

    private final HttpClient http = HttpClient.newHttpClient();
    private final String base;
    private final String client;

    Platform(int port, String client) {
        this.base = "http://127.0.0.1:" + port;
        this.client = client;
    }

    String client() {
        return client;
    }

    record Answer(int status, byte[] body) {
        JsonNode json() {
            return JSON.readTree(body);
        }

        /// The last word of a refusal's type.
        String problem() {
            String type = json().path("type").asString();
            return type.substring(type.lastIndexOf('/') + 1);
        }
    }

    Answer get(String path) throws Exception {
        return send(request(path).GET());
    }

    Answer post(String path, Object body) throws Exception {
        return send(
                request(path)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body))));
    }

    Answer put(String path, byte[] body) throws Exception {
        return send(
                request(path)
                        .header("Content-Type", "application/octet-stream")
                        .PUT(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    Answer putJson(String path, Object body) throws Exception {
        return send(
                request(path)
                        .header("Content-Type", "application/json")
                        .PUT(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body))));
    }

    private HttpRequest.Builder request(String path) {
        String token =
                path.startsWith("/internal")
                        ? TestTokens.service("scan-session-service")
                        : TestTokens.relyingParty(client);
        return HttpRequest.newBuilder(URI.create(base + path))
                .header("Authorization", "Bearer " + token)
                .header("Accept-Language", "zh-CN");
    }

    private Answer send(HttpRequest.Builder request) throws Exception {
        HttpResponse<byte[]> it =
                http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        return new Answer(it.statusCode(), it.body());
    }

    String announced(String format, byte[] content, String digest) throws Exception {
        return announced(announcement(format, content, digest, "b_t"));
    }

    static java.util.Map<String, Object> announcement(
            String format, byte[] content, String digest, String baseline) {
        return java.util.Map.of(
                "title", "投标函",
                "format", format,
                "size", content.length,
                "digest", digest,
                "baseline", baseline);
    }

    private String announced(java.util.Map<String, Object> what) throws Exception {
        Answer it = post("/rp/v1/documents", what);
        assertThat(it.status()).as(text(it)).isEqualTo(201);
        assertThat(it.json().path("partSize").asInt()).isEqualTo(PART);
        return it.json().path("documentId").asString();
    }

    /// Whole, and ready.
    String uploaded(String format, byte[] content) throws Exception {
        return uploaded(format, content, "b_t");
    }

    String uploaded(String format, byte[] content, String baseline) throws Exception {
        String id = announced(announcement(format, content, Sm3.hex(content), baseline));
        for (int n = 0; n * PART < content.length; n++) {
            byte[] part =
                    java.util.Arrays.copyOfRange(
                            content, n * PART, Math.min(content.length, (n + 1) * PART));
            assertThat(put("/rp/v1/documents/" + id + "/parts/" + n, part).status()).isEqualTo(204);
        }
        Answer done = post("/rp/v1/documents/" + id + "/complete", java.util.Map.of());
        assertThat(done.status()).as(text(done)).isEqualTo(200);
        return id;
    }

    static String text(Answer it) {
        return new String(it.body(), StandardCharsets.UTF_8);
    }
}
