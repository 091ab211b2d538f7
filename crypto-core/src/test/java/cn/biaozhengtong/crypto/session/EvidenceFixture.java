package cn.biaozhengtong.crypto.session;

import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.crypto.SignedContext;
import cn.biaozhengtong.crypto.Sm2KeyPair;
import cn.biaozhengtong.crypto.Sm3;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.CertificateAuthorityKey;
import cn.biaozhengtong.crypto.cert.CertificateProfile;
import cn.biaozhengtong.crypto.cert.CertificateStatus;
import cn.biaozhengtong.crypto.cert.ChainVerifier;
import cn.biaozhengtong.crypto.cert.Crl;
import cn.biaozhengtong.crypto.cert.OcspResponse;
import cn.biaozhengtong.crypto.cert.Revocation;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.crypto.cert.StatusStatement;
import cn.biaozhengtong.crypto.cert.TestAuthority;
import cn.biaozhengtong.crypto.evidence.MerklePath;
import cn.biaozhengtong.crypto.timestamp.TimeStamp;
import cn.biaozhengtong.crypto.timestamp.TimeStampAuthority;
import cn.biaozhengtong.crypto.timestamp.TimeStampRequest;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A bidder, the authority that knows him, and whatever can be made of their keys.
final class EvidenceFixture {
    final TestAuthority ca = new TestAuthority();
    final Sm2KeyPair key = Sm2KeyPair.generate();
    final Certificate signing =
            ca.subscriber(key.publicKey(), CertificateProfile.subscriber_signing);
    final Certificate encryption =
            ca.subscriber(
                    Sm2KeyPair.generate().publicKey(), CertificateProfile.subscriber_encryption);
    final Sm2KeyPair tsaKey = Sm2KeyPair.generate();
    final Certificate tsa = ca.subscriber(tsaKey.publicKey(), CertificateProfile.time_stamping);
    final ChainVerifier trust = ChainVerifier.trusting(ca.root).knowing(ca.intermediates());
    final SessionContent content =
            new SessionContent(
                    "sign",
                    "签章",
                    "账号",
                    "鞍山测试有限公司",
                    "91210000558190456G",
                    "节点",
                    List.of(
                            new SessionContent.Item("投标函", Sm3.hex(new byte[1])),
                            new SessionContent.Item("商务标", Sm3.hex(new byte[2]))),
                    null,
                    List.of(),
                    List.of());

    SignedContext context(SessionContent about, Instant at) {
        return new SignedContext(
                about.kind(),
                "s-1",
                "ANSTEEL",
                "平台",
                "random",
                "challenge",
                about.hash(),
                "",
                "1234",
                "qr",
                "91210000558190456G",
                signing.serial().hex(),
                encryption.serial().hex(),
                "账号",
                "administrator",
                at.toString());
    }

    SessionEvidence evidence() {
        SignedContext context = context(content, ca.now.minusSeconds(20));
        return evidence(context, content, signatures(context, content));
    }

    List<byte[]> signatures(SignedContext context, SessionContent about) {
        return SessionSignatures.of(context, about).stream()
                .map(it -> key.sign(it.toBytes()))
                .toList();
    }

    SessionEvidence evidence(SignedContext context, SessionContent about, List<byte[]> signatures) {
        return new SessionEvidence(
                context,
                about,
                List.of(),
                signatures,
                signing,
                encryption,
                List.of(
                        new SessionEvidence.Transition(
                                1, "awaiting_scan", "rp:p", ca.now.minusSeconds(60).toString()),
                        new SessionEvidence.Transition(
                                3, "completed", "account", ca.now.toString())));
    }

    byte[] binding(SessionEvidence it) {
        return StatusStatement.binding(
                List.of(signing.serial(), encryption.serial()), it.preimages(), it.signatures());
    }

    byte[] status(byte[] binding, CertificateStatus said, Instant at) {
        return OcspResponse.answer(
                cn.biaozhengtong.crypto.cert.OcspRequest.about(
                        ca.issuing, List.of(signing.serial(), encryption.serial()), binding),
                ca.issuing,
                ca.ocspKey,
                ca.ocsp,
                at,
                at.plusSeconds(600),
                ignored -> said);
    }

    byte[] good(SessionEvidence it) {
        return status(binding(it), new CertificateStatus.Good(), ca.now);
    }

    Map<String, byte[]> files(byte[] text, byte[] status) {
        Map<String, byte[]> out = new TreeMap<>();
        out.put(EvidencePackage.TEXT, text);
        out.put(EvidencePackage.STATUS, status);
        out.put(
                EvidencePackage.CHAIN,
                (ca.issuing.pem() + ca.root.pem()).getBytes(StandardCharsets.US_ASCII));
        out.put(EvidencePackage.ROOT_LIST, rootList(List.of()));
        return out;
    }

    byte[] rootList(List<Revocation> revoked) {
        return Crl.issue(
                        CertificateAuthorityKey.of(ca.rootKey, ca.root),
                        BigInteger.ONE,
                        revoked,
                        ca.now.minusSeconds(3600),
                        ca.now.plusSeconds(3600))
                .encoded();
    }

    /// Anybody may have anything stamped.
    byte[] stamp(byte[] root, Instant at) {
        TimeStampRequest question = TimeStampRequest.about(root);
        byte[] answer =
                TimeStampAuthority.of(tsaKey, List.of(tsa, ca.issuing), "1.2.156.112562.2.3.1")
                        .answer(question.encoded(), SerialNumber.random(), at);
        return TimeStamp.of(answer, question, trust).token().encoded();
    }

    EvidencePackage stamped(Map<String, byte[]> files, Instant at) {
        return EvidencePackage.of(
                files, MerklePath.alone(), stamp(EvidencePackage.leaf(files), at));
    }

    EvidencePackage genuine() {
        SessionEvidence it = evidence();
        return stamped(files(it.encoded(), good(it)), ca.now.plusSeconds(1));
    }

    static List<byte[]> none(List<Preimage> preimages) {
        return preimages.stream().map(it -> new byte[] {0x30, 0}).toList();
    }
}
