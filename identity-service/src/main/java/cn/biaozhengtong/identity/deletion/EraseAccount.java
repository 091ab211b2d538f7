package cn.biaozhengtong.identity.deletion;

import cn.biaozhengtong.identity.account.AccountProblem;
import cn.biaozhengtong.identity.account.Accounts;
import cn.biaozhengtong.identity.account.PersonalData;
import cn.biaozhengtong.kit.id.AccountId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Takes away what every feature stores about a person, and the account itself, in one transaction;
/// what the law keeps is kept in the same.
@Component
final class EraseAccount {
    private final List<PersonalData> parts;
    private final Accounts accounts;
    private final KeptEvidence evidence;
    private final TransactionTemplate transactions;

    EraseAccount(
            List<PersonalData> parts,
            Accounts accounts,
            KeptEvidence evidence,
            TransactionTemplate transactions) {
        this.parts = parts;
        this.accounts = accounts;
        this.evidence = evidence;
        this.transactions = transactions;
    }

    /// @param lastExpiry of the account's certificates; null when it never held one, and nothing of
    ///   it is kept
    void erase(AccountId account, @Nullable Instant lastExpiry) {
        transactions.executeWithoutResult(status -> {
            if (lastExpiry != null) {
                evidence.keep(account, accounts.person(account), lastExpiry);
            }
            eraseAll(account);
        });
    }

    /// @throws cn.biaozhengtong.kit.problem.ProblemException when somebody was verified for it: his
    ///   number is his
    void eraseUnverified(AccountId account) {
        transactions.executeWithoutResult(status -> {
            accounts.lock(account);
            if (accounts.profile(account).verified()) {
                throw AccountProblem.phone_taken.exception();
            }
            eraseAll(account);
        });
    }

    private void eraseAll(AccountId account) {
        parts.forEach(part -> part.erase(account));
        accounts.delete(account);
    }
}
