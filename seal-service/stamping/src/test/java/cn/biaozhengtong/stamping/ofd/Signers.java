package cn.biaozhengtong.stamping.ofd;

import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.crypto.Sm2KeyPair;
import cn.biaozhengtong.crypto.Sm3;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.CertificateAuthorityKey;
import cn.biaozhengtong.crypto.cert.CertificateOrder;
import cn.biaozhengtong.crypto.cert.CertificateProfile;
import cn.biaozhengtong.crypto.cert.ChainVerifier;
import cn.biaozhengtong.crypto.cert.Crl;
import cn.biaozhengtong.crypto.cert.DistinguishedName;
import cn.biaozhengtong.crypto.cert.PublicationPoints;
import cn.biaozhengtong.crypto.cert.Revocation;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.crypto.seal.Seal;
import cn.biaozhengtong.crypto.seal.SealInfo;
import cn.biaozhengtong.crypto.seal.SealPicture;
import cn.biaozhengtong.crypto.seal.SealSignature;
import cn.biaozhengtong.crypto.seal.SealSigners;
import cn.biaozhengtong.crypto.timestamp.TimeStampAuthority;
import cn.biaozhengtong.crypto.timestamp.TimeStampRequest;
import cn.biaozhengtong.stamping.Trust;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampResponse;

/// Authorities, a maker of seals, two signers with a seal each, and a time stamp authority.
final class Signers {
    static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private static final Instant LONG_AGO = NOW.minus(Duration.ofDays(1000));
    private static final PublicationPoints POINTS =
            new PublicationPoints(
                    "http://127.0.0.1/crl/1.crl", "http://127.0.0.1/ocsp", "http://127.0.0.1/ca");
    private static final Sm2KeyPair ROOT_KEY = Sm2KeyPair.generate();
    private static final Sm2KeyPair ISSUING_KEY = Sm2KeyPair.generate();
    private static final Sm2KeyPair TSA_KEY = Sm2KeyPair.generate();
    private static final DistinguishedName ROOT = DistinguishedName.of("BZT", "CA", "Root");
    private static final Certificate ROOT_CERTIFICATE =
            issue(
                    CertificateAuthorityKey.root(ROOT_KEY, ROOT),
                    CertificateProfile.root,
                    ROOT,
                    ROOT_KEY,
                    LONG_AGO);
    private static final CertificateAuthorityKey ROOT_AUTHORITY =
            CertificateAuthorityKey.of(ROOT_KEY, ROOT_CERTIFICATE);
    static final Certificate ISSUING =
            issue(
                    ROOT_AUTHORITY,
                    CertificateProfile.issuing_ca,
                    DistinguishedName.of("BZT", "CA", "Issuing"),
                    ISSUING_KEY,
                    LONG_AGO);
    private static final CertificateAuthorityKey AUTHORITY =
            CertificateAuthorityKey.of(ISSUING_KEY, ISSUING);
    private static final Certificate TSA =
            subject(CertificateProfile.time_stamping, "Time", TSA_KEY, NOW);
    static final Signer MAKER = signer(CertificateProfile.seal_maker, "制章");
    static final Signer ONE = signer(CertificateProfile.subscriber_signing, "鞍山测试有限公司");
    static final Signer TWO = signer(CertificateProfile.subscriber_signing, "沈阳测试有限公司");
    static final Seal SEAL = seal(List.of(ONE.certificate()), 40, 40);
    static final Seal SEAL_TWO = seal(List.of(TWO.certificate()), 40, 30);

    private Signers() {}

    /// A certificate and its key.
    record Signer(Certificate certificate, Sm2KeyPair key) {}

    static Signer signer(CertificateProfile profile, String name) {
        return signer(profile, name, NOW);
    }

    /// @param from when its certificate begins, for a year
    static Signer signer(CertificateProfile profile, String name, Instant from) {
        Sm2KeyPair key = Sm2KeyPair.generate();
        return new Signer(subject(profile, name, key, from), key);
    }

