package cn.biaozhengtong.enterprise.membership;

import cn.biaozhengtong.enterprise.history.History;
import cn.biaozhengtong.enterprise.membership.MembershipEvents.Cause;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.EnterpriseId;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// An agent is removed by the administrator (移出), or leaves (退出) (R16). The power ends with the
/// row: every service asks before a dangerous act.
@Component
public class EndMembership {
    private final Memberships memberships;
    private final MembershipEvents events;
    private final History history;

    EndMembership(Memberships memberships, MembershipEvents events, History history) {
        this.memberships = memberships;
        this.events = events;
        this.history = history;
    }

    @Transactional
    public void remove(AccountId administrator, EnterpriseId enterprise, AccountId account) {
        memberships.mustAdminister(administrator, enterprise);
        if (administrator.equals(account)) {
            throw MembershipProblem.hand_over_first.exception();
        }
        end(administrator.toString(), enterprise, account, Cause.removed);
    }

    @Transactional
    public void leave(AccountId account, EnterpriseId enterprise) {
        if (memberships.mustBelong(account, enterprise).isAdministrator()) {
            throw MembershipProblem.hand_over_first.exception();
        }
        end(account.toString(), enterprise, account, Cause.left);
    }

    /// Whatever the account was an agent of.
    @Transactional(propagation = Propagation.MANDATORY)
    public void accountDeleted(AccountId account) {
        for (Memberships.Membership it : memberships.of(account)) {
            if (!it.role().isAdministrator()) {
                end(account.toString(), it.enterpriseId(), account, Cause.deleted);
            }
        }
    }

    /// In the caller's transaction; the administrator hands over before.
    @Transactional(propagation = Propagation.MANDATORY)
    public void end(String actor, EnterpriseId enterprise, AccountId account, Cause cause) {
        if (!memberships.removeAgent(account, enterprise)) {
            throw MembershipProblem.member_unknown.exception();
        }
        AccountId administrator = memberships.administrator(enterprise).orElse(account);
        history.record(actor, enterprise, "membership." + cause, account.toString());
        events.ended(account, enterprise, administrator, cause);
    }
}
