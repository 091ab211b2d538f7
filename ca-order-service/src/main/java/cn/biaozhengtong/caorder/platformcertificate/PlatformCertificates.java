package cn.biaozhengtong.caorder.platformcertificate;

import cn.biaozhengtong.caorder.authority.register.Purpose;
import cn.biaozhengtong.caorder.authority.register.Recorded;
import cn.biaozhengtong.caorder.authority.register.Register;
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
import cn.biaozhengtong.crypto.cert.RevocationReason;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.kit.work.UnitOfWork;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Encryption certificates of tender platforms: phones encrypt what they opened to these, after
/// checking that unit `RP:` and platform code name the platform of the session. The keys are the
/// platforms' own.
@Component
public class PlatformCertificates {
    private static final int VALID_DAYS = 730;

    private final JdbcClient database;
    private final Register register;
    private final Catalogue catalogue;
    private final UnitOfWork work;

    PlatformCertificates(
            JdbcClient database, Register register, Catalogue catalogue, UnitOfWork work) {
        this.database = database;
        this.register = register;
        this.catalogue = catalogue;
        this.work = work;
    }

    /// Recorded first, then signed.
    ///
    /// @param request PKCS#10, DER; only its key and proof of possession count
    /// @return the certificate and its issuers, root last
    public List<Certificate> issue(String administrator, String platformCode, byte[] request) {
        String name =
                catalogue
                        .platformName(platformCode)
                        .orElseThrow(CertificateProblem.platform_unknown::exception);
        CertificateOrder order = order(name, platformCode, request);
        Recorded recorded = work.get(() -> record(administrator, platformCode, order));
        Certificate issued = register.sign(recorded);
        return Stream.concat(Stream.of(issued), register.chain(Purpose.platform).stream()).toList();
    }

    private CertificateOrder order(String name, String platformCode, byte[] request) {
        Instant now = work.now().truncatedTo(ChronoUnit.SECONDS);
        try {
            return new CertificateOrder(
                    CertificateProfile.subscriber_encryption,
                    SerialNumber.random(),
                    DistinguishedName.of(name, "RP:" + platformCode, name),
                    sm2(CertificateRequest.parse(request).key()),
                    now,
                    now.plus(VALID_DAYS, ChronoUnit.DAYS),
                    Optional.empty());
        } catch (CryptoException e) {
            throw CertificateProblem.request_invalid.exception();
        }
    }

    private Recorded record(String administrator, String platformCode, CertificateOrder order) {
        Recorded recorded = register.record(Purpose.platform, order);
        database.sql(
                        "INSERT INTO platform_certificate (serial, platform_code, issued_by, issued_at) VALUES (?, ?, ?, ?)")
                .params(
                        order.serial().hex(),
                        platformCode,
                        administrator,
                        Timestamp.from(order.notBefore()))
                .update();
        work.note(administrator, "platform_certificate.issued", platformCode, order.serial().hex());
        return recorded;
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
        boolean isOne =
                database.sql("SELECT COUNT(*) FROM platform_certificate WHERE serial = ?")
                                .param(serial.hex())
                                .query(Integer.class)
                                .single()
                        == 1;
        if (!isOne) {
            throw CertificateProblem.certificate_unknown.exception();
        }
        if (register.revoke(serial, RevocationReason.unspecified)) {
            work.note(administrator, "platform_certificate.revoked", serial.hex(), "");
        }
    }
}
