package cn.biaozhengtong.crypto.seal;

import static cn.biaozhengtong.crypto.CryptoException.Reason.bad_signature;
import static cn.biaozhengtong.crypto.CryptoException.Reason.not_valid_now;
import static cn.biaozhengtong.crypto.CryptoException.Reason.revoked;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.CryptoException.Reason;
import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.crypto.Sm2KeyPair;
import cn.biaozhengtong.crypto.Sm3;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.CertificateAuthorityKey;
import cn.biaozhengtong.crypto.cert.CertificateProfile;
import cn.biaozhengtong.crypto.cert.ChainVerifier;
import cn.biaozhengtong.crypto.cert.Crl;
import cn.biaozhengtong.crypto.cert.DistinguishedName;
import cn.biaozhengtong.crypto.cert.Revocation;
import cn.biaozhengtong.crypto.cert.RevocationEvidence;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.crypto.cert.TestAuthority;
import cn.biaozhengtong.crypto.timestamp.TimeStampAuthority;
import cn.biaozhengtong.crypto.timestamp.TimeStampRequest;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.tsp.TimeStampResponse;
import org.junit.jupiter.api.Test;

class SealTest {
    private static final byte[] HASH = Sm3.digest("document".getBytes());

    private final TestAuthority ca = new TestAuthority();
    private final Sm2KeyPair makerKey = Sm2KeyPair.generate();
    private final Sm2KeyPair signerKey = Sm2KeyPair.generate();
    private final Certificate maker =
            ca.issue(
                    ca.authority,
                    CertificateProfile.seal_maker,
                    DistinguishedName.of("BZT", "制章", "seal maker"),
                    makerKey.publicKey());
    private final Certificate signer =
            ca.subscriber(signerKey.publicKey(), CertificateProfile.subscriber_signing);
    private final ChainVerifier trust = ChainVerifier.trusting(ca.root);
    private final Seal seal =
            Seal.make(info(SealSigners.certificates(List.of(signer))), maker, makerKey);

    private SealInfo info(SealSigners signers) {
        return new SealInfo(
                "BZT",
                "91210000558190456G-01",
                1,
                "鞍山测试有限公司",
                signers,
                ca.now,
                ca.now.minusSeconds(30),
                ca.now.plus(Duration.ofDays(30)),
                SealPicture.of("png", new byte[] {1, 2, 3}, 40, 40));
    }

    private SealSignature signed(Seal with, Instant at) {
        Preimage tbs = SealSignature.prepare(with, at, HASH, "/Doc_0/Signs/Sign_0/Signature.xml");
        return SealSignature.assemble(tbs, signer, signerKey.sign(tbs.toBytes()), Optional.empty());
    }

    private void refused(Reason reason, SealSignature it, byte[] hash) {
        CryptoException e =
                catchThrowableOfType(
                        CryptoException.class,
                        () -> it.verify(trust, ca.intermediates(), hash, Optional.empty()));
        assertThat(e).isNotNull();
        assertThat(e.reason()).isEqualTo(reason);
    }

    @Test
    void seal_roundTrips() {
        Seal again = Seal.parse(seal.encoded());
        assertThat(again.info()).isEqualTo(seal.info());
        again.verify(trust, ca.intermediates(), ca.now, Optional.empty());
    }

