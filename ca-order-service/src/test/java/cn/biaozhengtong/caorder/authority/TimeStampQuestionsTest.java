package cn.biaozhengtong.caorder.authority;

import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.caorder.TestCeremony;
import cn.biaozhengtong.kit.test.RealServers;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// Questions that OpenSSL makes, over HTTP, and answers that it reads.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@RealServers
class TimeStampQuestionsTest {
    @DynamicPropertySource
    static void ca(DynamicPropertyRegistry registry) {
        TestCeremony.properties(registry);
    }

    @Autowired private JdbcClient database;
    @TempDir private Path folder;

    @Value("${local.server.port}")
    private int port;

    private int rows() {
        return database.sql("SELECT COUNT(*) FROM time_stamp").query(Integer.class).single();
    }

    private String openssl(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("openssl", "ts"));
        command.addAll(List.of(arguments));
        Process process =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .start();
        String out = new String(process.getInputStream().readAllBytes());
        process.waitFor();
        return out;
    }

    private String answered(byte[] question) throws Exception {
        HttpResponse<byte[]> answer =
                HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(
                                                URI.create("http://127.0.0.1:" + port + "/tsa"))
                                        .header("Content-Type", "application/timestamp-query")
                                        .POST(HttpRequest.BodyPublishers.ofByteArray(question))
                                        .build(),
                                HttpResponse.BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).isEqualTo(200);
        Files.write(folder.resolve("answer.tsr"), answer.body());
        return openssl("-reply", "-in", "answer.tsr", "-text");
    }

    private byte[] question(String... options) throws Exception {
        Files.writeString(folder.resolve("document"), "document");
        List<String> all = new ArrayList<>(List.of("-query", "-data", "document", "-out", "q.tsq"));
        all.addAll(List.of(options));
        Files.deleteIfExists(folder.resolve("q.tsq"));
        String said = openssl(all.toArray(String[]::new));
        assertThat(folder.resolve("q.tsq")).as(said).exists();
        return Files.readAllBytes(folder.resolve("q.tsq"));
    }

    @Test
    void item17_whatOpensslAsks_isAnsweredOrRefused_andRefusalsLeaveNoRow() throws Exception {
        int before = rows();
        assertThat(answered(question("-sm3", "-tspolicy", "1.2.3.4.1")))
                .contains("Status: Rejected")
                .contains("the requested TSA policy is not supported by the TSA");
        assertThat(answered(question("-sha256", "-cert")))
                .contains("unrecognized or unsupported algorithm identifier");
        assertThat(answered(new byte[] {1, 2, 3})).contains("has the wrong format");
        assertThat(answered(new byte[5_000])).contains("has the wrong format");
        assertThat(rows()).isEqualTo(before);
        assertThat(answered(question("-sm3", "-cert")))
                .contains("Status: Granted")
                .contains("Policy OID: 1.2.156.112562.2.3.1");
        assertThat(answered(question("-sm3", "-tspolicy", "1.2.156.112562.2.3.1")))
                .contains("Status: Granted");
        assertThat(rows()).isEqualTo(before + 2);
    }
}
