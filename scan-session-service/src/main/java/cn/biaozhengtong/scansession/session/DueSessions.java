package cn.biaozhengtong.scansession.session;

import cn.biaozhengtong.kit.work.Due;
import cn.biaozhengtong.kit.work.DueWork;
import cn.biaozhengtong.kit.work.Pauses;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Sessions for which something is still to be done, in a table of their own, at least once an
/// hour.
public final class DueSessions {
    private static final Pauses PAUSES = new Pauses(Duration.ofSeconds(2), Duration.ofHours(1));
    private static final int AT_ONCE = 2;
    private static final Logger LOG = LoggerFactory.getLogger(DueSessions.class);

    private DueSessions() {}

    public static Due in(String table, DueWork work) {
        return work.in(Due.Rows.queue(table, "session_id", "due_at"), PAUSES, AT_ONCE);
    }

    /// Notes one, in the caller's transaction.
    public static void note(JdbcClient database, String table, SessionId session, Instant now) {
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
}
