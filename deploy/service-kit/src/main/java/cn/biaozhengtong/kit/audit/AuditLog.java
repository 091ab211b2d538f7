package cn.biaozhengtong.kit.audit;

import cn.biaozhengtong.crypto.evidence.AuditChain;
import cn.biaozhengtong.kit.problem.RequestProblem;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Records who did what to what; each row's hash covers the row before it.
///
/// The chain is [AuditChain]'s. The database refuses UPDATE and DELETE on the table. A log that was
/// found broken is not extended ([AuditCheckpoints]): who would act on record is told
/// `request/unavailable`.
public class AuditLog {
    private static final int PAGE = 5_000;

    private final JdbcOperations batches;
    private final JdbcClient database;
    private final Clock clock;
    private volatile boolean stopped;

    AuditLog(JdbcOperations database, Clock clock) {
        this.batches = database;
        this.database = JdbcClient.create(database);
        this.clock = clock;
    }

    /// Who did what to what; no personal data in any field.
    public record Act(String actor, String action, String subject, String detail) {}

    /// The newest entry.
    public record Head(long sequence, String hash) {}

    /// Who took which entries away, for the next auditor. A log that was stopped because somebody
    /// altered it is given away all the same: that is when it is wanted.
    @Transactional
    void exported(String auditor, long after, long upTo) {
        if (!stopped) {
            record(auditor, "audit.exported", after + "-" + upTo, "");
        }
    }

    /// Adds an entry in the caller's transaction; no personal data in any field.
    @Transactional(propagation = Propagation.MANDATORY)
    public void record(String actor, String action, String subject, String detail) {
        record(List.of(new Act(actor, action, subject, detail)));
    }

    /// Adds entries in their order, in the caller's transaction.
    @Transactional(propagation = Propagation.MANDATORY)
    public void record(List<Act> acts) {
        if (stopped) {
            throw RequestProblem.unavailable.exception();
        }
        Head head =
                database.sql("SELECT sequence, hash FROM audit_head WHERE id = 1 FOR UPDATE")
                        .query(Head.class)
                        .single();
        Instant at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        List<Object[]> rows = new ArrayList<>();
        for (Act it : acts) {
            long sequence = head.sequence() + 1;
            String hash =
                    AuditChain.hash(
                            head.hash(),
                            sequence,
                            at,
                            it.actor(),
                            it.action(),
                            it.subject(),
                            it.detail());
            rows.add(
                    new Object[] {
                        sequence,
                        Timestamp.from(at),
                        it.actor(),
                        it.action(),
                        it.subject(),
                        it.detail(),
                        hash
                    });
            head = new Head(sequence, hash);
        }
        batches.batchUpdate(
                """
                INSERT INTO audit_entry (sequence, at, actor, action, subject, detail, hash)
                VALUES (?, ?, ?, ?, ?, ?, ?)\
                """,
                rows);
        database.sql("UPDATE audit_head SET sequence = ?, hash = ? WHERE id = 1")
                .params(head.sequence(), head.hash())
                .update();
    }

    void stop() {
        stopped = true;
    }

    boolean isStopped() {
        return stopped;
    }

    public Head head() {
        return database.sql("SELECT sequence, hash FROM audit_head WHERE id = 1")
                .query(Head.class)
                .single();
    }

    /// Entries in their order, after one and up to another.
    public List<AuditChain.Entry> entries(long after, long upTo) {
        return database.sql(
                        """
                        SELECT sequence, at, actor, action, subject, detail, hash
                        FROM audit_entry WHERE sequence > ? AND sequence <= ? ORDER BY sequence\
                        """)
                .params(after, upTo)
                .query((row, n) ->
                        new AuditChain.Entry(
                                row.getLong(1),
                                row.getTimestamp(2).toInstant(),
                                row.getString(3),
                                row.getString(4),
                                row.getString(5),
                                row.getString(6),
                                row.getString(7)))
                .list();
    }

    /// The same, however many there are; read a page at a time.
    Iterable<AuditChain.Entry> all(long after, long upTo) {
        return () ->
                Stream.iterate(after, from -> from < upTo, from -> from + PAGE)
                        .flatMap(from -> entries(from, Math.min(upTo, from + PAGE)).stream())
                        .iterator();
    }

    /// The sequence number of the first entry that does not fit, or empty when the chain holds.
    @Transactional(readOnly = true)
    public Optional<Long> firstBroken() {
        Head head = head();
        return AuditChain.firstBroken(entries(0, Long.MAX_VALUE), head.sequence(), head.hash());
    }
}
