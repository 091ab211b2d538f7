package cn.biaozhengtong.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.CertificateProfile;
import cn.biaozhengtong.crypto.cert.CertificateRequest;
import cn.biaozhengtong.crypto.cert.ChainVerifier;
import cn.biaozhengtong.crypto.cert.DistinguishedName;
import cn.biaozhengtong.crypto.cert.KeyStoreFile;
import cn.biaozhengtong.crypto.cert.TestAuthority;
import cn.biaozhengtong.crypto.cms.SignedData;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Item 20: what other tools write, as files that were made elsewhere for this purpose. Their ideas
/// come from public reports: PrintableString by GM/T 0015; NULL parameters, openssl#22093 and
/// tjfoc/gmsm#55; subjects, kjur/jsrsasign#287; lengths in characters, zmap/zlint#163; subjects of
/// requests, letsencrypt/boulder#388; text before PEM, rusticata/x509-parser#21; no signing time,
/// RustCrypto/formats#1148.
class StrangersPapersTest {
    private static final Instant THEN = Instant.parse("2026-06-01T00:00:00Z");

    @TempDir private Path folder;

    private static byte[] file(String name) {
        try (InputStream in = StrangersPapersTest.class.getResourceAsStream("/strangers/" + name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private final Certificate root = Certificate.parse(file("root.der"));

    @Test
    void case25_creditCodeAsPrintableString_isRead() {
        Certificate it = Certificate.parse(file("c03-orgcode-printable.der"));
        assertThat(it.uscc()).contains("91210300MA0TEST00X");
        ChainVerifier.trusting(root)
                .verify(it, List.of(), CertificateProfile.subscriber_signing, THEN);
    }

    @Test
    void case27_nullParametersOfAnAlgorithm_areAbsentOnes() {
        Certificate it = Certificate.parse(file("c01-null-params.der"));
        ChainVerifier.trusting(root)
                .verify(it, List.of(), CertificateProfile.subscriber_signing, THEN);
    }

    @Test
    void case29_subjectOfAnotherShape_isShown() {
        DistinguishedName only = Certificate.parse(file("c07-only-CN.der")).subject();
        assertThat(only.commonName()).isNotEmpty();
        assertThat(only.organization()).isEmpty();
        assertThat(only.unit()).isEmpty();
        DistinguishedName two = Certificate.parse(file("c08-two-OU-cfca-like.der")).subject();
        assertThat(two.unit()).isNotEmpty();
        assertThat(two.commonName()).isNotEmpty();
        assertThat(only.toString()).isNotEmpty();
    }

    @Test
    void case30_lengthsAreCountedInCharacters() {
        assertThat(Certificate.parse(file("c14-33-astral.der")).subject()).isNotNull();
        String name = "𠮷".repeat(64);
        TestAuthority ca = new TestAuthority();
        Certificate made =
                ca.issue(
                        ca.authority,
                        CertificateProfile.subscriber_signing,
                        DistinguishedName.of(name, "招标", "张三"),
                        Suite.sm2.generate().publicKey());
        assertThat(made.subject().organization()).isEqualTo(name);
        assertThatThrownBy(() -> DistinguishedName.of(name + "x", "a", "b"))
                .isInstanceOf(CryptoException.class);
        assertThatThrownBy(() -> DistinguishedName.of("", "a", "b"))
                .isInstanceOf(CryptoException.class);
    }

    @Test
    void case31_requestsSubject_isNotAsked() {
        assertThat(CertificateRequest.parse(file("r4-cn-only.csr.der")).key()).isNotNull();
    }

    @Test
    void case35_textAroundPem_isReadOver() throws IOException {
        String text = new String(file("p1-text-before.pem"), StandardCharsets.UTF_8);
        Certificate it = Certificate.parsePem(text);
        assertThat(Certificate.parsePems(text + "\n" + root.pem() + "\ntrailing"))
                .containsExactly(it, root);
        assertThat(
                        Certificate.parsePem(
                                "-----BEGIN PRIVATE KEY-----\nAAAA\n"
                                        + "-----END PRIVATE KEY-----\r\n"
                                        + it.pem().replace("\n", "\r\n")))
                .isEqualTo(it);
        assertThatThrownBy(() -> Certificate.parsePem(text + root.pem()))
                .isInstanceOf(CryptoException.class);
        assertThatThrownBy(() -> Certificate.parsePem("nothing"))
                .isInstanceOf(CryptoException.class);
        assertThatThrownBy(() -> Certificate.parsePems("-----BEGIN CERTIFICATE-----\nAAAA"))
                .isInstanceOf(CryptoException.class);
    }

    @Test
    void case37_signatureWithoutSigningTime_isVerifiedAtTheGivenOne() {
        SignedData it = SignedData.parse(file("s1-no-signing-time.p7"));
        ChainVerifier trust = ChainVerifier.trusting(root);
        assertThat(it.verifyAttached(trust, THEN).get(0).at()).isEqualTo(THEN);
        assertThatThrownBy(() -> it.verifyAttached(trust, null))
                .isInstanceOf(CryptoException.class);
        assertThatThrownBy(() -> it.verifyAttached(trust, THEN.plusSeconds(1L << 30)))
                .isInstanceOf(CryptoException.class);
    }

    /// OpenSSL writes them: under another alias or none, MAC by SM3, other ciphers.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "-name Bob -macalg sm3",
                "-macalg sm3",
                "-macalg sha256",
                "-name 投标人 -macalg sha512",
                "-macalg sm3 -certpbe NONE",
                "-name key -macalg sm3 -iter 1"
            })
    void item20_pkcs12_underAnyAliasOrNone_withAMacBySm3(String how) throws IOException {
        for (Suite suite : List.of(Suite.sm2, Suite.rsa_2048, Suite.ecdsa_p256)) {
            TestAuthority ca = new TestAuthority(suite);
            KeyPair key = suite.generate();
            Certificate own = ca.subscriber(key.publicKey(), CertificateProfile.subscriber_signing);
            KeyStoreFile.save(
                    folder.resolve("ours.p12"),
                    new KeyStoreFile.Entry(key, List.of(own)),
                    "secret".toCharArray());
            OpenSsl.run(
                    folder,
                    "pkcs12 -in ours.p12 -passin pass:secret -nodes -nocerts -out key".split(" "));
            Files.writeString(folder.resolve("own"), own.pem());
            Files.writeString(folder.resolve("more"), ca.issuing.pem() + ca.root.pem());
            OpenSsl.run(
                    folder,
                    ("pkcs12 -export -inkey key -in own -certfile more -passout pass:geheim -out"
                                    + " theirs.p12 "
                                    + how)
                            .split(" "));
            Path theirs = folder.resolve("theirs.p12");
            KeyStoreFile.Entry read = KeyStoreFile.load(theirs, "geheim".toCharArray());
            assertThat(read.certificate()).isEqualTo(own);
            assertThat(read.chain()).startsWith(own);
            own.publicKey().verify(new byte[] {1}, read.key().sign(new byte[] {1}));
            assertThatThrownBy(() -> KeyStoreFile.load(theirs, "falsch".toCharArray()))
                    .isInstanceOf(CryptoException.class);
            byte[] bytes = Files.readAllBytes(theirs);
            bytes[bytes.length / 2] ^= 1;
            Files.write(theirs, bytes);
            assertThatThrownBy(() -> KeyStoreFile.load(theirs, "geheim".toCharArray()))
                    .isInstanceOf(CryptoException.class);
        }
    }

    @Test
    void item20_endEntities_haveNoBasicConstraints() throws IOException {
        TestAuthority ca = new TestAuthority();
        for (CertificateProfile profile : CertificateProfile.values()) {
            Certificate it = ca.subscriber(Suite.sm2.generate().publicKey(), profile);
            Files.writeString(folder.resolve("it.pem"), it.pem());
            String text = OpenSsl.run(folder, "x509 -in it.pem -noout -text".split(" "));
            boolean authority =
                    profile == CertificateProfile.root || profile == CertificateProfile.issuing_ca;
            assertThat(text.contains("Basic Constraints")).as("%s", profile).isEqualTo(authority);
        }
    }
}
