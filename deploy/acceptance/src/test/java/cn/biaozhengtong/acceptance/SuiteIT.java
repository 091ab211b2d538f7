package cn.biaozhengtong.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/// The journey and the faults on a suite of their own, beside any that runs.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SuiteIT {
    private static final OneSuite SUITE = OneSuite.started();
    private final Endpoints endpoints = SUITE.endpoints();

    @Test
    @Order(1)
    void journey_fromPhoneNumberToScanLoginAndRevocation() throws Exception {
        Journey journey = new Journey(endpoints, System.nanoTime());
        Map<String, Long> times = journey.run();
        assertThat(times).hasSize(22);
        opensslAcceptsTheChain(journey.bidder().wallet());
    }

    private void opensslAcceptsTheChain(CertificateWallet wallet) throws Exception {
        Path folder = Files.createTempDirectory("openssl");
        Files.writeString(folder.resolve("root.pem"), wallet.chain().get(1).pem());
        Files.writeString(folder.resolve("issuing.pem"), wallet.chain().get(0).pem());
        Files.writeString(folder.resolve("mine.pem"), wallet.signing().pem());
        String id = "distid:1234567812345678";
        // OpenSSL 3.0 sets the id on the certificate in question only, so each level is asked.
        assertThat(openssl(folder, "verify", "-vfyopt", id, "-CAfile", "root.pem", "root.pem"))
                .contains("root.pem: OK");
        assertThat(openssl(folder, "verify", "-vfyopt", id, "-CAfile", "root.pem", "issuing.pem"))
                .contains("issuing.pem: OK");
        assertThat(
                        openssl(
                                folder,
                                "verify",
                                "-vfyopt",
                                id,
                                "-partial_chain",
                                "-trusted",
                                "issuing.pem",
                                "mine.pem"))
                .contains("mine.pem: OK");
    }

    private static String openssl(Path folder, String... arguments) throws Exception {
        java.util.List<String> command = new java.util.ArrayList<>(java.util.List.of("openssl"));
        command.addAll(java.util.List.of(arguments));
        Process process =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .start();
        String out = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(out).isZero();
        return out;
    }

    @Test
    @Order(2)
    void requirements_R1ToR18_passThroughTheGateway() {
        Map<String, Object> figures = new Requirements(endpoints, System.nanoTime()).run();
        assertThat(figures).as(figures.toString()).containsEntry("ok", true);
    }

    @Test
    @Order(3)
    void faults_eightKillsOverTwentyJourneys_loseAndDoubleNothing() {
        Map<String, Object> figures =
                new Faults(SUITE.suite(), endpoints, System.nanoTime(), 20).run(8);
        System.out.println(Api.JSON.writeValueAsString(figures));
        assertThat(figures).containsEntry("ok", true);
    }
}
