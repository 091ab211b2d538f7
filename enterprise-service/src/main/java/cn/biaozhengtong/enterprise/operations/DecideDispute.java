package cn.biaozhengtong.enterprise.operations;

import cn.biaozhengtong.enterprise.claim.EnterpriseState;
import cn.biaozhengtong.enterprise.claim.Enterprises;
import cn.biaozhengtong.enterprise.dispute.Disputes;
import cn.biaozhengtong.kit.audit.AuditLog;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// An operator decides a dispute. Upheld about a registered enterprise: it is frozen, and the
/// complainant may ask to succeed; about one being claimed: the claim's order is rejected in its
/// review, which frees it.
@Component
public class DecideDispute {
    private final Disputes disputes;
    private final Enterprises enterprises;
    private final FreezeEnterprise freeze;
    private final AuditLog audit;

    DecideDispute(
            Disputes disputes, Enterprises enterprises, FreezeEnterprise freeze, AuditLog audit) {
        this.disputes = disputes;
        this.enterprises = enterprises;
        this.freeze = freeze;
        this.audit = audit;
    }

    /// What the decision is.
    public enum Decision {
        upheld(Disputes.State.upheld),
        dismissed(Disputes.State.dismissed);

        private final Disputes.State state;

        Decision(Disputes.State state) {
            this.state = state;
        }
    }

    @Transactional
    public void decide(String operator, UUID id, Decision decision, String reason) {
        Disputes.Dispute it = disputes.byId(id);
        disputes.decide(id, decision.state, operator, reason);
        audit.record(operator, "dispute." + decision, id.toString(), reason);
        if (decision == Decision.upheld) {
            enterprises
                    .findByUscc(it.uscc())
                    .filter(each -> each.state() == EnterpriseState.registered)
                    .ifPresent(each -> freeze.freeze(operator, each.enterpriseId(), reason));
        }
    }
}
