package cn.biaozhengtong.crypto.cms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.KeyPair;
import cn.biaozhengtong.crypto.OpenSsl;
import cn.biaozhengtong.crypto.Suite;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.CertificateProfile;
import cn.biaozhengtong.crypto.cert.TestAuthority;
import cn.biaozhengtong.crypto.cms.DetachedSignature.Content;
import cn.biaozhengtong.crypto.cms.DetachedSignature.Naming;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DetachedSignatureTest {
    private static final byte[] BID = "bid".getBytes(StandardCharsets.US_ASCII);
    private static final Content CONTENT = out -> out.write(BID);
    private static final Content OTHER = out -> out.write(1);

    @TempDir private Path folder;

    private static byte[] ours(Suite suite, boolean detached) {
        TestAuthority authority = new TestAuthority(suite);
        KeyPair key = suite.generate();
        Certificate signer =
                authority.subscriber(key.publicKey(), CertificateProfile.subscriber_signing);
        return new SignedDataBuilder(Form.rfc5652, BID, List.of(signer), authority.now)
                .sign(key, detached);
    }

    @ParameterizedTest
    @EnumSource
    void ours_ofEverySuite_fits_andIsAboutItsContentAlone(Suite suite) throws IOException {
        DetachedSignature it = DetachedSignature.parse(ours(suite, true));
        assertThat(it.fits(CONTENT)).isTrue();
        assertThat(it.isAbout(it.digest(CONTENT))).isTrue();
        assertThat(it.isAbout(it.digest(OTHER))).isFalse();
        assertThat(it.naming()).isEqualTo(Naming.v2);
        assertThat(it.isStrong()).isTrue();
        assertThat(it.content()).isEmpty();
        assertThat(it.certificate()).isPresent();
    }

    @Test
    void anyBitOfTheSignatureChanged_fitsNoLonger() throws IOException {
        byte[] der = ours(Suite.sm2, true);
        byte[] value = DetachedSignature.parse(der).value();
        for (int i = 0; i < 8; i++) {
            byte[] forged = der.clone();
            forged[der.length - value.length + 20] ^= (byte) (1 << i);
            assertThat(DetachedSignature.parse(forged).fits(CONTENT)).isFalse();
        }
    }

    @Test
    void nameThatIsNoText_isRefused_beforeAnybodyAsksForIt() {
        byte[] der = ours(Suite.sm2, true);
        byte[] name = "鞍山".getBytes(StandardCharsets.UTF_8);
        int changed = 0;
        for (int i = 0; i + name.length <= der.length; i++) {
            if (Arrays.equals(der, i, i + name.length, name, 0, name.length)) {
                der[i] = (byte) 0xff;
                changed++;
            }
        }
        assertThat(changed).isPositive();
        assertThatThrownBy(() -> DetachedSignature.parse(der)).isInstanceOf(CryptoException.class);
    }

    @Test
    void content_inside_isTold() {
        assertThat(DetachedSignature.parse(ours(Suite.sm2, false)).content()).contains(BID);
    }

    @Test
    void length_isThatOfTheValue_whateverFollows() {
        byte[] der = ours(Suite.sm2, true);
        byte[] padded = Arrays.copyOf(der, der.length + 1000);
        assertThat(DetachedSignature.lengthOf(padded)).isEqualTo(der.length);
        assertThatThrownBy(() -> DetachedSignature.lengthOf(new byte[] {0x30, 0x7f, 1}))
                .isInstanceOf(CryptoException.class);
        assertThatThrownBy(() -> DetachedSignature.lengthOf(new byte[0]))
                .isInstanceOf(CryptoException.class);
        assertThatThrownBy(() -> DetachedSignature.parse(padded))
                .isInstanceOf(CryptoException.class);
    }

    /// Keys and digests that are of no suite, as OpenSSL makes them.
    @ParameterizedTest
    @CsvSource({
        "rsa:1024, sha256, '', SHA-256, false",
        "rsa:2048, sha1, '', SHA-1, false",
        "rsa:2048, sha512, '', SHA-512, true",
        "rsa:4096, sha384, -cades, SHA-384, true",
        "rsa:2048, sha256, -noattr, SHA-256, true",
        "rsa:2048, sha256, -keyopt rsa_padding_mode:pss, SHA-256, true",
        "ec -pkeyopt ec_paramgen_curve:P-384, sha384, '', SHA-384, true",
        "ec -pkeyopt ec_paramgen_curve:P-256, sha256, -noattr, SHA-256, true"
    })
    void strangers_fit_andAreTold(
            String key, String digest, String option, String name, boolean strong)
            throws IOException {
        DetachedSignature it = DetachedSignature.parse(openssl(key, digest, option));
        assertThat(it.fits(CONTENT)).isTrue();
        assertThat(it.digestName()).isEqualTo(name);
        assertThat(it.isStrong()).isEqualTo(strong);
        assertThat(it.hasSignedAttributes()).isEqualTo(!option.equals("-noattr"));
        assertThat(it.subject()).contains("cn=stranger");
        boolean about = it.hasSignedAttributes() && it.isAbout(it.digest(OTHER));
        assertThat(about).isFalse();
        if (!it.hasSignedAttributes()) {
            assertThat(it.fits(OTHER)).isFalse();
        }
        assertThat(it.naming()).isEqualTo(option.equals("-cades") ? Naming.v2 : Naming.none);
    }

    private byte[] openssl(String key, String digest, String option) throws IOException {
        Files.write(folder.resolve("bid"), BID);
        List<String> request = new ArrayList<>(List.of("req", "-x509", "-newkey"));
        request.addAll(List.of(key.split(" ")));
        request.addAll(List.of("-nodes", "-keyout", "k", "-out", "c", "-subj", "/CN=stranger"));
        OpenSsl.run(folder, request.toArray(String[]::new));
        List<String> sign = new ArrayList<>(List.of("cms", "-sign", "-binary", "-in", "bid"));
        sign.addAll(List.of("-signer", "c", "-inkey", "k", "-md", digest, "-outform", "DER"));
        if (!option.isEmpty()) {
            sign.addAll(List.of(option.split(" ")));
        }
        sign.addAll(List.of("-out", "s"));
        OpenSsl.run(folder, sign.toArray(String[]::new));
        return Files.readAllBytes(folder.resolve("s"));
    }
}
