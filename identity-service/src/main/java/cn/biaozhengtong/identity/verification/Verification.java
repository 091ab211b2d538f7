package cn.biaozhengtong.identity.verification;

import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.DeviceId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Persistable;

/// One attempt of an account to prove an identity; a bound one is for one [Act], ends in minutes
/// and is spent once.
@Entity
public class Verification implements Persistable<UUID> {
    @Id private UUID id;
    private UUID accountId;

    @Enumerated(EnumType.STRING)
    private VerificationMethod method;

    @Enumerated(EnumType.STRING)
    private VerificationPurpose purpose;

    @Enumerated(EnumType.STRING)
    private VerificationState state;

    private String providerRef;
    private String nameSealed;
    private String idSealed;
    private String cardIndex;
    private String reason;
    private @Nullable String actIndex;
    private @Nullable UUID deviceId;
    private @Nullable String login;

    @Enumerated(EnumType.STRING)
    private Assurance assurance;

    private Instant createdAt;
    private @Nullable Instant expiresAt;
    @Version private Integer version;

    protected Verification() {}

    static Verification submitted(
            AccountId account,
            VerificationId id,
            VerificationPurpose purpose,
            VerificationMethod method,
            String nameSealed,
            String idSealed,
            @Nullable String cardIndex,
            Assurance assurance,
            Instant now) {
        Verification it = new Verification();
        it.id = id.value();
        it.accountId = account.value();
        it.purpose = purpose;
        it.method = method;
        it.state = VerificationState.submitted;
        it.providerRef = id.toString();
        it.nameSealed = nameSealed;
        it.idSealed = idSealed;
        it.cardIndex = cardIndex;
        it.assurance = assurance;
        it.createdAt = now;
        return it;
    }

    /// @param index blind index of what the act is about
    Verification boundTo(Act act, String index, Duration lasts) {
        actIndex = index;
        deviceId = act.device().value();
        login = act.login();
        expiresAt = createdAt.plus(lasts);
        return this;
    }

    /// Another device's looks absent.
    boolean isVisibleOn(DeviceId device) {
        return deviceId == null || deviceId.equals(device.value());
    }

    boolean isOver(Instant now) {
        return expiresAt != null && !expiresAt.isAfter(now);
    }

    Assurance assurance() {
        return assurance;
    }

    /// Nothing when an answer came before.
    void handedOver() {
        if (state == VerificationState.submitted) {
            become(VerificationState.pending);
        }
    }

    void verified() {
        become(VerificationState.verified);
    }

    /// The store spends with a guard of its own; this is the same step for one who holds the row.
    void spent() {
        become(VerificationState.used);
    }

    void failed(String why) {
        become(VerificationState.failed);
        reason = why;
    }

    boolean isOpen() {
        return state.isOpen();
    }

    private void become(VerificationState next) {
        if (!state.mayBecome(next)) {
            throw VerificationProblem.verification_ended.exception();
        }
        state = next;
    }

    VerificationId verificationId() {
        return new VerificationId(id);
    }

    @Override
    public UUID getId() {
        return id;
    }

    @Override
    public boolean isNew() {
        return version == null;
    }

    AccountId accountId() {
        return new AccountId(accountId);
    }

    VerificationPurpose purpose() {
        return purpose;
    }

    VerificationMethod method() {
        return method;
    }

    Instant createdAt() {
        return createdAt;
    }

    VerificationState state() {
        return state;
    }

    String reason() {
        return reason;
    }

    String providerRef() {
        return providerRef;
    }

    String nameSealed() {
        return nameSealed;
    }

    String idSealed() {
        return idSealed;
    }
}
