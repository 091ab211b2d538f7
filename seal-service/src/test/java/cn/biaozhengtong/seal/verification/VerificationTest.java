package cn.biaozhengtong.seal.verification;

import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.crypto.seal.Seal;
import cn.biaozhengtong.kit.test.RealServers;
import cn.biaozhengtong.seal.TestAuthority;
import cn.biaozhengtong.seal.TestDocuments;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What anybody is told of a document, over HTTP and through a real worker.
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@RealServers
class VerificationTest {
    private static final TestAuthority CA = new TestAuthority();
    private static final TestAuthority.Holder SIGNER = CA.holder("鞍山测试有限公司");
    private static final Seal SEAL =
            CA.seal("0".repeat(32) + "-1", "鞍山测试有限公司投标专用章", SIGNER.certificate());

    @TempDir private Path folder;

    @Value("${local.server.port}")
    private int port;

    @DynamicPropertySource
    static void authority(DynamicPropertyRegistry registry) {
        registry.add("BZT_CA_ORDER_URL", CA::url);
    }

    private HttpRequest request(byte[] body, String type) {
        return HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + "/rp/v1/verifications"))
                .header("Content-Type", type)
                .header("Accept-Language", "zh-CN")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
    }

    private JsonNode answer(byte[] body, int status) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> it =
                    http.send(
                            request(body, "application/octet-stream"),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(it.statusCode()).as(it.body()).isEqualTo(status);
            return new JsonMapper().readTree(it.body());
        }
    }

    private void isGood(JsonNode report, String format) {
        assertThat(report.path("verdict").asString()).as(report.toString()).isEqualTo("valid");
        assertThat(report.path("format").asString()).isEqualTo(format);
        assertThat(report.path("pages").asInt()).isEqualTo(2);
        JsonNode only = report.path("signatures").path(0);
        assertThat(only.path("sealName").asString()).isEqualTo("鞍山测试有限公司投标专用章");
        assertThat(only.path("signer").asString()).contains("鞍山测试有限公司");
        assertThat(only.path("proven").asBoolean()).isTrue();
        assertThat(only.path("boxes").path(0).path("page").asInt()).isEqualTo(1);
        assertThat(only.path("findings").size()).isGreaterThan(8);
    }

    @Test
    void stampedPdfAndOfd_areGood() throws Exception {
        isGood(answer(TestDocuments.stampedPdf(folder, SEAL, CA, SIGNER), 200), "pdf");
        isGood(answer(TestDocuments.stampedOfd(folder, SEAL, CA, SIGNER), 200), "ofd");
    }

    @Test
    void oneFlippedBit_isToldWithItsSentence() throws Exception {
        byte[] pdf = TestDocuments.stampedPdf(folder, SEAL, CA, SIGNER);
        // A digit of a page's size, far before the seal.
        int at = new String(pdf, StandardCharsets.ISO_8859_1).indexOf("595.");
        pdf[at] ^= 1;
        JsonNode report = answer(pdf, 200);
        assertThat(report.path("verdict").asString()).isEqualTo("invalid");
        assertThat(report.toString()).contains("\"step\":\"digest\",\"outcome\":\"bad\"");
    }

    @Test
    void unsignedDocument_isUnsigned() throws Exception {
        assertThat(answer(TestDocuments.pdf(), 200).path("verdict").asString())
                .isEqualTo("unsigned");
        assertThat(answer(TestDocuments.ofd(), 200).path("verdict").asString())
                .isEqualTo("unsigned");
    }

    @Test
    void textNamedPdf_nothing_andTooMuch_areRefused_withWhatToDo() throws Exception {
        JsonNode text = answer("投标函，不是 PDF".getBytes(StandardCharsets.UTF_8), 422);
        assertThat(text.path("refusal").asString()).isEqualTo("not_readable");
        assertThat(text.path("detail").asString()).contains("请重新导出");
        assertThat(answer(new byte[0], 422).path("type").asString()).endsWith("document-empty");
        assertThat(answer(new byte[(12 << 20) + 1], 422).path("type").asString())
                .endsWith("document-too-large");
    }

    @Test
    void bomb_isRefused_andTheServiceGoesOn() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("OFD.xml"));
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 1024; i++) {
                zip.write(zeros);
            }
            zip.closeEntry();
        }
        assertThat(answer(out.toByteArray(), 422).path("refusal").asString())
                .isIn("too_large", "not_readable");
        isGood(answer(TestDocuments.stampedPdf(folder, SEAL, CA, SIGNER), 200), "pdf");
    }

    @Test
    void severalAtOnce_areAllAnswered() throws Exception {
        byte[] pdf = TestDocuments.stampedPdf(folder, SEAL, CA, SIGNER);
        try (HttpClient http = HttpClient.newHttpClient()) {
            List<CompletableFuture<HttpResponse<String>>> all =
                    java.util.stream.IntStream.range(0, 4)
                            .mapToObj(i ->
                                    http.sendAsync(
                                            request(pdf, "application/pdf"),
                                            HttpResponse.BodyHandlers.ofString()))
                            .toList();
            for (CompletableFuture<HttpResponse<String>> it : all) {
                assertThat(it.get().body()).contains("\"verdict\":\"valid\"");
            }
        }
    }

    @Test
    void page_isSelfContained() throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            for (String path : List.of("/verify", "/verify/verify.js", "/verify/verify.css")) {
                HttpResponse<String> it =
                        http.send(
                                HttpRequest.newBuilder(
                                                URI.create("http://127.0.0.1:" + port + path))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString());
                assertThat(it.statusCode()).isEqualTo(200);
                assertThat(it.headers().firstValue("Content-Security-Policy").orElse(""))
                        .startsWith("default-src 'self'");
                assertThat(it.body()).doesNotContain("http://", "https://", "style=", "onclick");
            }
        }
    }
}
