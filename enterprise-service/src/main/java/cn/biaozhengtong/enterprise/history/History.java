package cn.biaozhengtong.enterprise.history;

import cn.biaozhengtong.kit.audit.AuditLog;
import cn.biaozhengtong.kit.id.EnterpriseId;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Written with the audit entry, in the same transaction; read by page.
@Component
public class History {
    private final JdbcClient database;
    private final AuditLog audit;
    private final Clock clock;

    History(JdbcClient database, AuditLog audit, Clock clock) {
        this.database = database;
        this.audit = audit;
        this.clock = clock;
    }

    /// @param actor an account's id, or an operator's name
    /// @param action such as `membership.removed`
    public record Entry(long id, Instant at, String actor, String action, String detail) {}

    @Transactional(propagation = Propagation.MANDATORY)
    public void record(String actor, EnterpriseId enterprise, String action, String detail) {
        audit.record(actor, action, enterprise.toString(), detail);
        database.sql(
                        "INSERT INTO enterprise_history (enterprise_id, at, actor, action, detail) VALUES (?, ?, ?, ?, ?)")
                .params(
                        enterprise.toString(),
                        Timestamp.from(clock.instant()),
                        actor,
                        action,
                        detail)
                .update();
    }

    /// Newest first, older than an id.
    public List<Entry> page(EnterpriseId enterprise, long before, int size) {
        return database.sql(
                        """
                        SELECT id, at, actor, action, detail FROM enterprise_history
                        WHERE enterprise_id = ? AND id < ? ORDER BY id DESC LIMIT ?\
                        """)
                .params(enterprise.toString(), before, size)
                .query((row, n) ->
                        new Entry(
                                row.getLong(1),
                                row.getTimestamp(2).toInstant(),
                                row.getString(3),
                                row.getString(4),
                                row.getString(5)))
                .list();
    }
}
