package cn.biaozhengtong.identity.verification;

import cn.biaozhengtong.identity.account.IdNumber;
import cn.biaozhengtong.identity.verification.IdentityProvider.Claim;
import cn.biaozhengtong.kit.data.FieldCipher;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Begins a verification: write, then call the provider, then write; never a call inside.
@Component
public class VerifyIdentity {
    private static final int PER_DAY = 5;

    private final Verifications verifications;
    private final IdentityProviders providers;
    private final FieldCipher cipher;
    private final TransactionTemplate transactions;
    private final Clock clock;

    VerifyIdentity(
            Verifications verifications,
            IdentityProviders providers,
            FieldCipher cipher,
            TransactionTemplate transactions,
            Clock clock) {
        this.verifications = verifications;
        this.providers = providers;
        this.cipher = cipher;
        this.transactions = transactions;
        this.clock = clock;
    }

    /// @param id to ask the outcome of
    /// @param visit where the person has to go on; empty when nothing is left for him to do
    public record Begun(UUID id, Optional<URI> visit) {}

    public Begun begin(UUID account, VerificationPurpose purpose, Claim claim) {
        if (claim.method() == VerificationMethod.bank_card
                && (claim.card().isEmpty() || claim.reservedPhone().isEmpty())) {
            throw VerificationProblem.card_missing.exception();
        }
        IdentityProvider provider = providers.of(claim.method());
        UUID id = UUID.randomUUID();
        transactions.executeWithoutResult(
                status -> verifications.save(submission(id, account, purpose, claim)));
        Optional<URI> visit = provider.submit(id.toString(), claim);
        transactions.executeWithoutResult(
                status -> verifications.findById(id).ifPresent(Verification::handedOver));
        return new Begun(id, visit);
    }

    private Verification submission(
            UUID id, UUID account, VerificationPurpose purpose, Claim claim) {
        Instant now = clock.instant();
        Instant dayAgo = now.minus(Duration.ofDays(1));
        String card = claim.card().map(c -> cipher.blindIndex("card", c.digits())).orElse(null);
        boolean tooMany =
                verifications.countByAccountIdAndCreatedAtAfter(account, dayAgo) >= PER_DAY
                        || (card != null
                                && verifications.countByCardIndexAndCreatedAtAfter(card, dayAgo)
                                        >= PER_DAY);
        if (tooMany) {
            throw VerificationProblem.too_many_attempts.exception();
        }
        IdNumber number = claim.idNumber();
        return Verification.submitted(
                id,
                account,
                purpose,
                claim.method(),
                cipher.seal(claim.name(), "verification.name:" + id),
                cipher.seal(number.value(), "verification.id:" + id),
                card,
                now);
    }
}
