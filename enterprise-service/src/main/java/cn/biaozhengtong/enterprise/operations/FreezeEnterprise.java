package cn.biaozhengtong.enterprise.operations;

import cn.biaozhengtong.enterprise.claim.ClaimProblem;
import cn.biaozhengtong.enterprise.claim.Enterprise;
import cn.biaozhengtong.enterprise.claim.Enterprises;
import cn.biaozhengtong.enterprise.history.History;
import cn.biaozhengtong.kit.events.Outbox;
import cn.biaozhengtong.kit.id.EnterpriseId;
import java.time.Clock;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// An operator freezes an enterprise (冻结企业): its members' power rests, its certificates are frozen
/// by event. Repeating changes nothing.
@Component
public class FreezeEnterprise {
    private final Enterprises enterprises;
    private final History history;
    private final Outbox outbox;
    private final Clock clock;

    FreezeEnterprise(Enterprises enterprises, History history, Outbox outbox, Clock clock) {
        this.enterprises = enterprises;
        this.history = history;
        this.outbox = outbox;
        this.clock = clock;
    }

    /// `enterprise.enterprise.{frozen,unfrozen}.v1`, as others read it.
    record EnterpriseRested(EnterpriseId enterpriseId, String uscc) {}

    @Transactional
    public void freeze(String operator, EnterpriseId id, String reason) {
        Enterprise it = byId(id);
        if (it.freeze(clock.instant())) {
            told(it, operator, "frozen", reason);
        }
    }

    @Transactional
    public void unfreeze(String operator, EnterpriseId id, String reason) {
        Enterprise it = byId(id);
        if (it.unfreeze()) {
            told(it, operator, "unfrozen", reason);
        }
    }

    private Enterprise byId(EnterpriseId id) {
        return enterprises
                .findById(id.value())
                .orElseThrow(ClaimProblem.enterprise_unknown::exception);
    }

    private void told(Enterprise it, String operator, String what, String reason) {
        enterprises.saveAndFlush(it);
        history.record(operator, it.enterpriseId(), "enterprise." + what, reason);
        outbox.append(
                "enterprise.enterprise",
                it.getId().toString(),
                "enterprise.enterprise." + what + ".v1",
                new EnterpriseRested(it.enterpriseId(), it.uscc()));
    }
}
