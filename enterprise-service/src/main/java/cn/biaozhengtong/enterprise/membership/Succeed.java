package cn.biaozhengtong.enterprise.membership;

import cn.biaozhengtong.enterprise.membership.MembershipEvents.Cause;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.EnterpriseId;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// The place of an administrator who is gone is taken, after a review; he belongs no longer.
@Component
public class Succeed {
    private final Memberships memberships;
    private final EndMembership end;
    private final MembershipEvents events;

    Succeed(Memberships memberships, EndMembership end, MembershipEvents events) {
        this.events = events;
        this.memberships = memberships;
        this.end = end;
    }

    /// The memberships are locked, and it was asked whether he may.
    ///
    /// @param former whose place it is
    @Transactional(propagation = Propagation.MANDATORY)
    public void take(AccountId account, EnterpriseId enterprise, AccountId former) {
        if (memberships.administrator(enterprise).isEmpty()) {
            memberships.removeAgent(account, enterprise);
            memberships.appointAdministrator(account, enterprise);
            return;
        }
        if (former.equals(account)) {
            return;
        }
        if (!memberships.isAgent(account, enterprise)) {
            memberships.addAgent(account, enterprise);
        }
        memberships.handOver(former, enterprise, account);
        end.end(account.toString(), enterprise, former, Cause.succeeded);
    }

    /// He was removed while his order went on: what he was issued meanwhile rests, since whoever
    /// keeps certificates takes this for the end of his membership.
    @Transactional(propagation = Propagation.MANDATORY)
    public void refused(AccountId account, EnterpriseId enterprise) {
        boolean belongs =
                memberships.isAgent(account, enterprise)
                        || memberships
                                .administrator(enterprise)
                                .filter(account::equals)
                                .isPresent();
        if (!belongs) {
            AccountId administrator = memberships.administrator(enterprise).orElse(account);
            events.ended(account, enterprise, administrator, Cause.removed);
        }
    }
}
