package cn.biaozhengtong.crypto.cert;

import cn.biaozhengtong.crypto.KeyPair;
import cn.biaozhengtong.crypto.PublicKey;
import cn.biaozhengtong.crypto.Suite;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/// Root, issuing CA and OCSP responder for tests.
public final class TestAuthority {
    public static final PublicationPoints POINTS =
            new PublicationPoints(
                    "http://127.0.0.1/crl/1.crl", "http://127.0.0.1/ocsp", "http://127.0.0.1/ca");

    public final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    public final KeyPair rootKey;
    public final KeyPair issuingKey;
    public final KeyPair ocspKey;
    public final Certificate root;
    public final Certificate issuing;
    public final Certificate ocsp;
    public final CertificateAuthorityKey authority;

    public TestAuthority() {
        this(Suite.sm2);
    }

    /// @param suite of the authority's own keys
    public TestAuthority(Suite suite) {
        rootKey = suite.generate();
        issuingKey = suite.generate();
        ocspKey = suite.generate();
        var rootAuthority =
                CertificateAuthorityKey.root(
                        rootKey, DistinguishedName.of("BZT", "CA", "BZT Test Root"));
        root =
                issue(
                        rootAuthority,
                        CertificateProfile.root,
                        DistinguishedName.of("BZT", "CA", "BZT Test Root"),
                        rootKey.publicKey());
        var rootIssuer = CertificateAuthorityKey.of(rootKey, root);
        issuing =
                issue(
                        rootIssuer,
                        CertificateProfile.issuing_ca,
                        DistinguishedName.of("BZT", "CA", "BZT Test Issuing CA"),
                        issuingKey.publicKey());
        authority = CertificateAuthorityKey.of(issuingKey, issuing);
        ocsp =
                issue(
                        authority,
                        CertificateProfile.ocsp_responder,
                        DistinguishedName.of("BZT", "CA", "BZT Test OCSP"),
                        ocspKey.publicKey());
    }

    public Certificate subscriber(PublicKey key, CertificateProfile profile) {
        return issue(authority, profile, DistinguishedName.of("鞍山测试有限公司", "招标", "鞍山测试有限公司"), key);
    }

    public Certificate issue(
            CertificateAuthorityKey by,
            CertificateProfile profile,
            DistinguishedName subject,
            PublicKey key) {
        CertificateOrder order =
                new CertificateOrder(
                        profile,
                        SerialNumber.random(),
                        subject,
                        key,
                        now.minusSeconds(60),
                        now.plus(365, ChronoUnit.DAYS),
                        profile == CertificateProfile.subscriber_signing
                                        || profile == CertificateProfile.subscriber_encryption
                                ? Optional.of("91210000558190456G")
                                : Optional.empty());
        return by.sign(by.prepare(order, POINTS));
    }

    public List<Certificate> intermediates() {
        return List.of(issuing);
    }
}
