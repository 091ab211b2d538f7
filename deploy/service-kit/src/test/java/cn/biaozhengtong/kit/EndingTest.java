package cn.biaozhengtong.kit;

import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.kit.test.KitApplication;
import cn.biaozhengtong.kit.test.TestAuditKey;
import cn.biaozhengtong.launcher.KafkaServer;
import cn.biaozhengtong.launcher.MariaDbServer;
import cn.biaozhengtong.launcher.Ports;
import cn.biaozhengtong.launcher.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;

/// A process that is told to end ends, whatever of its surroundings is there.
class EndingTest {
    private static final Duration BOUND = Duration.ofSeconds(30);

    /// By itself, without the last moment.
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir private Path state;
    private MariaDbServer mariaDb;
    private KafkaServer kafka;
    private int port;
    private ServerProcess service;

    /// A service of the kit alone, with a listener.
    static final class Service {
        private Service() {}

        public static void main(String[] args) {
            SpringApplication.run(
                    new Class<?>[] {KitApplication.class, FailoverTest.Taker.class}, args);
        }
    }

    @BeforeEach
    void prepared() throws IOException {
        mariaDb = MariaDbServer.in(state, Ports.free(), state.resolve("mariadb.log"));
        mariaDb.start();
        mariaDb.createSchema("kit", "owner", "user");
        kafka = KafkaServer.open(state, Ports.free(), Ports.free(), state.resolve("kafka.log"));
        kafka.start();
        port = Ports.free();
        service =
                new ServerProcess(
                        "service",
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                                "-Xmx256m",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Service.class.getName()),
                        environment(),
                        state,
                        state.resolve("service.log"));
    }

    @AfterEach
    void ended() {
        service.kill();
        kafka.process().kill();
        mariaDb.process().kill();
    }

    private Map<String, String> environment() throws IOException {
        Path key = state.resolve("field.key");
        Files.writeString(key, Base64.getEncoder().encodeToString(new byte[48]));
        Map<String, String> out = new HashMap<>();
        out.put("SPRING_CONFIG_NAME", "kit-test");
        out.put("BZT_PORT", Integer.toString(port));
        out.put("BZT_DB_URL", "jdbc:mariadb://127.0.0.1:" + mariaDb.port() + "/kit");
        out.put("BZT_DB_USER", "kit");
        out.put("BZT_DB_PASSWORD", "user");
        out.put("BZT_DB_OWNER", "kit_owner");
        out.put("BZT_DB_OWNER_PASSWORD", "owner");
        out.put("BZT_KAFKA", kafka.bootstrap());
        out.put("BZT_ISSUER", "http://127.0.0.1:1");
        out.put("BZT_MANAGEMENT_PORT", "0");
        out.put("BZT_SANDBOX", "true");
        out.put("BZT_SECRETS", state.toString());
        Map<String, Object> audit = TestAuditKey.properties("kit-test");
        out.put("BZT_AUDIT_KEY", String.valueOf(audit.get("bzt.audit.key-file")));
        out.put("BZT_AUDIT_PASSWORD", String.valueOf(audit.get("bzt.audit.password")));
        out.put("BZT_AUDIT_FOLDER", String.valueOf(audit.get("bzt.audit.folder")));
        out.put("BZT_EVENTS_TOPICS", FailoverTest.TOPIC);
        return out;
    }

    private boolean isReady() {
        try {
            return HttpClient.newHttpClient()
                            .send(
                                    HttpRequest.newBuilder(
                                                    URI.create(
                                                            "http://127.0.0.1:" + port + "/readyz"))
                                            .build(),
                                    HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static boolean says(Path log, String word) {
        try {
            return Files.readString(log).contains(word);
        } catch (IOException e) {
            return false;
        }
    }

    private double end() {
        long begin = System.nanoTime();
        service.stop(BOUND.plusSeconds(30));
        double seconds = (System.nanoTime() - begin) / 1e9;
        System.out.printf("It ended after %.1f s.%n", seconds);
        return seconds;
    }

    @Test
    void databaseAndBrokerGone_itEndsByItself() throws Exception {
        service.start();
        service.awaitReady(Duration.ofSeconds(60), this::isReady);
        mariaDb.process().kill();
        kafka.process().kill();
        // So that everything that asks them is waiting for an answer.
        Thread.sleep(4_000);
        assertThat(end()).isLessThan(SOON.toSeconds());
        assertThat(Files.readString(state.resolve("service.log"))).doesNotContain("did not end");
    }

    @Test
    void databaseSilent_itEndsAllTheSame() throws Exception {
        service.start();
        service.awaitReady(Duration.ofSeconds(60), this::isReady);
        signal("STOP");
        Thread.sleep(4_000);
        assertThat(end()).isLessThan(BOUND.toSeconds());
    }

    @Test
    void databaseGone_whileItStarts_itEndsAllTheSame() throws Exception {
        mariaDb.process().kill();
        kafka.process().kill();
        service.start();
        Path log = state.resolve("service.log");
        service.awaitReady(Duration.ofSeconds(60), () -> says(log, "Retrying"));
        assertThat(end()).isLessThan(BOUND.toSeconds());
    }

    /// Whose machine is gone answers nothing, not even that it is gone.
    private void signal(String name) throws Exception {
        for (long pid : new long[] {mariaDb.process().pid(), kafka.process().pid()}) {
            new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor();
        }
    }
}
