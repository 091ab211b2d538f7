package cn.biaozhengtong.enterprise.invitation;

import cn.biaozhengtong.enterprise.membership.AccountDirectory;
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
    private final JoinByInvitation join;
    private final TransactionTemplate transactions;

    AcceptInvitation(
            Invitations invitations,
            Memberships memberships,
            AccountDirectory accounts,
            JoinByInvitation join,
            TransactionTemplate transactions) {
        this.invitations = invitations;
        this.memberships = memberships;
        this.accounts = accounts;
        this.join = join;
        this.transactions = transactions;
    }

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
            if (!join.stands(it) || !invitations.accept(account, it.id())) {
                throw InvitationProblem.invitation_unknown.exception();
            }
            join.join(account, it);
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
