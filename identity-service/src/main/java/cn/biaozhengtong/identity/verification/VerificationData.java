package cn.biaozhengtong.identity.verification;

import cn.biaozhengtong.identity.account.PersonalData;
import cn.biaozhengtong.kit.id.AccountId;
import java.time.Instant;
import org.springframework.stereotype.Component;

/// Attempts to prove an identity as a part of what is stored about a person.
@Component
class VerificationData implements PersonalData {
    private final Verifications verifications;
    private final IdentityProviders providers;

    VerificationData(Verifications verifications, IdentityProviders providers) {
        this.verifications = verifications;
        this.providers = providers;
    }

    record Attempt(
            VerificationId id,
            VerificationPurpose purpose,
            VerificationMethod method,
            VerificationState state,
            Instant createdAt) {}

    @Override
    public String part() {
        return "verifications";
    }

    @Override
    public Object export(AccountId account) {
        return verifications.findByAccountIdOrderByCreatedAt(account.value()).stream()
                .map(it ->
                        new Attempt(
                                it.verificationId(),
                                it.purpose(),
                                it.method(),
                                it.state(),
                                it.createdAt()))
                .toList();
    }

    @Override
    public void erase(AccountId account) {
        // All of them: which one served an attempt may have been configured otherwise since.
        for (Verification it : verifications.findByAccountIdOrderByCreatedAt(account.value())) {
            providers.all().forEach(provider -> provider.forget(it.providerRef()));
        }
        verifications.deleteByAccountId(account.value());
    }
}
