package cn.biaozhengtong.caorder.standing;

import cn.biaozhengtong.kit.events.Outbox;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Tells holders 90, 30, 15, 7 and 1 days before a certificate expires (R35), each once. Thresholds
/// that passed while nobody could tell are left out: only the nearest counts.
@Component
public class RemindOfExpiry {
    private static final String TOPIC = "ca-order.certificate";
    private static final List<Integer> DAYS = List.of(1, 7, 15, 30, 90);

    private final JdbcClient database;
    private final Outbox outbox;
    private final TransactionTemplate transactions;
    private final Clock clock;

    RemindOfExpiry(
            JdbcClient database, Outbox outbox, TransactionTemplate transactions, Clock clock) {
        this.database = database;
        this.outbox = outbox;
        this.transactions = transactions;
        this.clock = clock;
    }

    /// `ca-order.certificate.expiring.v1`, as others read it.
    record CertificateExpiring(
            String serial,
            @Nullable UUID enterpriseId,
            UUID accountId,
            String enterpriseName,
            String platformCode,
            Instant notAfter,
            int daysBefore) {}

    @Scheduled(fixedDelay = 600_000, initialDelay = 30_000)
    public void remind() {
        DAYS.forEach(this::remind);
    }

    private void remind(int days) {
        Instant now = clock.instant();
        List<CertificateExpiring> due =
                database.sql(
                                """
                                SELECT c.serial, c.enterprise_id, c.account_id, c.holder, c.platform_code, i.not_after
                                FROM issued_certificate i JOIN certificate c ON c.serial = i.serial
                                WHERE i.state = 'active' AND c.key_usage = 'signing' AND i.not_after > ? AND i.not_after <= ?
                                AND NOT EXISTS (SELECT 1 FROM certificate_reminder r
                                    WHERE r.serial = c.serial AND r.days_before <= ?)
                                AND NOT EXISTS (SELECT 1 FROM orders o
                                    WHERE o.successor_of = c.serial AND o.state = 'completed')
                                ORDER BY i.not_after LIMIT 1000\
                                """)
                        .params(
                                Timestamp.from(now),
                                Timestamp.from(now.plus(Duration.ofDays(days))),
                                days)
                        .query((row, n) -> expiring(row, days))
                        .list();
        due.forEach(it -> transactions.executeWithoutResult(status -> tell(it, now)));
    }

    private static CertificateExpiring expiring(ResultSet row, int days) throws SQLException {
        String enterprise = row.getString(2);
        return new CertificateExpiring(
                row.getString(1),
                enterprise == null ? null : UUID.fromString(enterprise),
                UUID.fromString(row.getString(3)),
                row.getString(4),
                row.getString(5),
                row.getTimestamp(6).toInstant(),
                days);
    }

    private void tell(CertificateExpiring it, Instant now) {
        try {
            database.sql(
                            "INSERT INTO certificate_reminder (serial, days_before, reminded_at) VALUES (?, ?, ?)")
                    .params(it.serial(), it.daysBefore(), Timestamp.from(now))
                    .update();
        } catch (DuplicateKeyException e) {
            // Another replica was faster.
            return;
        }
        outbox.append(TOPIC, it.serial(), TOPIC + ".expiring.v1", it);
    }
}
