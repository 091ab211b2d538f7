package cn.biaozhengtong.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.CertificateProfile;
import cn.biaozhengtong.crypto.cert.CertificateRequest;
import cn.biaozhengtong.crypto.cert.ChainVerifier;
import cn.biaozhengtong.crypto.cert.DistinguishedName;
import cn.biaozhengtong.crypto.cert.KeyStoreFile;
import cn.biaozhengtong.crypto.cert.TestAuthority;
import cn.biaozhengtong.crypto.cms.Form;
import cn.biaozhengtong.crypto.cms.SignedData;
import cn.biaozhengtong.crypto.cms.SignedDataBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every suite does the same things, and OpenSSL agrees.
class SuitesTest {
    private static final byte[] MESSAGE = "投标文件".getBytes(UTF_8);

    @TempDir Path folder;

    @ParameterizedTest
    @EnumSource
    void signature_ofASuite_verifiesOnlyUnchanged(Suite suite) {
        KeyPair key = suite.generate();
        byte[] signature = key.sign(MESSAGE);
        PublicKey known = PublicKey.parseInfo(key.publicKey().info());
        known.verify(MESSAGE, signature);
        assertThat(known).isEqualTo(key.publicKey());
        assertThat(known.suite()).isEqualTo(suite);
        refused(() -> known.verify(new byte[1], signature));
        for (int i = 0; i < signature.length; i++) {
            byte[] bad = signature.clone();
            bad[i] ^= 1;
            refused(() -> known.verify(MESSAGE, bad));
        }
        refused(() -> known.verify(MESSAGE, Arrays.copyOf(signature, signature.length + 1)));
        refused(() -> known.verify(MESSAGE, new byte[0]));
        refused(() -> suite.generate().publicKey().verify(MESSAGE, signature));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ecdsa_p256")
    void ciphertext_ofASuite_opensOnlyUnchanged(Suite suite) {
        KeyPair key = suite.generate();
        byte[] sealed = key.publicKey().encrypt(MESSAGE);
        assertThat(key.decrypt(sealed)).isEqualTo(MESSAGE);
        sealed[sealed.length - 1] ^= 1;
        refused(() -> key.decrypt(sealed));
        refused(() -> suite.generate().decrypt(key.publicKey().encrypt(MESSAGE)));
    }

    @ParameterizedTest
    @EnumSource(names = "ecdsa_p256")
    void suiteThatOnlySigns_encrypts_isRefused(Suite suite) {
        refused(() -> suite.generate().publicKey().encrypt(MESSAGE));
    }

    @ParameterizedTest
    @EnumSource
    void certificates_requestAndSignedData_ofASuite_areWhatOpenSslExpects(Suite suite)
            throws IOException {
        TestAuthority ca = new TestAuthority(suite);
        KeyPair key = suite.generate();
        DistinguishedName name = DistinguishedName.of("鞍山测试有限公司", "招标", "张三");
        byte[] request = CertificateRequest.create(name, key);
        assertThat(CertificateRequest.parse(request).key()).isEqualTo(key.publicKey());
        Certificate leaf = ca.subscriber(key.publicKey(), CertificateProfile.subscriber_signing);
        byte[] signed =
                new SignedDataBuilder(Form.rfc5652, MESSAGE, List.of(leaf, ca.issuing), ca.now)
                        .sign(key, true);
        SignedData.parse(signed).verifyDetached(MESSAGE, ChainVerifier.trusting(ca.root), ca.now);
        Files.write(folder.resolve("csr"), request);
        Files.write(folder.resolve("message"), MESSAGE);
        Files.write(folder.resolve("signed"), signed);
        Files.writeString(folder.resolve("root"), ca.root.pem());
        Files.writeString(folder.resolve("issuing"), ca.issuing.pem());
        Files.writeString(folder.resolve("leaf"), leaf.pem());
        if (suite == Suite.sm2) {
            // OpenSSL 3.0 cannot be told the SM2 id in cms; SignedDataTest verifies inside.
            OpenSsl.run(
                    folder,
                    "req -inform DER -in csr -verify -noout -vfyopt distid:1234567812345678"
                            .split(" "));
            return;
        }
        OpenSsl.run(folder, "req -inform DER -in csr -verify -noout".split(" "));
        OpenSsl.run(folder, "verify -CAfile root -untrusted issuing leaf".split(" "));
        OpenSsl.run(
                folder,
                ("cms -verify -binary -inform DER -in signed -content message -CAfile root"
                                + " -purpose any -out out")
                        .split(" "));
        assertThat(folder.resolve("out")).hasBinaryContent(MESSAGE);
    }

    @ParameterizedTest
    @EnumSource
    void keyStore_ofASuite_givesTheKeyBack(Suite suite) {
        TestAuthority ca = new TestAuthority(suite);
        KeyPair key = suite.generate();
        Certificate leaf = ca.subscriber(key.publicKey(), CertificateProfile.subscriber_signing);
        Path file = folder.resolve("key.p12");
        KeyStoreFile.save(
                file,
                new KeyStoreFile.Entry(key, List.of(leaf, ca.issuing)),
                "secret".toCharArray());
        KeyStoreFile.Entry loaded = KeyStoreFile.load(file, "secret".toCharArray());
        assertThat(loaded.certificate()).isEqualTo(leaf);
        leaf.publicKey().verify(MESSAGE, loaded.key().sign(MESSAGE));
    }

    static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(CryptoException.class);
    }
}
