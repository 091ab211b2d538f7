package cn.biaozhengtong.caorder.cosigning;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Deletes rounds an hour after their time was up, in small batches found by that indexed time: what
/// was signed stands where it was signed for, and a round is of no use to anybody afterwards.
@Component
class PurgeRounds {
    private static final Duration KEPT = Duration.ofHours(1);
    private static final int BATCH = 200;

    private final JdbcClient database;
    private final TransactionTemplate transactions;
    private final Clock clock;

    PurgeRounds(JdbcClient database, TransactionTemplate transactions, Clock clock) {
        this.database = database;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = 60_000, initialDelay = 60_000)
    void purge() {
        Timestamp before = Timestamp.from(clock.instant().minus(KEPT));
        boolean more = true;
        while (more) {
            more = Boolean.TRUE.equals(transactions.execute(status -> batch(before) == BATCH));
        }
    }

    private int batch(Timestamp before) {
        List<String> old =
                database.sql(
                                "SELECT id FROM signing_round WHERE expires_at < ? ORDER BY expires_at LIMIT "
                                        + BATCH
                                        + " FOR UPDATE SKIP LOCKED")
                        .param(before)
                        .query(String.class)
                        .list();
        if (old.isEmpty()) {
            return 0;
        }
        database.sql("DELETE FROM signing_round_item WHERE round_id IN (:old)")
                .param("old", old)
                .update();
        return database.sql("DELETE FROM signing_round WHERE id IN (:old)")
                .param("old", old)
                .update();
    }
}
