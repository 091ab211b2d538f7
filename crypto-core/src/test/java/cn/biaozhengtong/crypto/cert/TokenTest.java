package cn.biaozhengtong.crypto.cert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.SecretBytes;
import cn.biaozhengtong.crypto.SigningKey;
import cn.biaozhengtong.crypto.Suite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// An authority whose key lies in SoftHSM2; a missing SoftHSM2 fails.
class TokenTest {
    private static final Path LIBRARY = Path.of("/usr/lib/softhsm/libsofthsm2.so");
    private static final char[] PIN = "1234".toCharArray();
    private static long slot;

    @BeforeAll
    static void token() throws Exception {
        // The build names this file in SOFTHSM2_CONF.
        Path folder = Path.of(System.getenv("SOFTHSM2_CONF")).getParent();
        if (Files.exists(folder)) {
            try (Stream<Path> old = Files.walk(folder)) {
                for (Path it : old.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(it);
                }
            }
        }
        Files.createDirectories(folder.resolve("tokens"));
        Files.writeString(
                folder.resolve("softhsm2.conf"),
                "directories.tokendir = " + folder.resolve("tokens") + "\n");
        Process made =
                new ProcessBuilder(
                                "softhsm2-util",
                                "--init-token",
                                "--free",
                                "--label",
                                "bzt",
                                "--so-pin",
                                "1234",
                                "--pin",
                                "1234")
                        .redirectErrorStream(true)
                        .start();
        String said = new String(made.getInputStream().readAllBytes());
        Matcher number = Pattern.compile("reassigned to slot (\\d+)").matcher(said);
        assertThat(number.find()).as(said).isTrue();
        slot = Long.parseLong(number.group(1));
        // Here, because later the process is logged in, and a token asks no second time.
        refused(() -> Token.open(LIBRARY, slot, "9999".toCharArray()));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "sm2")
    void authority_withItsKeyInTheToken_issuesAndIsFoundAgain(Suite suite) throws IOException {
        Token token = Token.open(LIBRARY, slot, PIN);
        TokenKey key = token.generate(suite);
        DistinguishedName name = DistinguishedName.of("BZT", "CA", "root " + suite);
        CertificateAuthorityKey root = CertificateAuthorityKey.root(key, name);
        Certificate own = issue(root, CertificateProfile.root, name, key);
        token.keep(suite.name(), key, List.of(own));
        assertThatThrownBy(() -> token.keep(suite.name(), key, List.of(own)))
                .isInstanceOf(CryptoException.class);

        Token again = Token.open(LIBRARY, slot, PIN);
        SigningKey kept = again.key(suite.name());
        assertThat(again.chain(suite.name())).containsExactly(own);
        CertificateAuthorityKey authority = CertificateAuthorityKey.of(kept, own);
        SigningKey holder = Suite.sm2.generate();
        Certificate leaf =
                issue(
                        authority,
                        CertificateProfile.subscriber_signing,
                        DistinguishedName.of("鞍山测试有限公司", "招标", "张三"),
                        holder);
        ChainVerifier.trusting(own)
                .verify(leaf, List.of(), CertificateProfile.subscriber_signing, Instant.now());
    }

    @Test
    void item15_keyEncryptionKey_inTheTokenOrInAFile_bindsWhatItWraps() {
        Token token = Token.open(LIBRARY, slot, PIN);
        token.makeWrapping("kek");
        assertThatThrownBy(() -> token.makeWrapping("kek")).isInstanceOf(CryptoException.class);
        KeyEncryptionKey inToken = Token.open(LIBRARY, slot, PIN).wrapping("kek");
        for (KeyEncryptionKey it :
                List.of(
                        inToken,
                        KeyEncryptionKey.of(Suite.sm2.generate()),
                        KeyEncryptionKey.of(Suite.rsa_3072.generate()))) {
            SecretBytes key = SecretBytes.random(16);
            byte[] place = "issuer and serial".getBytes();
            byte[] wrapped = it.wrap(key, place);
            assertThat(it.unwrap(wrapped, place)).isEqualTo(key);
            assertThat(it.wrap(key, place)).isNotEqualTo(wrapped);
            refused(() -> it.unwrap(wrapped, "another".getBytes()));
            refused(() -> it.unwrap(new byte[3], place));
            wrapped[wrapped.length - 1] ^= 1;
            refused(() -> it.unwrap(wrapped, place));
        }
        refused(() -> token.wrapping("nobody"));
    }

    private static Certificate issue(
            CertificateAuthorityKey by,
            CertificateProfile profile,
            DistinguishedName subject,
            SigningKey key) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        return by.sign(
                by.prepare(
                        new CertificateOrder(
                                profile,
                                SerialNumber.random(),
                                subject,
                                key.publicKey(),
                                now.minusSeconds(1),
                                now.plusSeconds(3600),
                                Optional.empty()),
                        TestAuthority.POINTS));
    }

    @Test
    void wrongSlotNameOrSuite_isRefused() {
        refused(() -> Token.open(LIBRARY, slot + 77, PIN));
        refused(() -> Token.open(Path.of("/nowhere.so"), slot, PIN));
        Token token = Token.open(LIBRARY, slot, PIN);
        refused(() -> token.key("nobody"));
        refused(() -> token.chain("nobody"));
        refused(() -> token.generate(Suite.sm2));
    }

    private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(CryptoException.class);
    }
}