    private static Certificate subject(
            CertificateProfile profile, String name, Sm2KeyPair key, Instant from) {
        return issue(AUTHORITY, profile, DistinguishedName.of(name, "测试", name), key, from);
    }

    private static Certificate issue(
            CertificateAuthorityKey by,
            CertificateProfile profile,
            DistinguishedName subject,
            Sm2KeyPair key,
            Instant from) {
        boolean subscriber = profile.name().startsWith("subscriber");
        CertificateOrder order =
                new CertificateOrder(
                        profile,
                        SerialNumber.random(),
                        subject,
                        key.publicKey(),
                        from.minus(Duration.ofHours(1)),
                        from.plus(Duration.ofDays(from.equals(LONG_AGO) ? 3000 : 365)),
                        subscriber ? Optional.of("91210000558190456G") : Optional.empty());
        return by.sign(by.prepare(order, POINTS));
    }

    static Trust trust(Revocation... revoked) {
        Crl list = list(AUTHORITY, List.of(revoked));
        Crl ofRoot = list(ROOT_AUTHORITY, List.of());
        return new Trust(
                ChainVerifier.trusting(ROOT_CERTIFICATE),
                ChainVerifier.trusting(MAKER.certificate()),
                ChainVerifier.trusting(ROOT_CERTIFICATE),
                List.of(ISSUING),
                List.of(list, ofRoot),
                List.of(),
                NOW);
    }

    private static Crl list(CertificateAuthorityKey by, List<Revocation> revoked) {
        return Crl.issue(by, BigInteger.ONE, revoked, NOW.minusSeconds(60), NOW.plusSeconds(3600));
    }

    static SealInfo info(List<Certificate> signers, int width, int height) {
        return new SealInfo(
                "BZT",
                "91210000558190456G-01",
                1,
                "鞍山测试有限公司",
                SealSigners.certificates(signers),
                NOW,
                NOW.minusSeconds(30),
                NOW.plus(Duration.ofDays(30)),
                SealPicture.of("png", picture(width, height), width, height));
    }

    static Seal seal(List<Certificate> signers, int width, int height) {
        return Seal.make(info(signers, width, height), MAKER.certificate(), MAKER.key());
    }

    /// A ring with a cross and four corners of different colours, so that a slice shows which it
    /// is.
    private static byte[] picture(int width, int height) {
        BufferedImage image = new BufferedImage(width * 8, height * 8, BufferedImage.TYPE_INT_ARGB);
        Graphics2D in = image.createGraphics();
        in.setColor(new Color(0xe6, 0, 0x12));
        in.setStroke(new BasicStroke(10));
        in.drawOval(6, 6, image.getWidth() - 12, image.getHeight() - 12);
        in.drawLine(0, image.getHeight() / 2, image.getWidth(), image.getHeight() / 2);
        in.setColor(Color.BLUE);
        in.fillRect(image.getWidth() / 4, image.getHeight() / 4, 30, 30);
        in.setColor(new Color(0, 128, 0));
        in.fillRect(image.getWidth() * 3 / 4 - 30, image.getHeight() * 3 / 4 - 30, 30, 30);
        in.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /// A token about a signature's value.
    static byte[] timeStamp(byte[] value, Instant at) {
        try {
            TimeStampRequest request = TimeStampRequest.about(Sm3.digest(value));
            byte[] response =
                    TimeStampAuthority.of(TSA_KEY, new ArrayList<>(List.of(TSA, ISSUING)), "1.2.3")
                            .answer(request.encoded(), SerialNumber.random(), at);
            return new TimeStampResponse(response).getTimeStampToken().getEncoded();
        } catch (IOException | TSPException e) {
            throw new IllegalStateException(e);
        }
    }

    /// What the server and the phone do between the steps.
    static SealSignature sign(PreparedOfd prepared, Seal seal, Signer signer) {
        Preimage tbs =
                SealSignature.prepare(
                        seal, prepared.at(), prepared.dataHash(), prepared.property());
        byte[] value = signer.key().sign(tbs.toBytes());
        return SealSignature.assemble(
                tbs, signer.certificate(), value, Optional.of(timeStamp(value, prepared.at())));
    }
}
