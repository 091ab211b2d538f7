package cn.biaozhengtong.caorder.operatorkey;

import cn.biaozhengtong.caorder.authority.register.Purpose;
import cn.biaozhengtong.caorder.authority.register.Recorded;
import cn.biaozhengtong.caorder.authority.register.Register;
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
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// The operators' certificates. The keys are the operators' own; the server sees requests only.
@Component
public class OperatorKeys {
    private final JdbcClient database;
    private final Register register;
    private final AuditLog audit;
    private final TransactionTemplate transactions;
    private final Clock clock;

    OperatorKeys(
            JdbcClient database,
            Register register,
            AuditLog audit,
            TransactionTemplate transactions,
            Clock clock) {
        this.transactions = transactions;
        this.database = database;
        this.register = register;
        this.audit = audit;
        this.clock = clock;
    }

    /// @param account the operator's own account as a user, when he has one
    public record Enrolled(Optional<UUID> account, Certificate certificate) {}

    /// The CA administrator enrols an operator's key from its request.
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
        Recorded recorded =
                transactions.execute(status -> record(administrator, username, account, order));
        return register.sign(Objects.requireNonNull(recorded));
    }

    private Recorded record(
            String administrator, String username, @Nullable UUID account, CertificateOrder order) {
        Recorded recorded = register.record(Purpose.operator, order);
        try {
            database.sql(
                            "INSERT INTO operator_key (username, account_id, serial, enrolled_by, enrolled_at) VALUES (?, ?, ?, ?, ?)")
                    .param(username)
                    .param(account == null ? null : account.toString())
                    .param(order.serial().hex())
                    .param(administrator)
                    .param(Timestamp.from(order.notBefore()))
                    .update();
        } catch (DuplicateKeyException e) {
            throw OperatorKeyProblem.key_enrolled.exception();
        }
        audit.record(administrator, "operator.enrolled", username, order.serial().hex());
        return recorded;
    }

    public Enrolled of(String username) {
        return database.sql("SELECT o.account_id, i.der FROM operator_key o JOIN issued_certificate i ON i.serial = o.serial WHERE o.username = ? AND i.der IS NOT NULL")
                .param(username)
                .query((row, n) ->
                        new Enrolled(
                                Optional.ofNullable(row.getString(1)).map(UUID::fromString),
                                Certificate.parse(row.getBytes(2))))
                .optional()
                .orElseThrow(OperatorKeyProblem.not_enrolled::exception);
    }
}
