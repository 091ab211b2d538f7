package cn.biaozhengtong.caorder.platformcertificate;

import cn.biaozhengtong.caorder.authority.BuiltInAuthority;
import cn.biaozhengtong.caorder.authority.CrlShard;
import cn.biaozhengtong.caorder.authority.TransparencyLog;
import cn.biaozhengtong.caorder.catalogue.Catalogue;
import cn.biaozhengtong.caorder.pair.CertificateProblem;
import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.PublicKey;
import cn.biaozhengtong.crypto.Suite;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.CertificateOrder;
import cn.biaozhengtong.crypto.cert.CertificateProfile;
import cn.biaozhengtong.crypto.cert.CertificateRequest;
import cn.biaozhengtong.crypto.cert.DistinguishedName;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.kit.audit.AuditLog;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Encryption certificates of tender platforms: phones encrypt what they opened to these, after
/// checking that unit `RP:` and platform code name the platform of the session. The keys are the
/// platforms' own.
@Component
public class PlatformCertificates {
    private final JdbcClient database;
    private final BuiltInAuthority authority;
    private final Catalogue catalogue;
    private final TransparencyLog log;
    private final AuditLog audit;
    private final Clock clock;

    PlatformCertificates(
            JdbcClient database,
            BuiltInAuthority authority,
            Catalogue catalogue,
            TransparencyLog log,
            AuditLog audit,
            Clock clock) {
        this.database = database;
        this.authority = authority;
        this.catalogue = catalogue;
        this.log = log;
        this.audit = audit;
        this.clock = clock;
    }

    /// @param request PKCS#10, DER; only its key and proof of possession count
    /// @return the certificate and its issuers, root last
    @Transactional
    public List<Certificate> issue(String administrator, String platformCode, byte[] request) {
        String name =
                catalogue
                        .platformName(platformCode)
                        .orElseThrow(CertificateProblem.platform_unknown::exception);
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        CertificateOrder order;
        try {
            order =
                    new CertificateOrder(
                            CertificateProfile.subscriber_encryption,
                            SerialNumber.random(),
                            DistinguishedName.of(name, "RP:" + platformCode, name),
                            sm2(CertificateRequest.parse(request).key()),
                            now,
                            now.plus(730, ChronoUnit.DAYS),
                            Optional.empty());
        } catch (CryptoException e) {
            throw CertificateProblem.request_invalid.exception();
        }
        Certificate issued = authority.obtain(authority.prepare(order));
        database.sql(
                        """
                        INSERT INTO platform_certificate (serial, platform_code, der, crl_shard, issued_by, issued_at)
                        VALUES (?, ?, ?, ?, ?, ?)\
                        """)
                .params(
                        issued.serial().hex(),
                        platformCode,
                        issued.encoded(),
                        CrlShard.of(issued.serial()).number(),
                        administrator,
                        Timestamp.from(now))
                .update();
        log.append(issued);
        audit.record(
                administrator, "platform_certificate.issued", platformCode, issued.serial().hex());
        return java.util.stream.Stream.concat(
                        java.util.stream.Stream.of(issued), authority.chain().stream())
                .toList();
    }

    /// Phones encrypt to no other key: of another one nothing would say so before the opening.
    private static PublicKey sm2(PublicKey key) {
        if (key.suite() != Suite.sm2) {
            throw CertificateProblem.key_not_sm2.exception();
        }
        return key;
    }

    /// Told by OCSP at once; a repeat changes nothing.
    @Transactional
    public void revoke(String administrator, SerialNumber serial) {
        int changed =
                database.sql(
                                "UPDATE platform_certificate SET revoked_at = COALESCE(revoked_at, ?) WHERE serial = ?")
                        .params(Timestamp.from(clock.instant()), serial.hex())
                        .update();
        if (changed == 0
                && database.sql("SELECT COUNT(*) FROM platform_certificate WHERE serial = ?")
                                .param(serial.hex())
                                .query(Integer.class)
                                .single()
                        == 0) {
            throw CertificateProblem.certificate_unknown.exception();
        }
        audit.record(administrator, "platform_certificate.revoked", serial.hex(), "");
    }
}
