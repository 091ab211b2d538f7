package cn.biaozhengtong.stamping.pdf;

import cn.biaozhengtong.crypto.KeyPair;
import cn.biaozhengtong.crypto.PublicKey;
import cn.biaozhengtong.crypto.Suite;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.CertificateAuthorityKey;
import cn.biaozhengtong.crypto.cert.CertificateOrder;
import cn.biaozhengtong.crypto.cert.CertificateProfile;
import cn.biaozhengtong.crypto.cert.DistinguishedName;
import cn.biaozhengtong.crypto.cert.PublicationPoints;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.crypto.cms.SignedDataBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/// An authority and a signer with a key of his own, whole here.
final class TestSigner {
    private static final PublicationPoints POINTS =
            new PublicationPoints(
                    "http://127.0.0.1/crl/1.crl", "http://127.0.0.1/ocsp", "http://127.0.0.1/ca");
    private static final DistinguishedName ROOT =
            DistinguishedName.of("BZT", "CA", "BZT Test Root");

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private final KeyPair key;
    final Certificate root;
    final List<Certificate> chain;

    TestSigner() {
        this(Suite.sm2);
    }

    TestSigner(Suite suite) {
        KeyPair rootKey = suite.generate();
        key = suite.generate();
        CertificateAuthorityKey self = CertificateAuthorityKey.root(rootKey, ROOT);
        root = issue(self, CertificateProfile.root, ROOT, rootKey.publicKey());
        Certificate own =
                issue(
                        CertificateAuthorityKey.of(rootKey, root),
                        CertificateProfile.subscriber_signing,
                        DistinguishedName.of("鞍山测试有限公司", "招标", "鞍山测试有限公司"),
                        key.publicKey());
        chain = List.of(own, root);
    }

    private Certificate issue(
            CertificateAuthorityKey by,
            CertificateProfile profile,
            DistinguishedName subject,
            PublicKey of) {
        CertificateOrder order =
                new CertificateOrder(
                        profile,
                        SerialNumber.random(),
                        subject,
                        of,
                        now.minusSeconds(60),
                        now.plus(365, ChronoUnit.DAYS),
                        profile == CertificateProfile.root
                                ? Optional.empty()
                                : Optional.of("91210000558190456G"));
        return by.sign(by.prepare(order, POINTS));
    }

    KeyPair key() {
        return key;
    }

    byte[] sign(PreparedPdf prepared) {
        SignedDataBuilder builder = SignedDataBuilder.pades(prepared.digest(), chain);
        return builder.assemble(key.sign(builder.preimage().toBytes()), true);
    }

    /// A CMS of the usual length over nothing, where only its bytes count.
    byte[] signNothing() {
        SignedDataBuilder builder = SignedDataBuilder.pades(new byte[32], chain);
        return builder.assemble(key.sign(builder.preimage().toBytes()), true);
    }

    void embed(PdfStamping stamping, Path file, PreparedPdf prepared)
            throws IOException, cn.biaozhengtong.stamping.RefusedException {
        stamping.embed(file, prepared, sign(prepared));
    }
}
