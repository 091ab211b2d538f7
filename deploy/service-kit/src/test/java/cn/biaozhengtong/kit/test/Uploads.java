package cn.biaozhengtong.kit.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import javax.imageio.ImageIO;
import org.springframework.core.io.ByteArrayResource;
import tools.jackson.databind.JsonNode;

/// An operation of a service that takes a file, asked as a phone asks it.
///
/// @param fields those beside the file's
/// @param file the name of the file's field
public record Uploads(URI operation, String token, Map<String, String> fields, String file) {
    private static final String BOUNDARY = "files-of-tests";

    /// The answer to one upload.
    public HttpResponse<String> send(byte[] content) throws IOException, InterruptedException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        fields.forEach((name, value) ->
                part(body, "name=\"" + name + "\"", value.getBytes(StandardCharsets.UTF_8)));
        part(body, "name=\"" + file + "\"; filename=\"photo.jpg\"", content);
        text(body, "--" + BOUNDARY + "--\r\n");
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(operation)
                                .header("Authorization", "Bearer " + token)
                                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    /// Each is refused with its reason in Chinese, within seconds; what comes after them is taken.
    public void mustSurviveHostileFiles() throws IOException, InterruptedException {
        // The first of a service may find its worker still starting.
        mustTake(photo());
        mustRefuseHostileFiles();
        mustTake(photo());
    }

    /// Where one file only may be taken.
    public void mustRefuseHostileFiles() throws IOException, InterruptedException {
        for (Map.Entry<String, ByteArrayResource> it : HostileFiles.all().entrySet()) {
            long begin = System.nanoTime();
            mustRefuse(it.getKey(), send(it.getValue().getByteArray()));
            long millis = (System.nanoTime() - begin) / 1_000_000;
            System.out.printf("%s: %s, %d ms%n", operation.getPath(), it.getKey(), millis);
            assertThat(millis).as(it.getKey()).isLessThan(5000);
        }
        mustRefuse("more than 10 MB", send(new byte[(10 << 20) + 1]));
    }

    private static void mustRefuse(String what, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(what + " " + answer.body()).isEqualTo(422);
        assertThat(answer.headers().firstValue("Content-Type").orElse(""))
                .startsWith("application/problem+json");
        JsonNode problem = OpenApi.JSON.readTree(answer.body());
        assertThat(problem.path("type").asString())
                .startsWith("https://biaozhengtong.cn/problems/intake/");
        assertThat(problem.path("actor").asString()).isEqualTo("user");
        assertThat(problem.path("title").asString()).contains("后上传");
    }

    private void mustTake(byte[] photo) throws IOException, InterruptedException {
        HttpResponse<String> answer = send(photo);
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 201);
    }

    private static byte[] photo() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(400, 300, BufferedImage.TYPE_INT_RGB), "jpeg", out);
        return out.toByteArray();
    }

    private static void part(ByteArrayOutputStream out, String disposition, byte[] content) {
        text(out, "--" + BOUNDARY + "\r\nContent-Disposition: form-data; " + disposition);
        text(out, "\r\n\r\n");
        out.writeBytes(content);
        text(out, "\r\n");
    }

    private static void text(ByteArrayOutputStream out, String text) {
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
