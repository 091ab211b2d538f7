package cn.biaozhengtong.stamping.pdf.verification;

import cn.biaozhengtong.crypto.KeyPair;
import cn.biaozhengtong.crypto.Sm3;
import cn.biaozhengtong.crypto.Suite;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.CertificateAuthorityKey;
import cn.biaozhengtong.crypto.cert.CertificateOrder;
import cn.biaozhengtong.crypto.cert.CertificateProfile;
import cn.biaozhengtong.crypto.cert.CertificateStatus;
import cn.biaozhengtong.crypto.cert.ChainVerifier;
import cn.biaozhengtong.crypto.cert.Crl;
import cn.biaozhengtong.crypto.cert.DistinguishedName;
import cn.biaozhengtong.crypto.cert.OcspRequest;
import cn.biaozhengtong.crypto.cert.OcspResponse;
import cn.biaozhengtong.crypto.cert.PublicationPoints;
import cn.biaozhengtong.crypto.cert.Revocation;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.crypto.seal.Seal;
import cn.biaozhengtong.crypto.seal.SealInfo;
import cn.biaozhengtong.crypto.seal.SealPicture;
import cn.biaozhengtong.crypto.seal.SealSigners;
import cn.biaozhengtong.crypto.timestamp.TimeStamp;
import cn.biaozhengtong.crypto.timestamp.TimeStampAuthority;
import cn.biaozhengtong.crypto.timestamp.TimeStampRequest;
import cn.biaozhengtong.stamping.Trust;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/// One authority and those whom it certified; made anew, it is a stranger with the same names.
final class Pki {
    static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private static final Instant FROM = NOW.minus(300, ChronoUnit.DAYS);
    private static final PublicationPoints POINTS =
            new PublicationPoints(
                    "http://127.0.0.1/1.crl", "http://127.0.0.1/ocsp", "http://127.0.0.1/ca");

    /// A key and its certificate.
    record Holder(KeyPair key, Certificate certificate) {}

    private final KeyPair rootKey;
    final CertificateAuthorityKey authority;
    final Certificate root;

    /// Who issues: the root itself, or one below it.
    final Certificate issuing;

    private final CertificateAuthorityKey top;
    final Holder signer;
    final Holder colleague;
    final Holder maker;
    final Holder stamper;
    private final Holder responder;

    Pki() {
        this(Suite.sm2);
    }

    Pki(Suite suite) {
        this(suite, false);
    }

    /// @param below whether an authority below the root issues
    Pki(Suite suite, boolean below) {
        rootKey = suite.generate();
        DistinguishedName name = DistinguishedName.of("BZT", "CA", "BZT Test Root");
        CertificateAuthorityKey self = CertificateAuthorityKey.root(rootKey, name);
        root = issue(self, CertificateProfile.root, name, rootKey, FROM);
        top = CertificateAuthorityKey.of(rootKey, root);
        if (below) {
            KeyPair key = suite.generate();
            DistinguishedName its = DistinguishedName.of("BZT", "CA", "BZT Test Issuing");
            issuing = issue(top, CertificateProfile.issuing_ca, its, key, FROM);
            authority = CertificateAuthorityKey.of(key, issuing);
        } else {
            issuing = root;
            authority = top;
        }
        signer = holder(suite, "鞍山测试有限公司", CertificateProfile.subscriber_signing);
        colleague = holder(suite, "沈阳另一有限公司", CertificateProfile.subscriber_signing);
        maker = holder(Suite.sm2, "制章者", CertificateProfile.seal_maker);
        stamper = holder(Suite.sm2, "时间戳", CertificateProfile.time_stamping);
        responder = holder(suite, "在线状态", CertificateProfile.ocsp_responder);
    }

    Holder holder(Suite suite, String name, CertificateProfile profile) {
        return holder(suite, name, profile, FROM);
    }

