package cn.biaozhengtong.crypto.seal;

import static cn.biaozhengtong.crypto.seal.SealForgery.SM3_WITH_SM2;
import static cn.biaozhengtong.crypto.seal.SealForgery.der;
import static cn.biaozhengtong.crypto.seal.SealForgery.part;
import static cn.biaozhengtong.crypto.seal.SealForgery.read;
import static cn.biaozhengtong.crypto.seal.SealForgery.with;
import static cn.biaozhengtong.crypto.seal.SealVerificationTest.said;
import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.crypto.KeyPair;
import cn.biaozhengtong.crypto.Sm3;
import cn.biaozhengtong.crypto.Suite;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.CertificateProfile;
import cn.biaozhengtong.crypto.seal.SealVerification.Finding;
import cn.biaozhengtong.crypto.seal.SealVerification.Step;
import java.math.BigInteger;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Seals under every algorithm that is met: of each suite, misnamed, unknown, with strangers' keys.
class SealAlgorithmsTest {
    private final SealFixture world = new SealFixture();
    private final ASN1Sequence seal = read(world.seal.encoded());

    private byte[] signed(ASN1Sequence with) {
        return SealForgery.signature(
                with, world.ca.now, SealFixture.HASH, world.signer, SM3_WITH_SM2, world.signerKey);
    }

    @ParameterizedTest
    @EnumSource
    void sealOfAnySuite_isJudgedByIt(Suite suite) {
        KeyPair key = suite.generate();
        String oid =
                switch (suite) {
                    case sm2 -> SM3_WITH_SM2;
                    case rsa_2048, rsa_3072 -> "1.2.840.113549.1.1.11";
                    case ecdsa_p256 -> "1.2.840.10045.4.3.2";
                };
        Certificate both = world.ca.subscriber(key.publicKey(), CertificateProfile.seal_maker);
        ASN1Sequence info =
                read(Seal.prepare(world.info(SealSigners.digests(List.of(both)))).toBytes());
        ASN1Sequence made = SealForgery.seal(info, both, oid, key);
        for (byte[] hash :
                List.of(suite.digest(SealFixture.DOCUMENT), Sm3.digest(SealFixture.DOCUMENT))) {
            byte[] it = SealForgery.signature(made, world.ca.now, hash, both, oid, key);
            SealVerification judged = world.judge(it);
            said(judged, "maker_chain unknown not-known");
            assertThat(judged.finding(Step.signature).code()).isEqualTo("fits");
        }
        String another = suite == Suite.sm2 ? "1.2.840.113549.1.1.11" : SM3_WITH_SM2;
        byte[] mismatched =
                SealForgery.signature(
                        SealForgery.seal(info, both, another, key),
                        world.ca.now,
                        SealFixture.HASH,
                        both,
                        another,
                        key);
        said(
                world.judge(mismatched),
                "signature bad algorithm-mismatch",
                "seal_signature bad algorithm-mismatch",
                "maker_chain unknown not-known");
    }

    @Test
    void algorithms_wronglyNamedByOfdrw_fit_andUnknownOnesAreUnknown() {
        byte[] it =
                SealForgery.signature(
                        SealForgery.seal(
                                part(seal, 0), world.maker, "1.2.156.10197.501", world.makerKey),
                        world.ca.now,
                        SealFixture.HASH,
                        world.signer,
                        "1.2.156.10197.501",
                        world.signerKey);
        SealVerification misnamed = world.judge(it);
        said(misnamed);
        assertThat(misnamed.finding(Step.signature).code()).isEqualTo("fits-misnamed");
        assertThat(misnamed.finding(Step.seal_signature).code()).isEqualTo("fits-misnamed");
        byte[] sm9 =
                SealForgery.signature(
                        seal,
                        world.ca.now,
                        SealFixture.HASH,
                        world.signer,
                        "1.2.156.10197.1.302",
                        world.signerKey);
        said(world.judge(sm9), "signature unknown algorithm-not-known");
        assertThat(world.judge(sm9).isIntact()).isFalse();
    }

    /// A sound certificate whose key nobody here can judge is no forgery.
    @Test
    void keyOfNoSuite_isUnknown_andRubbishInItsPlaceIsMalformed() throws Exception {
        byte[] p384 = p384();
        ASN1Sequence strangers = with(seal, 1, new DEROctetString(p384));
        SealVerification maker = world.judge(signed(strangers));
        assertThat(maker.finding(Step.format))
                .isEqualTo(Finding.unknown(Step.format, "key-not-known"));
        assertThat(maker.isIntact()).isFalse();
        ASN1Sequence parts = with(read(signed(seal)), 1, new DEROctetString(p384));
        assertThat(world.judge(der(parts)).finding(Step.format).code()).isEqualTo("key-not-known");
        ASN1Sequence rubbish = with(parts, 1, new DEROctetString(new byte[9]));
        assertThat(world.judge(der(rubbish)).finding(Step.format).code()).isEqualTo("malformed");
    }

    private static byte[] p384() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp384r1"));
        java.security.KeyPair pair = generator.generateKeyPair();
        X500Name name = new X500Name("CN=stranger");
        return new JcaX509v3CertificateBuilder(
                        name,
                        BigInteger.ONE,
                        Date.from(Instant.EPOCH),
                        Date.from(Instant.now()),
                        name,
                        pair.getPublic())
                .build(new JcaContentSignerBuilder("SHA384withECDSA").build(pair.getPrivate()))
                .getEncoded();
    }
}
