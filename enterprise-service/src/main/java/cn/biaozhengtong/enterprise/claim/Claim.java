package cn.biaozhengtong.enterprise.claim;

import cn.biaozhengtong.kit.data.StateMachine;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.EnterpriseId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Persistable;

/// What was stated about an enterprise and its legal person: by its claimer (R13), or by the
/// administrator of a registered one whose data changed (R18).
///
/// `draft` → `reserved` (order submitted) → `confirmed` or `released`; a released one may be
/// reserved again when its order is submitted again.
@Entity
public class Claim implements Persistable<UUID> {
    public enum State implements StateMachine<State> {
        draft,
        reserved,
        confirmed,
        released;

        @Override
        public Set<State> next() {
            return switch (this) {
                case draft -> EnumSet.of(reserved, released);
                case reserved -> EnumSet.of(confirmed, released);
                case released -> EnumSet.of(reserved);
                case confirmed -> EnumSet.noneOf(State.class);
            };
        }
    }

    /// 认领, 变更 or 接任.
    public enum Kind {
        claim,
        change,
        succession;

        /// Whether it is about an enterprise that is registered and stays so.
        boolean ofRegistered() {
            return this != claim;
        }
    }

    @Id private UUID id;

    @Enumerated(EnumType.STRING)
    private Kind kind;

    private UUID accountId;
    private String uscc;
    private String name;
    private String legalPersonSealed;

    @Enumerated(EnumType.STRING)
    private LegalIdType legalIdType;

    private String legalIdSealed;
    private @Nullable LocalDate licenceExpiresOn;

    @Enumerated(EnumType.STRING)
    private State state;

    private @Nullable UUID enterpriseId;
    private @Nullable UUID openChange;
    private @Nullable UUID succeeds;
    private @Nullable Instant reservedAt;
    private Instant createdAt;
    @Version private Integer version;

    protected Claim() {}

    static Claim draft(
            AccountId account,
            UUID id,
            Uscc uscc,
            String name,
            String legalPersonSealed,
            LegalIdType legalIdType,
            String legalIdSealed,
            @Nullable LocalDate licenceExpiresOn,
            Instant now) {
        Claim it = new Claim();
        it.id = id;
        it.kind = Kind.claim;
        it.accountId = account.value();
        it.uscc = uscc.value();
        it.name = name;
        it.legalPersonSealed = legalPersonSealed;
        it.legalIdType = legalIdType;
        it.legalIdSealed = legalIdSealed;
        it.licenceExpiresOn = licenceExpiresOn;
        it.state = State.draft;
        it.createdAt = now;
        return it;
    }

    /// Makes the draft a change of this enterprise.
    void changes(Enterprise enterprise) {
        kind = Kind.change;
        enterpriseId = enterprise.getId();
    }

    /// Makes the draft a succession in this enterprise.
    void succeedsIn(Enterprise enterprise) {
        kind = Kind.succession;
        enterpriseId = enterprise.getId();
    }

    /// Whose place it takes, as operators read it.
    void succeeds(@Nullable AccountId administrator, Instant now) {
        succeeds = administrator == null ? null : administrator.value();
        reservedAt = now;
    }

    void reserved(Enterprise enterprise) {
        become(State.reserved);
        enterpriseId = enterprise.getId();
        openChange = kind.ofRegistered() ? enterprise.getId() : null;
    }

    void confirmed() {
        become(State.confirmed);
        openChange = null;
    }

    void released() {
        become(State.released);
        openChange = null;
    }

    /// The saga repeats its commands, so becoming what it is changes nothing.
    private void become(State next) {
        if (state != next && !state.mayBecome(next)) {
            throw ClaimProblem.claim_closed.exception();
        }
        state = next;
    }

    boolean isDraft() {
        return state == State.draft;
    }

    boolean isReleased() {
        return state == State.released;
    }

    boolean isVoidSuccession() {
        return kind == Kind.succession && isReleased();
    }

    boolean isUnderWay() {
        return state == State.draft || state == State.reserved;
    }

    boolean isConfirmed() {
        return state == State.confirmed;
    }

    @Override
    public UUID getId() {
        return id;
    }

    @Override
    public boolean isNew() {
        return version == null;
    }

    Kind kind() {
        return kind;
    }

    AccountId accountId() {
        return new AccountId(accountId);
    }

    @Nullable EnterpriseId enterpriseId() {
        return enterpriseId == null ? null : new EnterpriseId(enterpriseId);
    }

    Uscc uscc() {
        return new Uscc(uscc);
    }

    String name() {
        return name;
    }

    String legalPersonSealed() {
        return legalPersonSealed;
    }

    LegalIdType legalIdType() {
        return legalIdType;
    }

    String legalIdSealed() {
        return legalIdSealed;
    }

    @Nullable LocalDate licenceExpiresOn() {
        return licenceExpiresOn;
    }

    @Nullable AccountId succeeds() {
        return succeeds == null ? null : new AccountId(succeeds);
    }

    /// Null for one that the version before reserved.
    @Nullable Instant reservedAt() {
        return reservedAt;
    }

    Instant createdAt() {
        return createdAt;
    }
}
