package cn.biaozhengtong.seal.invitation;

import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.EnterpriseId;
import cn.biaozhengtong.seal.life.Seal;
import cn.biaozhengtong.seal.life.SealId;
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

/// The legal person is asked to give his signature: once, within a week, by whoever administers the
/// enterprise for as long as he does. A seal has one that is open at most.
@Entity
public class SignatureInvitation implements Persistable<UUID> {
    private static final Duration LIFE = Duration.ofDays(7);

    @Id private UUID id;
    private UUID sealId;
    private UUID enterpriseId;
    private UUID inviterId;
    private String tokenHash;

    @Enumerated(EnumType.STRING)
    private InvitationState state;

    /// The seal, while it is open: unique.
    private @Nullable UUID openFor;

    private @Nullable UUID usedBy;
    private Instant createdAt;
    private Instant expiresAt;
    private @Nullable Instant endedAt;
    @Version private Integer version;

    protected SignatureInvitation() {}

    static SignatureInvitation to(
            Seal seal, AccountId inviter, InvitationToken token, Instant now) {
        SignatureInvitation it = new SignatureInvitation();
        it.id = UUID.randomUUID();
        it.sealId = seal.sealId().value();
        it.enterpriseId = seal.owner().enterpriseId().value();
        it.inviterId = inviter.value();
        it.tokenHash = token.hash();
        it.state = InvitationState.open;
        it.openFor = it.sealId;
        it.createdAt = now;
        it.expiresAt = now.plus(LIFE);
        return it;
    }

    /// As the clock has it.
    InvitationState state(Instant now) {
        return state == InvitationState.open && !expiresAt.isAfter(now)
                ? InvitationState.expired
                : state;
    }

    /// @throws cn.biaozhengtong.kit.problem.ProblemException when it is not open
    void mustBeOpen(Instant now) {
        if (state(now) != InvitationState.open) {
            throw InvitationProblem.signature_invitation_over.exception();
        }
    }

    void used(AccountId by, Instant now) {
        mustBeOpen(now);
        end(InvitationState.used, now);
        usedBy = by.value();
    }

    void withdraw(Instant now) {
        mustBeOpen(now);
        end(InvitationState.withdrawn, now);
    }

    /// Another takes its place.
    void replaced(Instant now) {
        end(
                state(now) == InvitationState.expired
                        ? InvitationState.expired
                        : InvitationState.withdrawn,
                now);
    }

    private void end(InvitationState next, Instant now) {
        if (!state.mayBecome(next)) {
            throw InvitationProblem.signature_invitation_over.exception();
        }
        state = next;
        openFor = null;
        endedAt = now;
    }

    @Override
    public UUID getId() {
        return id;
    }

    @Override
    public boolean isNew() {
        return version == null;
    }

    SealId sealId() {
        return new SealId(sealId);
    }

    EnterpriseId enterpriseId() {
        return new EnterpriseId(enterpriseId);
    }

    AccountId inviterId() {
        return new AccountId(inviterId);
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant expiresAt() {
        return expiresAt;
    }
}
