package cn.biaozhengtong.identity.verification;

import cn.biaozhengtong.identity.account.Accounts;
import cn.biaozhengtong.identity.account.IdNumber;
import cn.biaozhengtong.identity.login.TokenIssuer;
import cn.biaozhengtong.kit.data.FieldCipher;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.Person;
import cn.biaozhengtong.kit.problem.ProblemException;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Fetches the provider's answer and, on a match, binds the identity and opens the suite.
@Component
public class AskOutcome {
    private final Verifications verifications;
    private final IdentityProviders providers;
    private final Accounts accounts;
    private final Admission admission;
    private final TransactionTemplate transactions;

    AskOutcome(
            Verifications verifications,
            IdentityProviders providers,
            Accounts accounts,
            Admission admission,
            TransactionTemplate transactions) {
        this.verifications = verifications;
        this.providers = providers;
        this.accounts = accounts;
        this.admission = admission;
        this.transactions = transactions;
    }

    /// Opens sealed claims and grants the role; repeating is harmless.
    @Component
    static class Admission {
        private final FieldCipher cipher;
        private final TokenIssuer issuer;
        private final Clock clock;

        Admission(FieldCipher cipher, TokenIssuer issuer, Clock clock) {
            this.cipher = cipher;
            this.issuer = issuer;
            this.clock = clock;
        }
    }

    /// @param reason why it failed, for the user; empty otherwise
    public record Outcome(VerificationId id, VerificationState state, String reason) {}

    /// One that is bound to another device looks absent.
    public Outcome ask(Person who, VerificationId id) {
        return ask(
                who.account(),
                verifications.of(who.account(), id).filter(it -> it.isVisibleOn(who.device())));
    }

    /// One that is bound to no device.
    public Outcome ask(AccountId account, VerificationId id) {
        return ask(account, verifications.of(account, id).filter(it -> !it.purpose().isBound()));
    }

    private Outcome ask(AccountId account, Optional<Verification> found) {
        Verification it = found.orElseThrow(VerificationProblem.verification_unknown::exception);
        VerificationId id = it.verificationId();
        if (it.isOpen() && it.isOver(admission.clock.instant())) {
            finish(id, "认证已超时，请重新开始");
        } else if (it.isOpen()) {
            settle(account, it);
        }
        Verification after = verifications.findById(id.value()).orElseThrow();
        boolean admits =
                after.state() == VerificationState.verified
                        && after.purpose() == VerificationPurpose.identity;
        if (admits) {
            // Also after a crash between binding and granting.
            admission.issuer.grantVerified(account);
        }
        return new Outcome(id, after.state(), text(after.reason()));
    }

    private void settle(AccountId account, Verification it) {
        switch (providers.of(it.method()).query(it.providerRef())) {
            case pending -> {}
            case mismatch -> finish(it.verificationId(), "信息不一致");
            case unknown -> finish(it.verificationId(), "认证机构未能确认，请重试");
            case match -> {
                if (it.purpose() == VerificationPurpose.card) {
                    finish(it.verificationId(), null);
                } else {
                    bind(account, it);
                }
            }
        }
    }

    private void bind(AccountId account, Verification it) {
        String name = admission.cipher.open(it.nameSealed(), "verification.name:" + it.getId());
        String number = admission.cipher.open(it.idSealed(), "verification.id:" + it.getId());
        try {
            // Who proves himself for an act has to be whom the account belongs to.
            if (it.purpose().isBound() || accounts.profile(account).verified()) {
                accounts.verifiedAgain(account, new IdNumber(number));
            } else {
                accounts.verified(account, name, new IdNumber(number));
            }
            finish(it.verificationId(), null);
        } catch (ProblemException e) {
            finish(it.verificationId(), e.problem().titleZh());
        }
    }

    private void finish(VerificationId id, @Nullable String failure) {
        transactions.executeWithoutResult(status -> {
            Verification it = verifications.findById(id.value()).orElseThrow();
            if (!it.isOpen()) {
                return;
            }
            if (failure == null) {
                it.verified();
            } else {
                it.failed(failure);
            }
        });
    }

    private static String text(@Nullable String reason) {
        return reason == null ? "" : reason;
    }
}
