package cn.biaozhengtong.caorder.standing;

import cn.biaozhengtong.caorder.pair.PairId;
import cn.biaozhengtong.caorder.pair.Pairs;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Tells holders 90, 30, 15, 7 and 1 days before a certificate expires (R35), each once. Thresholds
/// that passed while nobody could tell are left out: only the nearest counts.
@Component
public class RemindOfExpiry {
    private static final List<Integer> DAYS = List.of(1, 7, 15, 30, 90);

    private final JdbcClient database;
    private final Pairs pairs;
    private final TransactionTemplate transactions;
    private final Clock clock;

    RemindOfExpiry(
            JdbcClient database, Pairs pairs, TransactionTemplate transactions, Clock clock) {
        this.database = database;
        this.pairs = pairs;
        this.transactions = transactions;
        this.clock = clock;
    }

    private record Expiring(SerialNumber serial, PairId pair, Instant notAfter) {}

    @Scheduled(fixedDelay = 600_000, initialDelay = 30_000)
    public void remind() {
        DAYS.forEach(this::remind);
    }

    private void remind(int days) {
        Instant now = clock.instant();
        List<Expiring> due =
                database.sql(
                                """
                                SELECT c.serial, c.pair_id, i.not_after
                                FROM issued_certificate i JOIN certificate c ON c.serial = i.serial
                                    JOIN certificate_pair p ON p.id = c.pair_id
                                WHERE i.state = 'active' AND c.key_usage = 'signing' AND i.not_after > ? AND i.not_after <= ?
                                AND NOT EXISTS (SELECT 1 FROM certificate_reminder r
                                    WHERE r.serial = c.serial AND r.days_before <= ?)
                                AND NOT EXISTS (SELECT 1 FROM orders o
                                    WHERE o.predecessor IN (c.serial, p.replaces) AND o.state = 'completed')
                                ORDER BY i.not_after LIMIT 1000\
                                """)
                        .params(
                                Timestamp.from(now),
                                Timestamp.from(now.plus(Duration.ofDays(days))),
                                days)
                        .query((row, n) ->
                                new Expiring(
                                        new SerialNumber(row.getString(1)),
                                        PairId.of(row.getString(2)),
                                        row.getTimestamp(3).toInstant()))
                        .list();
        due.forEach(it -> transactions.executeWithoutResult(status -> tell(it, days, now)));
    }

    private void tell(Expiring it, int days, Instant now) {
        try {
            database.sql(
                            "INSERT INTO certificate_reminder (serial, days_before, reminded_at) VALUES (?, ?, ?)")
                    .params(it.serial().hex(), days, Timestamp.from(now))
                    .update();
        } catch (DuplicateKeyException e) {
            // Another replica was faster.
            return;
        }
        pairs.expiring(it.pair(), it.notAfter(), days);
    }
}
