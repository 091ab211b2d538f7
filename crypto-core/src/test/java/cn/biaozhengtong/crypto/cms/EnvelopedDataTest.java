package cn.biaozhengtong.crypto.cms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.KeyPair;
import cn.biaozhengtong.crypto.OpenSsl;
import cn.biaozhengtong.crypto.Sm2KeyPair;
import cn.biaozhengtong.crypto.Suite;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.CertificateProfile;
import cn.biaozhengtong.crypto.cert.ChainVerifier;
import cn.biaozhengtong.crypto.cert.KeyStoreFile;
import cn.biaozhengtong.crypto.cert.TestAuthority;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.bouncycastle.asn1.ASN1Primitive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvelopedDataTest {
    private final TestAuthority ca = new TestAuthority();
    private final Sm2KeyPair signer = Sm2KeyPair.generate();
    private final Certificate signerCertificate =
            ca.subscriber(signer.publicKey(), CertificateProfile.subscriber_signing);
    private final ChainVerifier trust = ChainVerifier.trusting(ca.root);

    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource({
        "rfc5652,sm2,0",
        "rfc5652,sm2,1",
        "gbt35275,sm2,15",
        "gbt35275,sm2,16",
        "gbt35275,sm2,70000",
        "rfc5652,rsa_2048,1000000",
        "gbt35275,rsa_3072,17"
    })
    void envelope_ofAnyLengthAndSuite_opensForItsRecipients(Form form, Suite suite, int length)
            throws IOException {
        byte[] content = new byte[length];
        new Random(length).nextBytes(content);
        KeyPair one = suite.generate();
        KeyPair two = Suite.sm2.generate();
        Certificate first = certificate(one);
        Path file = folder.resolve("enveloped");
        try (var out = Files.newOutputStream(file)) {
            EnvelopedData.seal(
                    form,
                    new ByteArrayInputStream(content),
                    length,
                    out,
                    List.of(first, certificate(two)));
        }
        // What is written is DER.
        byte[] bytes = Files.readAllBytes(file);
        assertThat(ASN1Primitive.fromByteArray(bytes).getEncoded("DER")).isEqualTo(bytes);
        assertThat(open(file, first, one)).isEqualTo(content);
        KeyPair stranger = suite.generate();
        refused(() -> open(file, first, stranger));
        refused(() -> open(file, certificate(stranger), stranger));
    }

    @Test
    void envelope_notSignedAsItIs_isNotOpened() throws IOException {
        KeyPair key = Suite.sm2.generate();
        Certificate own = certificate(key);
        Path file = sealed(own);
        SignedData signature = signatureOf(file);
        byte[] bytes = Files.readAllBytes(file);
        for (int at : new int[] {bytes.length - 1, bytes.length - 40, bytes.length / 2, 30}) {
            byte[] bad = bytes.clone();
            bad[at] ^= 1;
            Files.write(file, bad);
            refused(() -> open(file, signature, own, key));
        }
    }

    @Test
    void envelope_signedButBroken_failsAlike() throws IOException {
        KeyPair key = Suite.sm2.generate();
        Certificate own = certificate(key);
        Path file = sealed(own);
        byte[] bytes = Files.readAllBytes(file);
        for (int i = 0; i < bytes.length - 32; i += 3) {
            byte[] bad = bytes.clone();
            bad[i] ^= (byte) 0x81;
            Files.write(file, bad);
            opensOrFailsAlike(file, own, key);
        }
        for (int length = 0; length < bytes.length; length += 7) {
            Files.write(file, java.util.Arrays.copyOf(bytes, length));
            opensOrFailsAlike(file, own, key);
        }
        Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length + 1));
        refused(() -> open(file, own, key));
    }

    /// Some bits are nobody's business (a version, another's name); most must fail, all alike.
    private void opensOrFailsAlike(Path file, Certificate own, KeyPair key) throws IOException {
        try {
            open(file, own, key);
        } catch (CryptoException e) {
            assertThat(e.reason()).isEqualTo(CryptoException.Reason.bad_ciphertext);
        }
    }

    @Test
    void envelopeBeyondTwoGibibytes_isIndefiniteAndOpens() throws IOException {
        // The layout is decided by the length alone, so a small layout is forced to be long.
        KeyPair key = Suite.sm2.generate();
        Certificate own = certificate(key);
        byte[] content = new byte[100_000];
        byte[] secret = new byte[16];
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        EnvelopedLayout layout =
                new EnvelopedLayout(
                        Form.gbt35275,
                        List.of(WrappedFor.wrap(Form.gbt35275, own, secret)),
                        new byte[16],
                        1L << 32);
        layout.begin(out);
        cn.biaozhengtong.crypto.internal.Sm4Cbc.encrypt(
                secret, new byte[16], new ByteArrayInputStream(content), layout.chunks(out));
        layout.end(out);
        Path file = folder.resolve("long");
        Files.write(file, out.toByteArray());
        assertThat(open(file, own, key)).isEqualTo(content);
    }

    @Test
    void openSsl_opensOursAndWeOpenIts() throws IOException {
        KeyPair key = Suite.rsa_2048.generate();
        TestAuthority rsa = new TestAuthority(Suite.rsa_2048);
        Certificate own = rsa.subscriber(key.publicKey(), CertificateProfile.subscriber_encryption);
        KeyStoreFile.save(
                folder.resolve("key.p12"),
                new KeyStoreFile.Entry(key, List.of(own)),
                "x".toCharArray());
        OpenSsl.run(
                folder, "pkcs12 -in key.p12 -passin pass:x -nodes -nocerts -out key".split(" "));
        Files.writeString(folder.resolve("own"), own.pem());
        Path file = sealed(own);
        OpenSsl.run(
                folder,
                "cms -decrypt -binary -inform DER -in enveloped -inkey key -recip own -out plain"
                        .split(" "));
        assertThat(folder.resolve("plain")).hasContent("content");
        for (String streamed : List.of("", " -stream")) {
            OpenSsl.run(
                    folder,
                    ("cms -encrypt -binary -sm4-cbc -outform DER -in plain -out theirs -recip own"
                                    + " -keyopt rsa_padding_mode:oaep -keyopt rsa_oaep_md:sha256"
                                    + streamed)
                            .split(" "));
            assertThat(open(folder.resolve("theirs"), own, key)).asString().isEqualTo("content");
        }
        assertThat(file).exists();
    }

    private Path sealed(Certificate own) throws IOException {
        Path file = folder.resolve("enveloped");
        try (InputStream in = new ByteArrayInputStream("content".getBytes());
                var out = Files.newOutputStream(file)) {
            EnvelopedData.seal(Form.rfc5652, in, 7, out, List.of(own));
        }
        return file;
    }

    private Certificate certificate(KeyPair key) {
        return ca.subscriber(key.publicKey(), CertificateProfile.subscriber_encryption);
    }

    private SignedData signatureOf(Path file) throws IOException {
        return SignedData.parse(
                new SignedDataBuilder(
                                Form.gbt35275,
                                Files.readAllBytes(file),
                                List.of(signerCertificate, ca.issuing),
                                ca.now)
                        .sign(signer, true));
    }

    private byte[] open(Path file, Certificate own, KeyPair key) throws IOException {
        return open(file, signatureOf(file), own, key);
    }

    private byte[] open(Path file, SignedData signature, Certificate own, KeyPair key)
            throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        EnvelopedData.open(file, signature, trust, ca.now, own, key, out);
        return out.toByteArray();
    }

    private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(CryptoException.class);
    }
}
