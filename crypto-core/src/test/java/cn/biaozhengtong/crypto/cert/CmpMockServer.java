package cn.biaozhengtong.crypto.cert;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The mock CA of `openssl cmp`: a second implementation of the protocol that answers every request
/// with one certificate.
final class CmpMockServer implements AutoCloseable {
    static final String SECRET = "a shared secret of the registration authority";

    private final Process process;
    private final Path log;
    private final int port;

    CmpMockServer(Path folder, Certificate answer, String... options)
            throws IOException, InterruptedException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Path certificate = folder.resolve("answer.pem");
        Files.writeString(certificate, answer.pem());
        log = folder.resolve("server.log");
        List<String> command =
                new ArrayList<>(
                        List.of(
                                "openssl",
                                "cmp",
                                "-port",
                                Integer.toString(port),
                                "-srv_ref",
                                "ra",
                                "-srv_secret",
                                "pass:" + SECRET,
                                "-accept_raverified",
                                "-rsp_cert",
                                certificate.toString()));
        command.addAll(List.of(options));
        process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        Instant end = Instant.now().plusSeconds(10);
        while (!Files.readString(log).contains("ACCEPT")) {
            assertThat(process.isAlive() && Instant.now().isBefore(end))
                    .as(Files.readString(log))
                    .isTrue();
            Thread.sleep(50);
        }
    }

    CmpTransport transport() {
        HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        return message -> {
            try {
                return http.send(
                                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/"))
                                        .timeout(Duration.ofSeconds(10))
                                        .header("Content-Type", "application/pkixcmp")
                                        .POST(HttpRequest.BodyPublishers.ofByteArray(message))
                                        .build(),
                                HttpResponse.BodyHandlers.ofByteArray())
                        .body();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        };
    }

    CmpClient client(String secret, List<Certificate> chain) {
        return new CmpClient(transport(), "ra", secret.toCharArray(), chain);
    }

    String said() throws IOException {
        return Files.readString(log);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
