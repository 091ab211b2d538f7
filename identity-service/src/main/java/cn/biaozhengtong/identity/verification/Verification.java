package cn.biaozhengtong.identity.verification;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Persistable;

/// One attempt of an account to prove an identity.
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
    private Instant createdAt;
    @Version private Integer version;

    protected Verification() {}

    static Verification submitted(
            UUID id,
            UUID account,
            VerificationPurpose purpose,
            VerificationMethod method,
            String nameSealed,
            String idSealed,
            @Nullable String cardIndex,
            Instant now) {
        Verification it = new Verification();
        it.id = id;
        it.accountId = account;
        it.purpose = purpose;
        it.method = method;
        it.state = VerificationState.submitted;
        it.providerRef = id.toString();
        it.nameSealed = nameSealed;
        it.idSealed = idSealed;
        it.cardIndex = cardIndex;
        it.createdAt = now;
        return it;
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

    @Override
    public UUID getId() {
        return id;
    }

    @Override
    public boolean isNew() {
        return version == null;
    }

    UUID accountId() {
        return accountId;
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
