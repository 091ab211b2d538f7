package cn.biaozhengtong.caorder.hold;

import cn.biaozhengtong.kit.audit.AuditLog;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.EnterpriseId;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// The ledger of holds: each with its beginning and, once power was given back, its end.
///
/// A hold is committed before the pairs that it is about are looked for, and whoever puts a pair in
/// force asks here after he has locked the pair. So one of the two sees the other: he the hold, or
/// the hold's pair him.
@Component
public class Holds {
    private final JdbcClient database;
    private final AuditLog audit;

    Holds(JdbcClient database, AuditLog audit) {
        this.database = database;
        this.audit = audit;
    }

    /// @param since when it happened, by the clock of who told
    public record InForce(Hold hold, Instant since) {}

    /// A second time changes nothing.
    @Transactional(propagation = Propagation.MANDATORY)
    public void begin(Hold it, Instant since) {
        try {
            database.sql("INSERT INTO certificate_hold (subject, in_force, since) VALUES (?, ?, ?)")
                    .params(it.subject(), it.subject(), Timestamp.from(since))
                    .update();
        } catch (DuplicateKeyException e) {
            return;
        }
        audit.record("system", "hold.begun", it.subject(), it.cause());
    }

    /// Only by the event that gives the power back; nothing happens to one that is not in force.
    @Transactional(propagation = Propagation.MANDATORY)
    public void end(Hold it, Instant at) {
        int ended =
                database.sql(
                                "UPDATE certificate_hold SET in_force = NULL, ended_at = ? WHERE in_force = ?")
                        .params(Timestamp.from(at), it.subject())
                        .update();
        if (ended == 1) {
            audit.record("system", "hold.ended", it.subject(), it.cause());
        }
    }

    /// What holds whatever the account holds in the name of the enterprise.
    ///
    /// @param enterprise null for a person's own
    public List<InForce> on(AccountId account, @Nullable EnterpriseId enterprise) {
        List<Hold> possible = new ArrayList<>();
        possible.add(new Hold.AccountFrozen(account));
        if (enterprise != null) {
            possible.add(new Hold.MembershipEnded(account, enterprise));
            possible.add(new Hold.EnterpriseFrozen(enterprise));
        }
        List<InForce> out = new ArrayList<>();
        for (Hold it : possible) {
            database.sql("SELECT since FROM certificate_hold WHERE in_force = ?")
                    .param(it.subject())
                    .query((row, n) -> new InForce(it, row.getTimestamp(1).toInstant()))
                    .optional()
                    .ifPresent(out::add);
        }
        return out;
    }
}