    Holder holder(Suite suite, String name, CertificateProfile profile, Instant from) {
        KeyPair key = suite.generate();
        DistinguishedName subject = DistinguishedName.of(name, "投标", name);
        return new Holder(key, issue(authority, profile, subject, key, from));
    }

    /// Another certificate of his key.
    Holder twin(Holder one) {
        DistinguishedName subject = DistinguishedName.of("另一人", "投标", "另一人");
        return new Holder(
                one.key(),
                issue(authority, CertificateProfile.subscriber_signing, subject, one.key(), FROM));
    }

    private static Certificate issue(
            CertificateAuthorityKey by,
            CertificateProfile profile,
            DistinguishedName subject,
            KeyPair key,
            Instant from) {
        CertificateOrder order =
                new CertificateOrder(
                        profile,
                        SerialNumber.random(),
                        subject,
                        key.publicKey(),
                        from,
                        from.plus(365, ChronoUnit.DAYS),
                        Optional.empty());
        return by.sign(by.prepare(order, POINTS));
    }

    Trust trust() {
        return trust(List.of());
    }

    /// @param revoked as the list of this moment has it
    Trust trust(List<Revocation> revoked) {
        ChainVerifier chain = ChainVerifier.trusting(root);
        Crl list =
                Crl.issue(
                        authority,
                        BigInteger.ONE,
                        revoked,
                        NOW.minus(60, ChronoUnit.DAYS),
                        NOW.plus(7, ChronoUnit.DAYS));
        return new Trust(
                chain,
                ChainVerifier.trusting(maker.certificate()),
                chain,
                List.of(),
                List.of(list),
                List.of(),
                NOW);
    }

    /// DER of a time stamp token over SM3 of the content.
    byte[] stamp(byte[] content, Instant at) {
        TimeStampAuthority tsa =
                TimeStampAuthority.of(stamper.key(), List.of(stamper.certificate()), "1.2.3.4");
        TimeStampRequest request = TimeStampRequest.about(Sm3.digest(content));
        byte[] answer = tsa.answer(request.encoded(), SerialNumber.random(), at);
        return TimeStamp.of(answer, request, ChainVerifier.trusting(issuing)).token().encoded();
    }

    /// That these are good.
    Trust.OcspAnswer answer(List<SerialNumber> serials) {
        return answer(
                serials,
                new CertificateStatus.Good(),
                NOW.minusSeconds(3600),
                NOW.plusSeconds(3600));
    }

    Trust.OcspAnswer answer(
            List<SerialNumber> serials, CertificateStatus status, Instant from, Instant until) {
        byte[] question = OcspRequest.about(issuing, serials, new byte[16]).encoded();
        return Trust.OcspAnswer.of(
                OcspResponse.answer(
                        OcspRequest.parse(question),
                        issuing,
                        responder.key(),
                        responder.certificate(),
                        from,
                        until,
                        serial -> status));
    }

    /// Of the root, on which nobody is.
    Crl rootList() {
        return Crl.issue(
                top,
                BigInteger.ONE,
                List.of(),
                NOW.minus(60, ChronoUnit.DAYS),
                NOW.plus(7, ChronoUnit.DAYS));
    }

    /// DER of a seal for these, in force for a year.
    byte[] seal(Certificate... users) {
        return seal(maker, FROM, FROM.plus(365, ChronoUnit.DAYS), users).encoded();
    }

    Seal seal(Holder by, Instant from, Instant until, Certificate... users) {
        SealInfo info =
                new SealInfo(
                        "BZT",
                        "bzt-0001",
                        1,
                        "鞍山测试有限公司投标专用章",
                        SealSigners.certificates(List.of(users)),
                        FROM.plusSeconds(60),
                        from,
                        until,
                        SealPicture.of(
                                "svg", "<svg/>".getBytes(StandardCharsets.US_ASCII), 38, 38));
        return Seal.make(info, by.certificate(), by.key());
    }
}
