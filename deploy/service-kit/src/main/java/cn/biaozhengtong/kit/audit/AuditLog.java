package cn.biaozhengtong.kit.audit;

import cn.biaozhengtong.crypto.SignedContext;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Records who did what to what; each row's hash covers the row before it.
///
/// `hash = SM3(previous ‖ sequence ‖ at ‖ actor ‖ action ‖ subject ‖ detail)`, fields framed as in
/// [SignedContext#hashOf]. The database refuses UPDATE and DELETE on the table.
public class AuditLog {
    private static final String START = "0".repeat(64);

    private final JdbcClient database;
    private final Clock clock;

    AuditLog(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    private record Head(long sequence, String hash) {}

    private record Row(
            long sequence,
            Timestamp at,
            String actor,
            String action,
            String subject,
            String detail,
            String hash) {}

    /// Adds an entry in the caller's transaction; no personal data in any field.
    @Transactional(propagation = Propagation.MANDATORY)
    public void record(String actor, String action, String subject, String detail) {
        Head head =
                database.sql("SELECT sequence, hash FROM audit_head WHERE id = 1 FOR UPDATE")
                        .query(Head.class)
                        .single();
        Instant at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        long sequence = head.sequence() + 1;
        String hash = hash(head.hash(), sequence, at, actor, action, subject, detail);
        database.sql(
                        """
                        INSERT INTO audit_entry (sequence, at, actor, action, subject, detail, hash)
                        VALUES (?, ?, ?, ?, ?, ?, ?)\
                        """)
                .params(sequence, Timestamp.from(at), actor, action, subject, detail, hash)
                .update();
        database.sql("UPDATE audit_head SET sequence = ?, hash = ? WHERE id = 1")
                .params(sequence, hash)
                .update();
    }

    /// The sequence number of the first entry that does not fit, or empty when the chain holds.
    @Transactional(readOnly = true)
    public Optional<Long> firstBroken() {
        Head head =
                database.sql("SELECT sequence, hash FROM audit_head WHERE id = 1")
                        .query(Head.class)
                        .single();
        List<Row> rows =
                database.sql("SELECT * FROM audit_entry ORDER BY sequence").query(Row.class).list();
        String previous = START;
        long expected = 0;
        for (Row row : rows) {
            expected++;
            String hash =
                    hash(
                            previous,
                            row.sequence(),
                            row.at().toInstant(),
                            row.actor(),
                            row.action(),
                            row.subject(),
                            row.detail());
            if (row.sequence() != expected || !hash.equals(row.hash())) {
                return Optional.of(expected);
            }
            previous = hash;
        }
        boolean whole = head.sequence() == expected && head.hash().equals(previous);
        return whole ? Optional.empty() : Optional.of(expected + 1);
    }

    private static String hash(
            String previous,
            long sequence,
            Instant at,
            String actor,
            String action,
            String subject,
            String detail) {
        return SignedContext.hashOf(
                List.of(
                        previous,
                        Long.toString(sequence),
                        at.toString(),
                        actor,
                        action,
                        subject,
                        detail));
    }
}
