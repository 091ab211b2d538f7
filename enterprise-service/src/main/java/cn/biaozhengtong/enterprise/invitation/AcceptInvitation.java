package cn.biaozhengtong.enterprise.invitation;

import cn.biaozhengtong.enterprise.history.History;
import cn.biaozhengtong.enterprise.membership.AccountDirectory;
import cn.biaozhengtong.enterprise.membership.MembershipEvents;
import cn.biaozhengtong.enterprise.membership.Memberships;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.EnterpriseId;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Whoever holds the token, and the number where it is for one, becomes an agent; the administrator
/// is told.
@Component
public class AcceptInvitation {
    private final Invitations invitations;
    private final Memberships memberships;
    private final AccountDirectory accounts;
    private final Consequences consequences;
    private final TransactionTemplate transactions;

    AcceptInvitation(
            Invitations invitations,
            Memberships memberships,
            AccountDirectory accounts,
            Consequences consequences,
            TransactionTemplate transactions) {
        this.invitations = invitations;
        this.memberships = memberships;
        this.accounts = accounts;
        this.consequences = consequences;
        this.transactions = transactions;
    }

    /// What is written when somebody joined.
    @Component
    record Consequences(History history, MembershipEvents events) {}

    /// What one is asked to join.
    public record Preview(EnterpriseId enterpriseId, String enterpriseName) {}

    public Preview preview(AccountId account, String token) {
        Invitations.Stored it = mustBeFor(account, token);
        return new Preview(it.enterprise(), memberships.name(it.enterprise()));
    }

    /// @return the enterprise
    public EnterpriseId accept(AccountId account, String token) {
        Invitations.Stored it = mustBeFor(account, token);
        transactions.executeWithoutResult(status -> {
            // Who invited has lost the role meanwhile: his invitation is worth nothing.
            boolean stands =
                    memberships
                            .role(it.inviter(), it.enterprise())
                            .filter(role -> role.isAdministrator())
                            .isPresent();
            if (!stands || !invitations.accept(account, it.id())) {
                throw InvitationProblem.invitation_unknown.exception();
            }
            if (memberships.role(account, it.enterprise()).isPresent()) {
                throw InvitationProblem.already_member.exception();
            }
            memberships.addAgent(account, it.enterprise());
            consequences
                    .history()
                    .record(account.toString(), it.enterprise(), "membership.joined", "invited");
            consequences.events().joined(account, it.enterprise(), it.inviter());
        });
        return it.enterprise();
    }

    private Invitations.Stored mustBeFor(AccountId account, String token) {
        Invitations.Stored it =
                invitations
                        .open(token)
                        .orElseThrow(InvitationProblem.invitation_unknown::exception);
        String phone = it.phone();
        if (phone != null && !accounts.hasPhone(account, phone)) {
            throw InvitationProblem.invitation_unknown.exception();
        }
        return it;
    }
}
