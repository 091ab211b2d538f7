package cn.biaozhengtong.identity.verification;

import cn.biaozhengtong.identity.account.PersonalData;
import java.time.Instant;
import java.util.UUID;
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
            UUID id,
            VerificationPurpose purpose,
            VerificationMethod method,
            VerificationState state,
            Instant createdAt) {}

    @Override
    public String part() {
        return "verifications";
    }

    @Override
    public Object export(UUID account) {
        return verifications.findByAccountIdOrderByCreatedAt(account).stream()
                .map(it ->
                        new Attempt(
                                it.getId(), it.purpose(), it.method(), it.state(), it.createdAt()))
                .toList();
    }

    @Override
    public void erase(UUID account) {
        // All of them: which one served an attempt may have been configured otherwise since.
        for (Verification it : verifications.findByAccountIdOrderByCreatedAt(account)) {
            providers.all().forEach(provider -> provider.forget(it.providerRef()));
        }
        verifications.deleteByAccountId(account);
    }
}
