package cn.biaozhengtong.seal.stamping;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/// Anybody who verifies a document.
record Verifier(int port) {
    Platform.Answer verify(byte[] file) throws Exception {
        HttpResponse<byte[]> it =
                HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(
                                                URI.create(
                                                        "http://127.0.0.1:"
                                                                + port
                                                                + "/rp/v1/verifications"))
                                        .header("Content-Type", "application/octet-stream")
                                        .POST(HttpRequest.BodyPublishers.ofByteArray(file))
                                        .build(),
                                HttpResponse.BodyHandlers.ofByteArray());
        return new Platform.Answer(it.statusCode(), it.body());
    }
}
