package cn.biaozhengtong.caorder.operatorkey;

import cn.biaozhengtong.caorder.authority.register.IssuedCertificate;
import cn.biaozhengtong.caorder.authority.register.Register;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.kit.work.UnitOfWork;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// What administrators see of operators' keys. Operators have no box for messages: who is to renew
/// a key learns it from this list, and the audit log has each reminder once.
@Component
public class ListOperatorKeys {
    /// Before a certificate expires.
    private static final List<Integer> DAYS = List.of(7, 15, 30);

    private final OperatorKeyRows rows;
    private final Register register;
    private final JdbcClient database;
    private final UnitOfWork work;

    ListOperatorKeys(
            OperatorKeyRows rows, Register register, JdbcClient database, UnitOfWork work) {
        this.rows = rows;
        this.register = register;
        this.database = database;
        this.work = work;
    }

    /// @param notAfter empty until it is enrolled
    /// @param expiresSoon within thirty days, usable, and no newer key there
    public record Listed(OperatorKey key, Optional<Instant> notAfter, boolean expiresSoon) {}

    /// Newest first.
    public List<Listed> all() {
        Instant now = work.now();
        return rows.findTop500ByOrderByProposedAtDesc().stream()
                .map(it -> listed(it, now))
                .toList();
    }

    private Listed listed(OperatorKey it, Instant now) {
        Optional<Instant> notAfter = notAfter(it);
        boolean soon =
                it.state() == OperatorKeyState.enrolled
                        && notAfter.filter(end -> end.isBefore(now.plus(Duration.ofDays(30))))
                                .isPresent();
        return new Listed(it, notAfter, soon);
    }

    private Optional<Instant> notAfter(OperatorKey it) {
        return it.serial().flatMap(register::find).map(IssuedCertificate::notAfter);
    }

    /// Thirty, fifteen and seven days before a key expires, each once; only the nearest counts.
    @Scheduled(fixedDelay = 600_000, initialDelay = 35_000)
    public void remind() {
        Instant now = work.now();
        for (OperatorKey it : rows.findByStateIn(List.of(OperatorKeyState.enrolled))) {
            notAfter(it)
                    .filter(end -> end.isAfter(now))
                    .flatMap(end -> nearest(Duration.between(now, end)))
                    .ifPresent(days -> work.run(() -> remind(it, days, now)));
        }
    }

    private static Optional<Integer> nearest(Duration left) {
        return DAYS.stream().filter(it -> left.compareTo(Duration.ofDays(it)) <= 0).findFirst();
    }

    private void remind(OperatorKey it, int days, Instant now) {
        SerialNumber serial = it.serial().orElseThrow();
        try {
            database.sql(
                            "INSERT INTO certificate_reminder (serial, days_before, reminded_at) VALUES (?, ?, ?)")
                    .params(serial.hex(), days, Timestamp.from(now))
                    .update();
        } catch (DuplicateKeyException e) {
            // Reminded before, or by another replica.
            return;
        }
        work.note("system", "operator_key.expiring", it.username(), serial + " " + days);
    }
}
