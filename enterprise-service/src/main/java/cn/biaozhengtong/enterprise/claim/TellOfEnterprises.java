package cn.biaozhengtong.enterprise.claim;

import cn.biaozhengtong.enterprise.history.History;
import cn.biaozhengtong.kit.events.Outbox;
import cn.biaozhengtong.kit.id.EnterpriseId;
import org.springframework.stereotype.Component;

/// Writes what a claim did to its enterprise into the history and tells other services, in the
/// caller's transaction.
@Component
final class TellOfEnterprises {
    private static final String TOPIC = "enterprise.enterprise";

    private final History history;
    private final Outbox outbox;

    TellOfEnterprises(History history, Outbox outbox) {
        this.history = history;
        this.outbox = outbox;
    }

    /// `enterprise.enterprise.*.v1`, as others read it.
    private record EnterpriseEvent(EnterpriseId enterpriseId, String uscc) {}

    /// @param what such as `registered`
    void tell(Claim claim, Enterprise it, String what) {
        note(claim, it, what);
        outbox.append(
                TOPIC,
                it.getId().toString(),
                TOPIC + "." + what + ".v1",
                new EnterpriseEvent(it.enterpriseId(), it.uscc()));
    }

    /// As [#tell], where others have nothing to do.
    void note(Claim claim, Enterprise it, String what) {
        history.record(
                claim.accountId().toString(), it.enterpriseId(), "enterprise." + what, it.name());
    }
}
