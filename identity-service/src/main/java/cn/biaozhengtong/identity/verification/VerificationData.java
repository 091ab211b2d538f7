package cn.biaozhengtong.identity.verification;

import cn.biaozhengtong.identity.account.PersonalData;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Attempts to prove an identity as a part of what is stored about a person.
@Component
class VerificationData implements PersonalData {
    private final Verifications verifications;

    VerificationData(Verifications verifications) {
        this.verifications = verifications;
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
        verifications.deleteByAccountId(account);
    }
}
