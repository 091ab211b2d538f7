package cn.biaozhengtong.enterprise.invitation;

import cn.biaozhengtong.enterprise.history.History;
import cn.biaozhengtong.enterprise.membership.MembershipEvents;
import cn.biaozhengtong.enterprise.membership.Memberships;
import cn.biaozhengtong.enterprise.membership.Role;
import cn.biaozhengtong.kit.id.AccountId;
import org.springframework.stereotype.Component;

/// Who was invited becomes an agent; whoever invited him is told. In the caller's transaction.
@Component
final class JoinByInvitation {
    private final Memberships memberships;
    private final MembershipEvents events;
    private final History history;

    JoinByInvitation(Memberships memberships, MembershipEvents events, History history) {
        this.memberships = memberships;
        this.events = events;
        this.history = history;
    }

    /// An invitation is worth nothing once who gave it has lost the role.
    boolean stands(Invitations.Stored it) {
        return memberships
                .role(it.inviter(), it.enterprise())
                .filter(Role::isAdministrator)
                .isPresent();
    }

    void join(AccountId account, Invitations.Stored it) {
        if (memberships.role(account, it.enterprise()).isPresent()) {
            throw InvitationProblem.already_member.exception();
        }
        memberships.addAgent(account, it.enterprise());
        history.record(account.toString(), it.enterprise(), "membership.joined", "invited");
        events.joined(account, it.enterprise(), it.inviter());
    }
}
