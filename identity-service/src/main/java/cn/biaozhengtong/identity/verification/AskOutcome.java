package cn.biaozhengtong.identity.verification;

import cn.biaozhengtong.identity.login.TokenIssuer;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.Person;
import cn.biaozhengtong.kit.work.UnitOfWork;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Fetches the provider's answer and, on a match, binds the identity and opens the suite.
@Component
public class AskOutcome {
    private final Verifications verifications;
    private final IdentityProviders providers;
    private final BindIdentity bind;
    private final TokenIssuer issuer;
    private final UnitOfWork work;

    AskOutcome(
            Verifications verifications,
            IdentityProviders providers,
            BindIdentity bind,
            TokenIssuer issuer,
            UnitOfWork work) {
        this.verifications = verifications;
        this.providers = providers;
        this.bind = bind;
        this.issuer = issuer;
        this.work = work;
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
        if (it.isOpen() && it.isOver(work.now())) {
            finish(id, "认证已超时，请重新开始");
        } else if (it.isOpen()) {
            settle(account, it);
        }
        Verification after = verifications.findById(id.value()).orElseThrow();
        boolean admits =
                after.state() == VerificationState.verified
                        && after.purpose() == VerificationPurpose.identity;
        if (admits) {
            // Also after a crash between binding and granting; repeating is harmless.
            issuer.grantVerified(account);
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
                    finish(it.verificationId(), bind.bind(account, it).orElse(null));
                }
            }
        }
    }

    private void finish(VerificationId id, @Nullable String failure) {
        work.run(() -> {
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
