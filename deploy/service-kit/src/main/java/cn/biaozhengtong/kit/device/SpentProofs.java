package cn.biaozhengtong.kit.device;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;

/// Which proofs and nonces were used, over all replicas of the service: the insert that fails is
/// the repeat. Kept for longer than either is good.
class SpentProofs {
    static final Duration KEPT = Duration.ofMinutes(10);

    private static final int AT_ONCE = 5000;

    private final JdbcClient database;
    private final Clock clock;

    SpentProofs(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /// @param once at most 120 characters of ASCII
    /// @return whether this was the first time
    boolean spend(String once) {
        try {
            database.sql("INSERT INTO spent_proof (id, ends_at) VALUES (?, ?)")
                    .params(once, Timestamp.from(clock.instant().plus(KEPT)))
                    .update();
            return true;
        } catch (DuplicateKeyException e) {
            return false;
        }
    }

    @Scheduled(fixedDelay = 60_000, initialDelay = 30_000)
    void letGo() {
        // In small steps, so that no request waits for a pile that an outage left.
        int gone;
        do {
            gone = forgotten();
        } while (gone == AT_ONCE);
    }

    private int forgotten() {
        return database.sql("DELETE FROM spent_proof WHERE ends_at < ? LIMIT " + AT_ONCE)
                .param(Timestamp.from(clock.instant()))
                .update();
    }
}
