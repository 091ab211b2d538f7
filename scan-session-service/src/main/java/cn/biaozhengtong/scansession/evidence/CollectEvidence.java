package cn.biaozhengtong.scansession.evidence;

import cn.biaozhengtong.kit.work.Due;
import cn.biaozhengtong.kit.work.DueWork;
import cn.biaozhengtong.scansession.session.DueSessions;
import cn.biaozhengtong.scansession.session.SessionChange;
import cn.biaozhengtong.scansession.session.SessionId;
import cn.biaozhengtong.scansession.session.SessionState;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Has stamped what was completed, within two seconds where it can, however long the authority was
/// away.
@Component
class CollectEvidence {
    private static final String TABLE = "evidence_due";

    private final Evidence evidence;
    private final JdbcClient database;
    private final Due due;
    private final Clock clock;

    CollectEvidence(Evidence evidence, JdbcClient database, DueWork work, Clock clock) {
        this.evidence = evidence;
        this.database = database;
        this.due = DueSessions.in(TABLE, work);
        this.clock = clock;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void on(SessionChange it) {
        if (it.state() == SessionState.completed) {
            note(it.session().sessionId(), clock.instant());
        }
    }

    private void note(SessionId session, Instant now) {
        DueSessions.note(database, TABLE, session, now);
    }

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
                .query((row, n) -> SessionId.of(row.getString(1)))
                .list()
                .forEach(id -> note(id, now));
    }

    @Scheduled(fixedDelay = 1_000)
    void collect() {
        due.each(it -> evidence.prove(SessionId.of(it.key())));
    }
}
