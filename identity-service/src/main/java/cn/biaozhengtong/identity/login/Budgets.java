package cn.biaozhengtong.identity.login;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// So much in a window, counted in the database and committed before anything is done with it: of
/// many at once no more than allowed go on, and a crash forgets nothing.
@Component
public class Budgets {
    private static final String COUNT =
            "UPDATE guess SET used = used + 1 WHERE subject = ? AND used < ? AND ends_at > ?";

    private final JdbcClient database;
    private final Clock clock;

    Budgets(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /// @param subject 64 characters
    /// @return whether one was left; the window begins with the first
    public boolean take(String subject, int allowed, Duration window) {
        return takeUntil(subject, allowed, clock.instant().plus(window));
    }

    /// @param ending of the window, when this is its first
    boolean takeUntil(String subject, int allowed, Instant ending) {
        Timestamp now = Timestamp.from(clock.instant());
        Timestamp end = Timestamp.from(ending);
        return database.sql(COUNT).params(subject, allowed, now).update() == 1
                || begins(subject, allowed, now, end);
    }

    /// The first of a window. Of many at once one begins it; the others count on it.
    private boolean begins(String subject, int allowed, Timestamp now, Timestamp end) {
        int renewed =
                database.sql(
                                "UPDATE guess SET used = 1, ends_at = ? WHERE subject = ? AND ends_at <= ?")
                        .params(end, subject, now)
                        .update();
        if (renewed == 1) {
            return true;
        }
        boolean spent =
                database.sql("SELECT COUNT(*) FROM guess WHERE subject = ?")
                                .param(subject)
                                .query(Integer.class)
                                .single()
                        == 1;
        if (spent) {
            // Or begun by another in this moment.
            return database.sql(COUNT).params(subject, allowed, now).update() == 1;
        }
        try {
            database.sql("INSERT INTO guess (subject, used, ends_at) VALUES (?, 1, ?)")
                    .params(subject, end)
                    .update();
            return true;
        } catch (DuplicateKeyException e) {
            return database.sql(COUNT).params(subject, allowed, now).update() == 1;
        }
    }

    void clear(String subject) {
        database.sql("DELETE FROM guess WHERE subject = ?").param(subject).update();
    }

    @Scheduled(cron = "0 29 3 * * *", zone = "Asia/Shanghai")
    void letGo() {
        database.sql("DELETE FROM guess WHERE ends_at < ?")
                .param(Timestamp.from(clock.instant()))
                .update();
    }
}
