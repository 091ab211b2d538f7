package cn.biaozhengtong.enterprise.delegation;

import cn.biaozhengtong.enterprise.history.History;
import cn.biaozhengtong.kit.events.Outbox;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.EnterpriseId;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Writes into the history what becomes of delegations and tells other services, in the transaction
/// in which they change. One that runs out (its date, its uses) is told nobody: whoever asks before
/// a use is told then.
@Component
class DelegationEvents {
    private static final String TOPIC = "enterprise.delegation";

    private final History history;
    private final Outbox outbox;

    DelegationEvents(History history, Outbox outbox) {
        this.history = history;
        this.outbox = outbox;
    }

    /// `enterprise.delegation.granted.v1` and `….ended.v1`, as others read them.
    ///
    /// @param subjectId a seal's id; empty for the agent's own certificate
    record Told(
            UUID delegationId,
            EnterpriseId enterpriseId,
            AccountId agentId,
            String subjectKind,
            String subjectId) {}

    void granted(Delegation it, AccountId by) {
        tell(it, "granted");
        history.record(
                by.toString(),
                it.enterpriseId(),
                "delegation.granted",
                it.agentId() + " " + it.sessionKinds() + " ×" + it.usesAllowed());
    }

    void ended(Delegation it, AccountId by) {
        tell(it, "ended");
        history.record(by.toString(), it.enterpriseId(), "delegation.ended", it.id().toString());
    }

    private void tell(Delegation it, String what) {
        outbox.append(
                TOPIC,
                it.enterpriseId().toString(),
                "enterprise.delegation." + what + ".v1",
                new Told(
                        it.id(),
                        it.enterpriseId(),
                        it.agentId(),
                        it.subjectKind().name(),
                        it.subjectId()));
    }
}
