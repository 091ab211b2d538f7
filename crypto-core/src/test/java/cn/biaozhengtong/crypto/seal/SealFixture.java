package cn.biaozhengtong.crypto.seal;

import cn.biaozhengtong.crypto.KeyPair;
import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.crypto.Sm2KeyPair;
import cn.biaozhengtong.crypto.Sm3;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.CertificateProfile;
import cn.biaozhengtong.crypto.cert.ChainVerifier;
import cn.biaozhengtong.crypto.cert.DistinguishedName;
import cn.biaozhengtong.crypto.cert.RevocationEvidence;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.crypto.cert.TestAuthority;
import cn.biaozhengtong.crypto.timestamp.TimeStampAuthority;
import cn.biaozhengtong.crypto.timestamp.TimeStampRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.tsp.TimeStampResponse;

/// An authority, a maker, a signer, and a seal of theirs.
final class SealFixture {
    static final byte[] DOCUMENT = "<Signature/>".getBytes(StandardCharsets.UTF_8);
    static final byte[] HASH = Sm3.digest(DOCUMENT);

    final TestAuthority ca = new TestAuthority();
    final Sm2KeyPair makerKey = Sm2KeyPair.generate();
    final Sm2KeyPair signerKey = Sm2KeyPair.generate();
    final Certificate maker = maker(makerKey);
    final Certificate signer =
            ca.subscriber(signerKey.publicKey(), CertificateProfile.subscriber_signing);
    final Seal seal = seal(SealSigners.certificates(List.of(signer)));

    private Certificate maker(KeyPair key) {
        return ca.issue(
                ca.authority,
                CertificateProfile.seal_maker,
                DistinguishedName.of("BZT", "制章", "seal maker"),
                key.publicKey());
    }

    Seal seal(SealSigners signers) {
        return Seal.make(info(signers), maker, makerKey);
    }

    SealInfo info(SealSigners signers) {
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

    SealSignature signed(Seal with, Instant at) {
        Preimage tbs = SealSignature.prepare(with, at, HASH, "/Doc_0/Signs/Sign_0/Signature.xml");
        return SealSignature.assemble(tbs, signer, signerKey.sign(tbs.toBytes()), Optional.empty());
    }

    byte[] stamp(byte[] about, Instant at) throws Exception {
        Sm2KeyPair key = Sm2KeyPair.generate();
        Certificate own =
                ca.issue(
                        ca.authority,
                        CertificateProfile.time_stamping,
                        DistinguishedName.of("BZT", "TSA", "tsa"),
                        key.publicKey());
        byte[] response =
                TimeStampAuthority.of(key, List.of(own, ca.issuing), "1.2.3")
                        .answer(
                                TimeStampRequest.about(Sm3.digest(about)).encoded(),
                                SerialNumber.random(),
                                at);
        return new TimeStampResponse(response).getTimeStampToken().getEncoded();
    }

    /// Makers are pinned, signers by their root.
    SealTrust trust() {
        return trust(Optional.empty());
    }

    SealTrust trust(Optional<RevocationEvidence> evidence) {
        return new SealTrust(
                ChainVerifier.trusting(maker),
                ChainVerifier.trusting(ca.root),
                ca.intermediates(),
                evidence);
    }

    SealVerification judge(byte[] der) {
        return SealVerification.of(der, SealedContent.of(DOCUMENT), trust());
    }
}
