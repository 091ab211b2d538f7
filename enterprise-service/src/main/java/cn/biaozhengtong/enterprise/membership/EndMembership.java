package cn.biaozhengtong.enterprise.membership;

import cn.biaozhengtong.kit.audit.AuditLog;
import cn.biaozhengtong.kit.events.Outbox;
import java.util.Locale;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// An agent is removed by the administrator (移出), or leaves (退出) (R16). The power ends with the
/// row: every service asks before a dangerous act.
@Component
public class EndMembership {
    private final Memberships memberships;
    private final Outbox outbox;
    private final AuditLog audit;

    EndMembership(Memberships memberships, Outbox outbox, AuditLog audit) {
        this.memberships = memberships;
        this.outbox = outbox;
        this.audit = audit;
    }

    enum Cause {
        removed,
        left
    }

    /// `enterprise.membership.ended.v1`, as others read it.
    ///
    /// @param administratorId of the enterprise, who is told when somebody leaves
    record MembershipEnded(UUID enterpriseId, UUID accountId, UUID administratorId, String cause) {}

    @Transactional
    public void remove(UUID administrator, UUID enterprise, UUID account) {
        if (memberships.role(enterprise, administrator).filter(Role::isAdministrator).isEmpty()) {
            throw MembershipProblem.enterprise_unknown.exception();
        }
        if (administrator.equals(account)) {
            throw MembershipProblem.hand_over_first.exception();
        }
        end(administrator, enterprise, account, Cause.removed);
    }

    @Transactional
    public void leave(UUID account, UUID enterprise) {
        Role role =
                memberships
                        .role(enterprise, account)
                        .orElseThrow(MembershipProblem.enterprise_unknown::exception);
        if (role.isAdministrator()) {
            throw MembershipProblem.hand_over_first.exception();
        }
        end(account, enterprise, account, Cause.left);
    }

    private void end(UUID actor, UUID enterprise, UUID account, Cause cause) {
        if (!memberships.removeAgent(enterprise, account)) {
            throw MembershipProblem.member_unknown.exception();
        }
        UUID administrator = memberships.administrator(enterprise).orElse(actor);
        audit.record(
                actor.toString(),
                "membership." + cause.name().toLowerCase(Locale.ROOT),
                enterprise.toString(),
                account.toString());
        outbox.append(
                MembershipEvent.TOPIC,
                enterprise.toString(),
                "enterprise.membership.ended.v1",
                new MembershipEnded(enterprise, account, administrator, cause.name()));
    }
}
