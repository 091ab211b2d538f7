package cn.biaozhengtong.enterprise.membership;

import cn.biaozhengtong.enterprise.membership.MembershipEvents.Cause;
import java.util.UUID;
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
    public void take(UUID enterprise, UUID account, UUID former) {
        if (memberships.administrator(enterprise).isEmpty()) {
            memberships.removeAgent(enterprise, account);
            memberships.appointAdministrator(enterprise, account);
            return;
        }
        if (former.equals(account)) {
            return;
        }
        if (!memberships.isAgent(enterprise, account)) {
            memberships.addAgent(enterprise, account);
        }
        memberships.handOver(enterprise, former, account);
        end.end(account.toString(), enterprise, former, Cause.succeeded);
    }

    /// He was removed while his order went on: what he was issued meanwhile rests, since whoever
    /// keeps certificates takes this for the end of his membership.
    @Transactional(propagation = Propagation.MANDATORY)
    public void refused(UUID enterprise, UUID account) {
        boolean belongs =
                memberships.isAgent(enterprise, account)
                        || memberships
                                .administrator(enterprise)
                                .filter(account::equals)
                                .isPresent();
        if (!belongs) {
            UUID administrator = memberships.administrator(enterprise).orElse(account);
            events.ended(enterprise, account, administrator, Cause.removed);
        }
    }
}
