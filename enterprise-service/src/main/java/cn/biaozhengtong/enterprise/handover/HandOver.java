package cn.biaozhengtong.enterprise.handover;

import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.crypto.SignedContext;
import cn.biaozhengtong.kit.data.StateMachine;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.EnterpriseId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Persistable;

/// One offer of the role: signed, then consented, within a week.
@Entity
public class HandOver implements Persistable<UUID> {
    private static final Duration LIFE = Duration.ofDays(7);

    /// Named for who acts next.
    public enum State implements StateMachine<State> {
        awaiting_signature,
        awaiting_successor,
        completed,
        declined,
        withdrawn;

        @Override
        public Set<State> next() {
            return switch (this) {
                case awaiting_signature -> EnumSet.of(awaiting_successor, withdrawn);
                case awaiting_successor -> EnumSet.of(completed, declined, withdrawn);
                case completed, declined, withdrawn -> EnumSet.noneOf(State.class);
            };
        }
    }

    @Id private UUID id;
    private UUID enterpriseId;
    private UUID fromId;
    private UUID toId;

    @Enumerated(EnumType.STRING)
    private State state;

    /// The enterprise while it is open: one at a time.
    private @Nullable UUID openFor;

    private String serial;
    private byte @Nullable [] signature;
    private @Nullable String consentSerial;
    private byte @Nullable [] consentSignature;
    private @Nullable Instant offeredAt;
    private Instant createdAt;
    private Instant expiresAt;
    @Version private Integer version;

    protected HandOver() {}

    static HandOver begun(
            AccountId from, EnterpriseId enterprise, AccountId to, String serial, Instant now) {
        HandOver it = new HandOver();
        it.id = UUID.randomUUID();
        it.enterpriseId = enterprise.value();
        it.fromId = from.value();
        it.toId = to.value();
        it.state = State.awaiting_signature;
        it.openFor = enterprise.value();
        it.serial = serial;
        it.createdAt = now;
        it.expiresAt = now.plus(LIFE);
        return it;
    }

    void signed(byte[] by, Instant now) {
        become(State.awaiting_successor, now);
        signature = by.clone();
        offeredAt = now;
    }

    /// @param with serial number of the successor's certificate; null when he holds none
    void consented(@Nullable String with, byte @Nullable [] by, Instant now) {
        become(State.completed, now);
        consentSerial = with;
        consentSignature = by;
        openFor = null;
    }

    void declined(Instant now) {
        become(State.declined, now);
        openFor = null;
    }

    /// Also when it has expired.
    void withdrawn() {
        if (!state.mayBecome(State.withdrawn)) {
            throw HandOverProblem.hand_over_ended.exception();
        }
        state = State.withdrawn;
        openFor = null;
    }

    private void become(State next, Instant now) {
        if (!state.mayBecome(next) || expiresAt.isBefore(now)) {
            throw HandOverProblem.hand_over_ended.exception();
        }
        state = next;
    }

    boolean isOver(Instant now) {
        return expiresAt.isBefore(now);
    }

    /// What the administrator signs: who hands which enterprise to whom.
    Preimage offer() {
        return hashed("bzt/hand-over/v1");
    }

    /// What the successor signs.
    Preimage consent() {
        return hashed("bzt/hand-over-consent/v1");
    }

    private Preimage hashed(String tag) {
        String hash =
                SignedContext.hashOf(
                        List.of(
                                tag,
                                id.toString(),
                                enterpriseId.toString(),
                                fromId.toString(),
                                toId.toString()));
        return Preimage.of(hash.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public UUID getId() {
        return id;
    }

    HandOverId handOverId() {
        return new HandOverId(id);
    }

    @Override
    public boolean isNew() {
        return version == null;
    }

    EnterpriseId enterpriseId() {
        return new EnterpriseId(enterpriseId);
    }

    AccountId from() {
        return new AccountId(fromId);
    }

    AccountId to() {
        return new AccountId(toId);
    }

    State state() {
        return state;
    }

    String serial() {
        return serial;
    }

    @Nullable Instant offeredAt() {
        return offeredAt;
    }

    Instant expiresAt() {
        return expiresAt;
    }
}