    private static byte[] encoded(org.bouncycastle.asn1.ASN1Object object) {
        try {
            return object.getEncoded("DER");
        } catch (java.io.IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void signature_ofAListedSigner_verifies() {
        for (SealSigners signers :
                List.of(
                        SealSigners.certificates(List.of(signer)),
                        SealSigners.digests(List.of(maker, signer)))) {
            Seal with = Seal.make(info(signers), maker, makerKey);
            SealSignature it = SealSignature.parse(signed(with, ca.now).encoded());
            SealSignature.Verified verified =
                    it.verify(trust, ca.intermediates(), HASH, Optional.empty());
            assertThat(verified.signer().leaf()).isEqualTo(signer);
            assertThat(verified.maker().leaf()).isEqualTo(maker);
            assertThat(verified.proven()).isFalse();
        }
    }

    @Test
    void signature_ofStrangersTimesOrDocuments_isRefused() {
        refused(bad_signature, signed(seal, ca.now), Sm3.digest(new byte[0]));
        refused(not_valid_now, signed(seal, ca.now.plus(Duration.ofDays(31))), HASH);
        Seal another = Seal.make(info(SealSigners.digests(List.of(maker))), maker, makerKey);
        assertThatThrownBy(() -> signed(another, ca.now)).isInstanceOf(CryptoException.class);
        // A seal that a subscriber's key of another root made.
        TestAuthority foreign = new TestAuthority();
        Certificate foreignMaker =
                foreign.subscriber(makerKey.publicKey(), CertificateProfile.seal_maker);
        Seal fake = Seal.make(info(SealSigners.digests(List.of(signer))), foreignMaker, makerKey);
        refused(bad_signature, signed(fake, ca.now), HASH);
    }

    @Test
    void signature_revokedBefore_isRefused_after_isGood() {
        SealSignature it = signed(seal, ca.now);
        for (int offset : new int[] {-1, 1}) {
            Crl list =
                    Crl.issue(
                            ca.authority,
                            BigInteger.ONE,
                            List.of(new Revocation(signer.serial(), ca.now.plusSeconds(offset), 1)),
                            ca.now,
                            ca.now.plusSeconds(60));
            Crl ofRoot =
                    Crl.issue(
                            CertificateAuthorityKey.of(ca.rootKey, ca.root),
                            BigInteger.ONE,
                            List.of(),
                            ca.now,
                            ca.now.plusSeconds(60));
            Optional<RevocationEvidence> evidence =
                    Optional.of(RevocationEvidence.of(List.of(list, ofRoot), List.of(), ca.now));
            if (offset > 0) {
                it.verify(trust, ca.intermediates(), HASH, evidence);
            } else {
                assertThat(
                                catchThrowableOfType(
                                                CryptoException.class,
                                                () ->
                                                        it.verify(
                                                                trust,
                                                                ca.intermediates(),
                                                                HASH,
                                                                evidence))
                                        .reason())
                        .isEqualTo(revoked);
            }
        }
    }

    @Test
    void signature_withTimeStamp_isJudgedAtThatTime() throws Exception {
        Sm2KeyPair tsaKey = Sm2KeyPair.generate();
        Certificate tsa =
                ca.issue(
                        ca.authority,
                        CertificateProfile.time_stamping,
                        DistinguishedName.of("BZT", "TSA", "tsa"),
                        tsaKey.publicKey());
        // The signer claims a time when his seal was not valid yet; the stamp says when it was.
        Preimage tbs = SealSignature.prepare(seal, Instant.EPOCH, HASH, "x");
        byte[] value = signerKey.sign(tbs.toBytes());
        TimeStampRequest request = TimeStampRequest.about(Sm3.digest(value));
        byte[] response =
                TimeStampAuthority.of(tsaKey, List.of(tsa, ca.issuing), "1.2.3")
                        .answer(request.encoded(), SerialNumber.random(), ca.now);
        byte[] token = new TimeStampResponse(response).getTimeStampToken().getEncoded();
        SealSignature stamped = SealSignature.assemble(tbs, signer, value, Optional.of(token));
        SealSignature.Verified verified =
                SealSignature.parse(stamped.encoded())
                        .verify(trust, ca.intermediates(), HASH, Optional.empty());
        assertThat(verified.at()).isEqualTo(ca.now);
        assertThat(verified.proven()).isTrue();
        SealSignature unstamped = SealSignature.assemble(tbs, signer, value, Optional.empty());
        refused(not_valid_now, unstamped, HASH);
    }

    @Test
    void everyFlippedBit_isRefused() {
        byte[] der = signed(seal, ca.now).encoded();
        for (int i = 0; i < der.length; i++) {
            byte[] bad = der.clone();
            bad[i] ^= (byte) (1 << i % 8);
            assertThatThrownBy(() ->
                            SealSignature.parse(bad)
                                    .verify(trust, ca.intermediates(), HASH, Optional.empty()))
                    .as("byte %d", i)
                    .isInstanceOf(CryptoException.class);
        }
        for (int length = 0; length < der.length; length += 5) {
            byte[] cut = Arrays.copyOf(der, length);
            assertThatThrownBy(() -> SealSignature.parse(cut)).isInstanceOf(CryptoException.class);
        }
    }

    @Test
    void sealSignedInTheOldWay_isAccepted() {
        byte[] info = Seal.prepare(seal.info()).toBytes();
        ASN1Sequence parts = ASN1Sequence.getInstance(seal.encoded());
        var three = new org.bouncycastle.asn1.ASN1EncodableVector();
        three.add(ASN1Sequence.getInstance(info));
        three.add(parts.getObjectAt(1));
        three.add(parts.getObjectAt(2));
        byte[] signature = makerKey.sign(encoded(new org.bouncycastle.asn1.DERSequence(three)));
        three.add(new org.bouncycastle.asn1.DERBitString(signature));
        Seal old = Seal.parse(encoded(new org.bouncycastle.asn1.DERSequence(three)));
        old.verify(trust, ca.intermediates(), ca.now, Optional.empty());
    }
}
