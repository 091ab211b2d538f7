package cn.biaozhengtong.enterprise.claim;

import cn.biaozhengtong.kit.id.EnterpriseId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Persistable;

/// An enterprise by its USCC, from the first submitted claim on; the row is the reservation.
@Entity
public class Enterprise implements Persistable<UUID> {
    @Id private UUID id;
    private String uscc;
    private String name;

    @Enumerated(EnumType.STRING)
    private EnterpriseState state;

    private UUID claimId;
    private Instant createdAt;
    private @Nullable Instant frozenAt;
    @Version private Integer version;

    protected Enterprise() {}

    static Enterprise claimedBy(Claim claim, Instant now) {
        Enterprise it = new Enterprise();
        it.id = UUID.randomUUID();
        it.uscc = claim.uscc().value();
        it.createdAt = now;
        it.state = EnterpriseState.free;
        it.reserve(claim);
        return it;
    }

    /// Reserves it for a claim; repeating for the same claim changes nothing.
    void reserve(Claim claim) {
        if (state == EnterpriseState.registered) {
            throw ClaimProblem.registered.exception();
        }
        if (state == EnterpriseState.being_claimed) {
            if (!claim.getId().equals(claimId)) {
                throw ClaimProblem.being_claimed.exception();
            }
            return;
        }
        become(EnterpriseState.being_claimed);
        claimId = claim.getId();
        name = claim.name();
    }

    void register(Claim claim) {
        if (!claim.getId().equals(claimId)) {
            throw ClaimProblem.claim_closed.exception();
        }
        become(EnterpriseState.registered);
    }

    void free(Claim claim) {
        if (state == EnterpriseState.being_claimed && claim.getId().equals(claimId)) {
            become(EnterpriseState.free);
            claimId = null;
        }
    }

    /// New data of a registered enterprise, as the change states them.
    void change(Claim change) {
        if (state != EnterpriseState.registered) {
            throw ClaimProblem.claim_closed.exception();
        }
        name = change.name();
        claimId = change.getId();
    }

    /// By an operator: nobody has power in its name until that is lifted.
    ///
    /// @return whether that changed anything
    public boolean freeze(Instant now) {
        boolean changes = frozenAt == null;
        if (changes) {
            frozenAt = now;
        }
        return changes;
    }

    /// Of a freeze that an operator's decision about a claim could know.
    ///
    /// @return whether that changed anything
    boolean unfreezeIfBefore(Instant claimed) {
        return frozenAt != null && frozenAt.isBefore(claimed) && unfreeze();
    }

    /// @return whether that changed anything
    public boolean unfreeze() {
        boolean changes = frozenAt != null;
        frozenAt = null;
        return changes;
    }

    public boolean isFrozen() {
        return frozenAt != null;
    }

    /// The statement in force.
    UUID claimId() {
        return claimId;
    }

    private void become(EnterpriseState next) {
        if (!state.mayBecome(next)) {
            throw ClaimProblem.claim_closed.exception();
        }
        state = next;
    }

    @Override
    public UUID getId() {
        return id;
    }

    public EnterpriseId enterpriseId() {
        return new EnterpriseId(id);
    }

    @Override
    public boolean isNew() {
        return version == null;
    }

    public String uscc() {
        return uscc;
    }

    public String name() {
        return name;
    }

    public EnterpriseState state() {
        return state;
    }
}
