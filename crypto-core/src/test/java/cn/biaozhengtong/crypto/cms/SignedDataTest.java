package cn.biaozhengtong.crypto.cms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.OpenSsl;
import cn.biaozhengtong.crypto.Sm2KeyPair;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.CertificateProfile;
import cn.biaozhengtong.crypto.cert.ChainVerifier;
import cn.biaozhengtong.crypto.cert.TestAuthority;
import cn.biaozhengtong.crypto.internal.Sm3Calculator;
import cn.biaozhengtong.crypto.internal.SuiteContentVerifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.DefaultCMSSignatureAlgorithmNameGenerator;
import org.bouncycastle.cms.SignerInformationVerifier;
import org.bouncycastle.operator.DefaultSignatureAlgorithmIdentifierFinder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// SignedData in both forms, inside and beside; and what must not verify.
class SignedDataTest {
    @TempDir private Path folder;

    private final TestAuthority ca = new TestAuthority();
    private final Sm2KeyPair key = Sm2KeyPair.generate();
    private final Certificate own =
            ca.subscriber(key.publicKey(), CertificateProfile.subscriber_signing);
    private final ChainVerifier trust = ChainVerifier.trusting(ca.root);
    private final byte[] content = "投标函".getBytes(StandardCharsets.UTF_8);
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    private SignedDataBuilder builder(Form form) {
        return new SignedDataBuilder(form, content, List.of(own, ca.issuing), now);
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void signed_insideAndBeside_verifies(Form form) {
        SignedData inside = SignedData.parse(builder(form).sign(key, false));
        assertThat(inside.form()).isEqualTo(form);
        assertThat(inside.verify(trust, null)).isEqualTo(content);
        SignedData beside = SignedData.parse(builder(form).sign(key, true));
        List<SignedData.VerifiedSigner> signers = beside.verifyDetached(content, trust, now);
        assertThat(signers).hasSize(1);
        assertThat(signers.get(0).at()).isEqualTo(now);
        assertThat(signers.get(0).chain().leaf()).isEqualTo(own);
        refused(() -> beside.verify(trust, null));
        refused(() -> beside.verifyDetached(new byte[1], trust, null));
        refused(() -> inside.verifyDetached(new byte[1], trust, null));
    }

    @Test
    void signature_ofAnotherKey_isNotAssembled() {
        SignedDataBuilder builder = builder(Form.rfc5652);
        byte[] foreign = Sm2KeyPair.generate().sign(builder.preimage().toBytes());
        refused(() -> builder.assemble(foreign, true));
        byte[] other = key.sign(content);
        refused(() -> builder.assemble(other, true));
    }

    @Test
    void chain_ofAnotherRootOrPurposeOrTime_isRefused() {
        SignedData it = SignedData.parse(builder(Form.rfc5652).sign(key, false));
        refused(() -> it.verify(ChainVerifier.trusting(new TestAuthority().root), null));
        refused(() -> it.verify(trust, now.plus(800, ChronoUnit.DAYS)));
        Certificate encryption =
                ca.subscriber(key.publicKey(), CertificateProfile.subscriber_encryption);
        byte[] wrong =
                new SignedDataBuilder(Form.rfc5652, content, List.of(encryption, ca.issuing), now)
                        .sign(key, false);
        refused(() -> SignedData.parse(wrong).verify(trust, null));
    }

    @Test
    void everyChangedByte_isRefused_orChangesNothingThatWasSigned() {
        byte[] good = builder(Form.gbt35275).sign(key, false);
        for (int i = 0; i < good.length; i++) {
            byte[] changed = good.clone();
            changed[i] ^= 1;
            try {
                assertThat(SignedData.parse(changed).verify(trust, now)).isEqualTo(content);
            } catch (CryptoException e) {
                assertThat(e).hasMessage(CryptoException.OUTWARD);
            }
        }
    }

    @Test
    void noise_isRefused() {
        for (byte[] noise : new byte[][] {{}, {0x30}, {0x30, 0x00}, new byte[1000]}) {
            refused(() -> SignedData.parse(noise));
        }
        byte[] good = builder(Form.rfc5652).sign(key, false);
        for (int length = 0; length < good.length; length += 7) {
            byte[] cut = java.util.Arrays.copyOf(good, length);
            refused(() -> SignedData.parse(cut).verify(trust, now));
        }
    }

    @Test
    void bouncyCastle_verifiesOurs() throws Exception {
        CMSSignedData cms = new CMSSignedData(builder(Form.rfc5652).sign(key, false));
        X509CertificateHolder holder = new X509CertificateHolder(own.encoded());
        SignerInformationVerifier verifier =
                new SignerInformationVerifier(
                        new DefaultCMSSignatureAlgorithmNameGenerator(),
                        new DefaultSignatureAlgorithmIdentifierFinder(),
                        SuiteContentVerifier.provider(own.publicKey(), holder),
                        Sm3Calculator.provider());
        assertThat(cms.getSignerInfos().getSigners()).hasSize(1);
        assertThat(cms.getSignerInfos().getSigners().iterator().next().verify(verifier)).isTrue();
    }

    @Test
    void openssl_readsOurs() throws Exception {
        Files.write(folder.resolve("signed.p7s"), builder(Form.rfc5652).sign(key, false));
        String out =
                OpenSsl.run(folder, "cms -cmsout -print -inform DER -in signed.p7s".split(" "));
        assertThat(out)
                .contains("contentType: pkcs7-signedData")
                .contains("sm3")
                .contains("SM2-with-SM3")
                .contains("object: signingTime")
                .contains("object: messageDigest");
    }

    private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(CryptoException.class);
    }
}
