package cn.biaozhengtong.kit.work;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// Work that waits in the rows of a table until it is done.
///
/// Taking a row moves its time on first, so that two replicas do not do it twice and a crash
/// repeats it; an attempt that outlasts its lease is made twice, so work must bear that. What is
/// not done after an attempt, whatever ended the attempt, waits for the next pause of its plan: a
/// row that always fails keeps no other from its turn, also after a restart.
public final class Due {
    /// For so long a row is left to who took it. Then another takes it: who died, or takes longer.
    private static final Duration LEASE = Duration.ofSeconds(30);

    /// After that long the scheduler may do something else before the next round.
    private static final Duration ROUNDS = Duration.ofSeconds(10);

    /// Taken at once, for each lane: none waits long for its turn within its lease.
    private static final int TAKEN = 2;

    private static final Logger LOG = LoggerFactory.getLogger(Due.class);

    private final Rows rows;
    private final Pauses pauses;
    private final int lanes;
    private final JdbcClient database;
    private final TransactionTemplate transactions;
    private final Clock clock;

    /// @param lanes attempts at once
    Due(
            Rows rows,
            Pauses pauses,
            int lanes,
            JdbcClient database,
            TransactionTemplate transactions,
            Clock clock) {
        this.rows = rows;
        this.pauses = pauses;
        this.lanes = lanes;
        this.database = database;
        this.transactions = transactions;
        this.clock = clock;
    }

    /// Where it waits.
    ///
    /// @param table with the column `attempts`
    /// @param key a column that is unique
    /// @param time the column that says when the next attempt is due
    /// @param waits what of it is still to be done, in SQL; empty: all, and what is done is deleted
    public record Rows(String table, String key, String time, String waits) {
        /// Rows that are there for nothing else.
        public static Rows queue(String table, String key, String time) {
            return new Rows(table, key, time, "");
        }

        private boolean isQueue() {
            return waits.isEmpty();
        }

        private String sql(String template) {
            return template.replace("{table}", table)
                    .replace("{key}", key)
                    .replace("{time}", time)
                    .replace("{waits}", isQueue() ? "TRUE" : waits);
        }
    }

    /// One row that was taken.
    ///
    /// @param number of this attempt, from 0
    public record Attempt(String key, int number) {}

    /// Attempts all that is due. An attempt that throws is made again.
    ///
    /// @param work leaves a row that is done so that it waits no more; of a queue, returns
    public void each(Consumer<Attempt> work) {
        Instant end = clock.instant().plus(ROUNDS);
        int most = TAKEN * lanes;
        int taken = most;
        while (taken == most && isAny() && clock.instant().isBefore(end)) {
            List<Attempt> due = take(most);
            try (ExecutorService threads =
                    Executors.newFixedThreadPool(lanes, Thread.ofVirtual().factory())) {
                due.forEach(it -> threads.execute(() -> attempt(it, work)));
            }
            taken = due.size();
        }
    }

    /// One question while there is nothing to do, where taking begins a transaction for each.
    private boolean isAny() {
        return database.sql(
                        rows.sql("SELECT 1 FROM {table} WHERE {time} <= ? AND ({waits}) LIMIT 1"))
                .param(Timestamp.from(clock.instant()))
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    private List<Attempt> take(int most) {
        Instant now = clock.instant();
        return Objects.requireNonNull(
                transactions.execute(status -> {
                    List<Attempt> due =
                            database.sql(
                                            rows.sql(
                                                    "SELECT {key}, attempts FROM {table} WHERE {time} <= ? AND ({waits}) ORDER BY {time} LIMIT ? FOR UPDATE SKIP LOCKED"))
                                    .params(Timestamp.from(now), most)
                                    .query((row, n) -> new Attempt(row.getString(1), row.getInt(2)))
                                    .list();
                    if (!due.isEmpty()) {
                        database.sql(
                                        rows.sql(
                                                "UPDATE {table} SET {time} = :next, attempts = attempts + 1 WHERE {key} IN (:keys)"))
                                .param("next", Timestamp.from(now.plus(LEASE)))
                                .param("keys", due.stream().map(Attempt::key).toList())
                                .update();
                    }
                    return due;
                }));
    }

    private void attempt(Attempt it, Consumer<Attempt> work) {
        try {
            work.accept(it);
            if (rows.isQueue()) {
                database.sql(rows.sql("DELETE FROM {table} WHERE {key} = ?"))
                        .param(it.key())
                        .update();
                return;
            }
        } catch (RuntimeException e) {
            LOG.warn(
                    "{} {} waits, attempt {} failed: {}",
                    rows.table(),
                    it.key(),
                    it.number() + 1,
                    e.toString());
            LOG.debug("{} {}", rows.table(), it.key(), e);
        }
        // Unless another took it meanwhile, or it was made due anew.
        Instant next = clock.instant().plus(pauses.after(it.number()));
        database.sql(
                        rows.sql(
                                "UPDATE {table} SET {time} = ? WHERE {key} = ? AND attempts = ? AND ({waits})"))
                .params(Timestamp.from(next), it.key(), it.number() + 1)
                .update();
    }
}
