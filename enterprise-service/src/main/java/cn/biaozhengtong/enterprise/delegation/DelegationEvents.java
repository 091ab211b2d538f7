package cn.biaozhengtong.enterprise.delegation;

import cn.biaozhengtong.kit.events.Outbox;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.EnterpriseId;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Tells other services of delegations, in the transaction in which they change. One that runs out
/// (its date, its uses) is told nobody: whoever asks before a use is told then.
@Component
class DelegationEvents {
    private static final String TOPIC = "enterprise.delegation";

    private final Outbox outbox;

    DelegationEvents(Outbox outbox) {
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

    void granted(Delegation it) {
        tell(it, "granted");
    }

    void ended(Delegation it) {
        tell(it, "ended");
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
