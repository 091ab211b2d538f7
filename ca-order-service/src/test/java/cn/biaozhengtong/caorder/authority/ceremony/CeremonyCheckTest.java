package cn.biaozhengtong.caorder.authority.ceremony;

import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.caorder.TestCeremony;
import cn.biaozhengtong.crypto.cert.Certificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
}
