package cn.biaozhengtong.scansession.session;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// Sessions for which something is still to be done, in a table of their own: what fails is tried
/// again until it succeeds, ever more rarely, at least once an hour. Taking one moves its next
/// attempt on first, so replicas do not do it twice and a crash repeats it.
final class DueSessions {
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final Duration SOON = Duration.ofSeconds(2);
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final int AT_ONCE = 2;
    private static final int BATCH = 40;
    private static final Logger LOG = LoggerFactory.getLogger(DueSessions.class);

    private final String table;
    private final JdbcClient database;
    private final TransactionTemplate transactions;
    private final Clock clock;

    /// @param table with `session_id`, `due_at`, `attempts`
    DueSessions(String table, JdbcClient database, TransactionTemplate transactions, Clock clock) {
        this.table = table;
        this.database = database;
        this.transactions = transactions;
        this.clock = clock;
    }

    private record Due(UUID session, int attempts) {}

    /// Notes one, in the caller's transaction.
    static void note(JdbcClient database, String table, UUID session, Instant now) {
        try {
            database.sql(
                            "INSERT INTO %s (session_id, due_at, attempts) VALUES (?, ?, 0)"
                                    .formatted(table))
                    .params(session.toString(), Timestamp.from(now))
                    .update();
        } catch (DuplicateKeyException e) {
            LOG.debug("session {} is noted already", session);
        }
    }

    /// Does all that is due, two at once.
    void each(Consumer<UUID> work) {
        List<Due> due = taken();
        while (!due.isEmpty()) {
            try (ExecutorService lanes =
                    Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
                due.forEach(it -> lanes.execute(() -> done(it, work)));
            }
            due = due.size() == BATCH ? taken() : List.of();
        }
    }

    private List<Due> taken() {
        Instant now = clock.instant();
        List<Due> taken =
                transactions.execute(status -> {
                    List<Due> due =
                            database.sql(
                                            """
                                            SELECT session_id, attempts FROM %s WHERE due_at <= ?
                                            ORDER BY due_at LIMIT ? FOR UPDATE SKIP LOCKED\
                                            """
                                                    .formatted(table))
                                    .params(Timestamp.from(now), BATCH)
                                    .query((row, n) ->
                                            new Due(
                                                    UUID.fromString(row.getString(1)),
                                                    row.getInt(2)))
                                    .list();
                    if (!due.isEmpty()) {
                        database.sql(
                                        "UPDATE %s SET due_at = :next, attempts = attempts + 1 WHERE session_id IN (:ids)"
                                                .formatted(table))
                                .param("next", Timestamp.from(now.plus(LEASE)))
                                .param(
                                        "ids",
                                        due.stream().map(it -> it.session().toString()).toList())
                                .update();
                    }
                    return due;
                });
        return taken == null ? List.of() : taken;
    }

    private void done(Due due, Consumer<UUID> work) {
        String id = due.session().toString();
        try {
            work.accept(due.session());
            database.sql("DELETE FROM %s WHERE session_id = ?".formatted(table)).param(id).update();
        } catch (RuntimeException e) {
            Duration pause = SOON.multipliedBy(1L << Math.min(due.attempts(), 11));
            Instant next = clock.instant().plus(pause.compareTo(LONGEST) < 0 ? pause : LONGEST);
            LOG.warn("{}: session {} waits until {}", table, id, next, e);
            database.sql("UPDATE %s SET due_at = ? WHERE session_id = ?".formatted(table))
                    .params(Timestamp.from(next), id)
                    .update();
        }
    }
}
