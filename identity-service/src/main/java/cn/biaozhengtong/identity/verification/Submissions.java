package cn.biaozhengtong.identity.verification;

import cn.biaozhengtong.identity.account.IdNumber;
import cn.biaozhengtong.identity.verification.IdentityProvider.Claim;
import cn.biaozhengtong.kit.data.FieldCipher;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.Person;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Writes attempts down, sealed, within the day's budget. Bound ones have a budget for each device,
/// so that a stranger in the account cannot use up its owner's.
@Component
class Submissions {
    /// How long a bound verification may take, and its proof may lie unused.
    static final Duration LASTS = Duration.ofMinutes(15);

    private static final String NAME = "verification.name:";
    private static final String ID = "verification.id:";
    private static final int CARD_PER_DAY = 50;
    private static final int PER_DAY = 5;

    private final Verifications verifications;
    private final FieldCipher cipher;
    private final Clock clock;

    Submissions(Verifications verifications, FieldCipher cipher, Clock clock) {
        this.verifications = verifications;
        this.cipher = cipher;
        this.clock = clock;
    }

    /// In the caller's transaction.
    ///
    /// @param assurance what the provider that is going to be asked proves
    void add(
            AccountId account,
            VerificationId id,
            VerificationPurpose purpose,
            Optional<Act> act,
            Claim claim,
            Assurance assurance) {
        Instant now = clock.instant();
        String card = claim.card().map(c -> cipher.blindIndex("card", c.digits())).orElse(null);
        if (isTooMany(account, act, card, now.minus(Duration.ofDays(1)))) {
            throw VerificationProblem.too_many_attempts.exception();
        }
        Verification it =
                Verification.submitted(
                        account,
                        id,
                        purpose,
                        claim.method(),
                        cipher.seal(claim.name(), NAME + id),
                        cipher.seal(claim.idNumber().value(), ID + id),
                        card,
                        assurance,
                        now);
        verifications.save(act.map(a -> it.boundTo(a, index(a), LASTS)).orElse(it));
    }

    /// In the caller's transaction: the provider has it.
    void handedOver(VerificationId id) {
        verifications.findById(id.value()).ifPresent(Verification::handedOver);
    }

    /// The name that was claimed.
    String name(Verification it) {
        return cipher.open(it.nameSealed(), NAME + it.getId());
    }

    IdNumber number(Verification it) {
        return new IdNumber(cipher.open(it.idSealed(), ID + it.getId()));
    }

    /// What an act is about, blindly: it may be a number to log in with.
    String index(Act act) {
        return cipher.blindIndex("verification.act", act.about());
    }

    /// Of a card over all accounts more is allowed than of an account: a stranger who knows its
    /// number must not use up its holder's.
    private boolean isTooMany(
            AccountId account, Optional<Act> act, @Nullable String card, Instant dayAgo) {
        long used =
                act.map(a -> verifications.countOn(new Person(account, a.device()), dayAgo))
                        .orElseGet(() ->
                                verifications.countByAccountIdAndDeviceIdIsNullAndCreatedAtAfter(
                                        account.value(), dayAgo));
        return used >= PER_DAY
                || (card != null
                        && (verifications.countByAccountIdAndCardIndexAndCreatedAtAfter(
                                                account.value(), card, dayAgo)
                                        >= PER_DAY
                                || verifications.countByCardIndexAndCreatedAtAfter(card, dayAgo)
                                        >= CARD_PER_DAY));
    }
}
