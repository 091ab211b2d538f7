package cn.biaozhengtong.crypto.cms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.crypto.RunningDigest;
import cn.biaozhengtong.crypto.Sm2KeyPair;
import cn.biaozhengtong.crypto.Sm3;
import cn.biaozhengtong.crypto.Suite;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.CertificateProfile;
import cn.biaozhengtong.crypto.cert.ChainVerifier;
import cn.biaozhengtong.crypto.cert.DistinguishedName;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.crypto.cert.TestAuthority;
import cn.biaozhengtong.crypto.timestamp.TimeStamp;
import cn.biaozhengtong.crypto.timestamp.TimeStampAuthority;
import cn.biaozhengtong.crypto.timestamp.TimeStampRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.StreamSupport;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.junit.jupiter.api.Test;

/// What a signature in a PDF has to say and may not say (ETSI EN 319 142-1 §6.3).
class PadesTest {
    private static final String CONTENT_TYPE = "1.2.840.113549.1.9.3";
    private static final String MESSAGE_DIGEST = "1.2.840.113549.1.9.4";
    private static final String SIGNING_CERTIFICATE_V2 = "1.2.840.113549.1.9.16.2.47";
    private static final String TIME_STAMP = "1.2.840.113549.1.9.16.2.14";

    private final TestAuthority ca = new TestAuthority();
    private final Sm2KeyPair key = Sm2KeyPair.generate();
    private final Certificate own =
            ca.subscriber(key.publicKey(), CertificateProfile.subscriber_signing);
    private final byte[] content = "投标函".getBytes(StandardCharsets.UTF_8);
    private final SignedDataBuilder builder =
            SignedDataBuilder.pades(Sm3.digest(content), List.of(own, ca.issuing));

    @Test
    void attributes_areThreeAndNoTime() {
        ASN1Set attributes = ASN1Set.getInstance(builder.preimage().toBytes());
        List<String> types =
                StreamSupport.stream(attributes.spliterator(), false)
                        .map(it -> Attribute.getInstance(it).getAttrType().getId())
                        .toList();
        assertThat(types)
                .containsExactlyInAnyOrder(CONTENT_TYPE, MESSAGE_DIGEST, SIGNING_CERTIFICATE_V2);
    }

    @Test
    void preimage_needsTheDigestTheSealAndTheSignersCertificateAlone() {
        byte[] digest = Sm3.digest(content);
        byte[] seal = {1, 2, 3};
        Preimage it = SignedDataBuilder.sealedPreimage(digest, seal, own);
        assertThat(SignedDataBuilder.sealed(digest, seal, List.of(own, ca.issuing)).preimage())
                .isEqualTo(it);
        assertThat(SignedDataBuilder.sealedPreimage(digest, seal, ca.issuing)).isNotEqualTo(it);
        assertThat(SignedDataBuilder.sealedPreimage(digest, new byte[] {1, 2}, own))
                .isNotEqualTo(it);
        assertThat(builder.preimage()).isNotEqualTo(it);
        assertThatThrownBy(() -> SignedDataBuilder.sealedPreimage(new byte[31], seal, own))
                .isInstanceOf(CryptoException.class);
    }

    @Test
    void item2_theSeal_isAmongWhatIsSigned_andFoundThere() {
        byte[] seal = {1, 2, 3};
        SignedDataBuilder sealed =
                SignedDataBuilder.sealed(Sm3.digest(content), seal, List.of(own, ca.issuing));
        byte[] cms = sealed.assemble(key.sign(sealed.preimage().toBytes()), true);
        assertThat(DetachedSignature.parse(cms).sealDigest())
                .hasValueSatisfying(it -> assertThat(it).isEqualTo(Sm3.digest(seal)));
        byte[] plain = builder.assemble(key.sign(builder.preimage().toBytes()), true);
        assertThat(DetachedSignature.parse(plain).sealDigest()).isEmpty();
    }

    @Test
    void certificate_isNamedBySm3() throws Exception {
        SignerInformation signer = signer(builder.sign(key, true));
        ASN1Encodable value =
                signer.getSignedAttributes()
                        .get(new org.bouncycastle.asn1.ASN1ObjectIdentifier(SIGNING_CERTIFICATE_V2))
                        .getAttrValues()
                        .getObjectAt(0);
        var id = SigningCertificateV2.getInstance(value).getCerts()[0];
        assertThat(id.getHashAlgorithm().getAlgorithm().getId()).isEqualTo("1.2.156.10197.1.401");
        assertThat(id.getCertHash()).isEqualTo(Sm3.digest(own.encoded()));
    }

    @Test
    void signature_verifiesOverTheContent_andHasNoneInside() throws Exception {
        byte[] der = builder.sign(key, true);
        Instant now = Instant.now();
        SignedData.parse(der).verifyDetached(content, ChainVerifier.trusting(ca.root), now);
        assertThat(new CMSSignedData(der).getSignedContent()).isNull();
        assertThatThrownBy(() -> builder.sign(key, false)).isInstanceOf(CryptoException.class);
        assertThatThrownBy(() -> SignedDataBuilder.pades(new byte[20], List.of(own)))
                .isInstanceOf(CryptoException.class);
    }

    @Test
    void timeStamp_standsBesideTheSignature_andOverIt() throws Exception {
        byte[] signature = key.sign(builder.preimage().toBytes());
        Sm2KeyPair authorityKey = Sm2KeyPair.generate();
        Certificate authority =
                ca.issue(
                        ca.authority,
                        CertificateProfile.time_stamping,
                        DistinguishedName.of("BZT", "CA", "BZT Test TSA"),
                        authorityKey.publicKey());
        TimeStampRequest request = TimeStampRequest.about(Sm3.digest(signature));
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        byte[] answer =
                TimeStampAuthority.of(authorityKey, List.of(authority, ca.issuing), "1.2.3.4")
                        .answer(request.encoded(), SerialNumber.random(), now);
        ChainVerifier trust = ChainVerifier.trusting(ca.root);
        byte[] der =
                builder.assembleStamped(signature, TimeStamp.of(answer, request, trust).token());
        SignedData.parse(der).verifyDetached(content, trust, now);
        Attribute stamped =
                signer(der)
                        .getUnsignedAttributes()
                        .get(new org.bouncycastle.asn1.ASN1ObjectIdentifier(TIME_STAMP));
        byte[] token =
                ASN1Sequence.getInstance(stamped.getAttrValues().getObjectAt(0)).getEncoded();
        TimeStamp kept =
                TimeStamp.of(
                        TimeStamp.Token.of(token), Sm3.digest(signer(der).getSignature()), trust);
        assertThat(kept.at()).isEqualTo(now);
        assertThat(der.length).as("what is reserved in a PDF").isLessThan(16 << 10);
    }

    @Test
    void digestInParts_isTheDigest() {
        for (Suite suite : List.of(Suite.sm2, Suite.ecdsa_p256)) {
            RunningDigest running = RunningDigest.of(suite);
            for (int turn = 0; turn < 2; turn++) {
                running.update(content, 0, 4);
                running.update(content, 4, content.length - 4);
                assertThat(running.finish()).isEqualTo(suite.digest(content));
            }
        }
    }

    private static SignerInformation signer(byte[] der) throws Exception {
        return new CMSSignedData(der).getSignerInfos().getSigners().iterator().next();
    }
}
