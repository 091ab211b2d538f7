package cn.biaozhengtong.caorder.authority.ceremony;

import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.caorder.TestCeremony;
import cn.biaozhengtong.crypto.Sm2KeyPair;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.CertificateAuthorityKey;
import cn.biaozhengtong.crypto.cert.Crl;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// R37: what the ceremony left is checked against its signed transcript.
class CeremonyCheckTest {
    private static final char[] PASSWORD = "test-password".toCharArray();

    @TempDir private Path folder;
    private String fingerprint;

    @BeforeEach
    void aCopy() throws IOException {
        try (Stream<Path> files = Files.list(TestCeremony.online())) {
            for (Path each : files.filter(Files::isRegularFile).toList()) {
                Files.copy(each, folder.resolve(each.getFileName()));
            }
        }
        fingerprint =
                Certificate.parsePem(Files.readString(folder.resolve("root.pem"))).fingerprint();
    }

    private List<String> findings() throws IOException {
        return CeremonyCheck.findings(folder, fingerprint, PASSWORD);
    }

    @Test
    void R37_asTheCeremonyLeftIt_isGood() throws IOException {
        assertThat(findings()).isEmpty();
    }

    @Test
    void R37_anotherRoot_orTranscript_isFound() throws IOException {
        assertThat(CeremonyCheck.findings(folder, "0".repeat(64), PASSWORD)).hasSize(1);
        Path transcript = folder.resolve("transcript.txt");
        Files.writeString(transcript, Files.readString(transcript) + "one more\n");
        assertThat(findings()).containsExactly("transcript.txt is not what the root signed");
    }

    @Test
    void R37_aKeyStoreThatIsGone_orAnothers_isFound() throws IOException {
        Files.delete(folder.resolve("tsa.p12"));
        assertThat(findings()).singleElement().asString().startsWith("no key store holds");
        // Somebody's own in its place, also by the same authority.
        Files.copy(folder.resolve("ocsp.p12"), folder.resolve("tsa.p12"));
        assertThat(findings())
                .hasSize(2)
                .contains("tsa.p12 holds what the transcript does not name");
        Files.writeString(folder.resolve("kmc.p12"), "torn");
        assertThat(findings()).anyMatch(it -> it.startsWith("kmc.p12 does not open"));
    }

    @Test
    void item13_theRootsList_isCheckedToo_andRenewedOffline() throws IOException {
        Path offline = TestCeremony.online().resolveSibling("offline");
        Certificate issuing = Certificate.parsePem(Files.readString(folder.resolve("issuing.pem")));
        Certificate root = Certificate.parsePem(Files.readString(folder.resolve("root.pem")));
        assertThat(issuing.crlUrls()).singleElement().asString().endsWith("/crl/root.crl");
        Crl first = RootLists.read(folder);
        RootListCommand.renew(offline, folder, Duration.ofDays(30), List.of(), PASSWORD);
        assertThat(findings()).isEmpty();
        assertThat(RootLists.read(folder).number().orElseThrow())
                .isGreaterThan(first.number().orElseThrow());

        RootListCommand.renew(offline, folder, Duration.ofDays(-1), List.of(), PASSWORD);
        assertThat(findings()).singleElement().asString().contains("not_valid_now");

        RootListCommand.renew(
                offline,
                folder,
                Duration.ofDays(30),
                List.of(issuing.serial().hex(), "2"),
                PASSWORD);
        assertThat(findings()).containsExactly("root.crl revokes the issuing CA");
        // Revoked stays revoked.
        Crl next = RootListCommand.renew(offline, folder, Duration.ofDays(30), List.of(), PASSWORD);
        assertThat(next.revokes(issuing.serial())).isTrue();
        next.verify(root, Instant.now());

        Crl foreign =
                Crl.issue(
                        CertificateAuthorityKey.root(Sm2KeyPair.generate(), root.subject()),
                        BigInteger.TEN,
                        List.of(),
                        Instant.now(),
                        Instant.now().plusSeconds(60));
        RootLists.save(folder, foreign);
        assertThat(findings()).singleElement().asString().contains("root.crl is not the root's");
        Files.delete(folder.resolve("root.crl"));
        assertThat(findings()).singleElement().asString().contains("missing");
    }
}
