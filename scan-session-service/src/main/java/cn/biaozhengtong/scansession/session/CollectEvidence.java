package cn.biaozhengtong.scansession.session;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Has stamped what was completed, within two seconds where it can; what fails is tried again until
/// it succeeds, however long the authority was away. Taking one moves its next attempt on first, so
/// replicas do not do it twice and a crash repeats it.
@Component
class CollectEvidence {
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final Duration SOON = Duration.ofSeconds(2);
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final int AT_ONCE = 2;
    private static final int BATCH = 40;
    private static final Logger LOG = LoggerFactory.getLogger(CollectEvidence.class);

    private final Evidence evidence;
    private final JdbcClient database;
    private final TransactionTemplate transactions;
    private final Clock clock;

    CollectEvidence(
            Evidence evidence, JdbcClient database, TransactionTemplate transactions, Clock clock) {
        this.evidence = evidence;
        this.database = database;
        this.transactions = transactions;
        this.clock = clock;
    }

    /// Notes a completed session, in the caller's transaction.
    static void due(JdbcClient database, UUID session, Instant now) {
        try {
            database.sql("INSERT INTO evidence_due (session_id, due_at, attempts) VALUES (?, ?, 0)")
                    .params(session.toString(), Timestamp.from(now))
                    .update();
        } catch (DuplicateKeyException e) {
            LOG.debug("session {} is noted already", session);
        }
    }

    private record Due(UUID session, int attempts) {}

    /// What another version of this service completed and did not note.
    @Scheduled(initialDelay = 10_000, fixedDelay = 3_600_000)
    void noteForgotten() {
        Instant now = clock.instant();
        database.sql(
                        """
                        SELECT s.id FROM scan_session s
                            LEFT JOIN session_evidence e ON e.session_id = s.id
                            LEFT JOIN evidence_due d ON d.session_id = s.id
                        WHERE s.state = 'completed' AND s.ended_at > ? AND e.session_id IS NULL AND d.session_id IS NULL
                            AND s.result_json LIKE '%"status":%'\
                        """)
                .param(Timestamp.from(now.minus(Duration.ofDays(1))))
                .query((row, n) -> UUID.fromString(row.getString(1)))
                .list()
                .forEach(id -> due(database, id, now));
    }

    @Scheduled(fixedDelay = 1_000)
    void collect() {
        List<Due> due = taken();
        while (!due.isEmpty()) {
            try (ExecutorService lanes =
                    Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
                due.forEach(it -> lanes.execute(() -> prove(it)));
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
                                            SELECT session_id, attempts FROM evidence_due WHERE due_at <= ?
                                            ORDER BY due_at LIMIT ? FOR UPDATE SKIP LOCKED\
                                            """)
                                    .params(Timestamp.from(now), BATCH)
                                    .query((row, n) ->
                                            new Due(
                                                    UUID.fromString(row.getString(1)),
                                                    row.getInt(2)))
                                    .list();
                    if (!due.isEmpty()) {
                        database.sql(
                                        "UPDATE evidence_due SET due_at = :next, attempts = attempts + 1 WHERE session_id IN (:ids)")
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

    private void prove(Due due) {
        String id = due.session().toString();
        try {
            evidence.prove(due.session());
            database.sql("DELETE FROM evidence_due WHERE session_id = ?").param(id).update();
        } catch (RuntimeException e) {
            Duration pause = SOON.multipliedBy(1L << Math.min(due.attempts(), 11));
            Instant next = clock.instant().plus(pause.compareTo(LONGEST) < 0 ? pause : LONGEST);
            LOG.warn("evidence of session {} is not complete, again at {}", id, next, e);
            database.sql("UPDATE evidence_due SET due_at = ? WHERE session_id = ?")
                    .params(Timestamp.from(next), id)
                    .update();
        }
    }
}
