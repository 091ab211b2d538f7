package cn.biaozhengtong.identity.verification;

import cn.biaozhengtong.identity.account.Accounts;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.problem.ProblemException;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Binds a person whom a provider has confirmed to his account. Who proves himself for an act has
/// to be whom the account belongs to.
@Component
final class BindIdentity {
    private final Accounts accounts;
    private final Submissions submissions;

    BindIdentity(Accounts accounts, Submissions submissions) {
        this.accounts = accounts;
        this.submissions = submissions;
    }

    /// @return why he is not the one, for the user; empty when he is
    Optional<String> bind(AccountId account, Verification it) {
        try {
            if (it.purpose().isBound() || accounts.profile(account).verified()) {
                accounts.verifiedAgain(account, submissions.number(it));
            } else {
                accounts.verified(account, submissions.name(it), submissions.number(it));
            }
            return Optional.empty();
        } catch (ProblemException e) {
            return Optional.of(e.problem().titleZh());
        }
    }
}
