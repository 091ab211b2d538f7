package cn.biaozhengtong.caorder.operatorkey;

import cn.biaozhengtong.caorder.authority.BuiltInAuthority;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.CertificateOrder;
import cn.biaozhengtong.crypto.cert.CertificateProfile;
import cn.biaozhengtong.crypto.cert.CertificateRequest;
import cn.biaozhengtong.crypto.cert.DistinguishedName;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.crypto.cert.VerifiedRequest;
import cn.biaozhengtong.kit.audit.AuditLog;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The operators' certificates. The keys are the operators' own; the server sees requests only.
@Component
public class OperatorKeys {
    private final JdbcClient database;
    private final BuiltInAuthority authority;
    private final AuditLog audit;
    private final Clock clock;

    OperatorKeys(JdbcClient database, BuiltInAuthority authority, AuditLog audit, Clock clock) {
        this.database = database;
        this.authority = authority;
        this.audit = audit;
        this.clock = clock;
    }

    /// @param account the operator's own account as a user, when he has one
    public record Enrolled(Optional<UUID> account, Certificate certificate) {}

    /// The CA administrator enrols an operator's key from its request.
    @Transactional
    public Certificate enrol(
            String administrator, String username, @Nullable UUID account, byte[] request) {
        VerifiedRequest verified = CertificateRequest.parse(request);
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        CertificateOrder order =
                new CertificateOrder(
                        CertificateProfile.operator,
                        SerialNumber.random(),
                        DistinguishedName.of("标证通CA", "操作员", username),
                        verified.key(),
                        now,
                        now.plus(365, ChronoUnit.DAYS),
                        Optional.empty());
        Certificate certificate = authority.obtain(authority.prepare(order));
        try {
            database.sql(
                            "INSERT INTO operator_key (username, account_id, certificate, enrolled_by, enrolled_at) VALUES (?, ?, ?, ?, ?)")
                    .param(username)
                    .param(account == null ? null : account.toString())
                    .param(certificate.encoded())
                    .param(administrator)
                    .param(Timestamp.from(now))
                    .update();
        } catch (DuplicateKeyException e) {
            throw OperatorKeyProblem.key_enrolled.exception();
        }
        audit.record(administrator, "operator.enrolled", username, certificate.serial().hex());
        return certificate;
    }

    public Enrolled of(String username) {
        return database.sql("SELECT account_id, certificate FROM operator_key WHERE username = ?")
                .param(username)
                .query((row, n) ->
                        new Enrolled(
                                Optional.ofNullable(row.getString(1)).map(UUID::fromString),
                                Certificate.parse(row.getBytes(2))))
                .optional()
                .orElseThrow(OperatorKeyProblem.not_enrolled::exception);
    }
}
