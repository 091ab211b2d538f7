package cn.biaozhengtong.identity.verification;

import cn.biaozhengtong.identity.account.Accounts;
import cn.biaozhengtong.identity.verification.IdentityProvider.Claim;
import cn.biaozhengtong.kit.id.AccountId;
import java.net.URI;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Begins a verification: write, then call the provider, then write; never a call inside. One that
/// is for an act is told to the account on every device, with what it is for: the person in front
/// of a provider's page may have been sent there by somebody else.
@Component
public class VerifyIdentity {
    private final Submissions submissions;
    private final IdentityProviders providers;
    private final Accounts accounts;
    private final TellOfAct tell;
    private final TransactionTemplate transactions;

    VerifyIdentity(
            Submissions submissions,
            IdentityProviders providers,
            Accounts accounts,
            TellOfAct tell,
            TransactionTemplate transactions) {
        this.submissions = submissions;
        this.providers = providers;
        this.accounts = accounts;
        this.tell = tell;
        this.transactions = transactions;
    }

    /// @param id to ask the outcome of
    /// @param visit where the person has to go on; empty when nothing is left for him to do
    public record Begun(VerificationId id, Optional<URI> visit) {}

    /// For what is bound to no act: its result opens the suite or confirms a card, nothing else.
    public Begun begin(AccountId account, VerificationPurpose purpose, Claim claim) {
        if (purpose.isBound()) {
            throw VerificationProblem.act_missing.exception();
        }
        return begin(account, purpose, Optional.empty(), claim);
    }

    /// For one act of a device, to be spent by [SpendProof] within a quarter of an hour.
    public Begun begin(AccountId account, Act act, Claim claim) {
        if (!accounts.profile(account).verified()) {
            throw VerificationProblem.identity_first.exception();
        }
        return begin(account, act.purpose(), Optional.of(act), claim);
    }

    private Begun begin(
            AccountId account, VerificationPurpose purpose, Optional<Act> act, Claim claim) {
        if (claim.method() == VerificationMethod.bank_card
                && (claim.card().isEmpty() || claim.reservedPhone().isEmpty())) {
            throw VerificationProblem.card_missing.exception();
        }
        IdentityProvider provider = providers.of(claim.method());
        Assurance assurance = provider.proves(claim.method());
        if (!assurance.reaches(purpose.needs())) {
            throw VerificationProblem.method_too_weak.exception();
        }
        VerificationId id = VerificationId.random();
        transactions.executeWithoutResult(status -> {
            submissions.add(account, id, purpose, act, claim, assurance);
            act.ifPresent(it -> tell.tell(account, it));
        });
        Optional<URI> visit = provider.submit(id.toString(), claim, purpose);
        transactions.executeWithoutResult(status -> submissions.handedOver(id));
        return new Begun(id, visit);
    }
}
