package cn.biaozhengtong.seal.stamping;

import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.kit.data.StateMachine;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Persistable;

/// What one session has stamped, all or none.
@Entity
public class Stamping implements Persistable<UUID> {
    /// `prepared` → `held` → `signed` → `stamped`, or `failed`; a session that wants something else
    /// before it is signed leaves it `replaced`. Signatures over one that was replaced are still
    /// counted as uses; nothing is stamped with them.
    public enum State implements StateMachine<State> {
        prepared,
        replaced,
        /// About to be signed: no other session takes its documents.
        held,
        /// The signatures are there; the documents get them.
        signed,
        stamped,
        /// What had to be so was not any more.
        failed;

        @Override
        public Set<State> next() {
            return switch (this) {
                case prepared -> EnumSet.of(replaced, held, signed);
                case replaced -> EnumSet.of(failed);
                case held -> EnumSet.of(replaced, held, signed);
                case signed -> EnumSet.of(stamped, failed);
                case stamped, failed -> EnumSet.noneOf(State.class);
            };
        }
    }

    /// No round is answered as late.
    private static final Duration SIGNING = Duration.ofMinutes(15);

    @Id private UUID id;
    private UUID sessionId;

    /// The session's, unless replaced: it has one that counts.
    private @Nullable UUID currentSession;

    private String clientId;
    private UUID enterpriseId;
    private UUID accountId;
    private String certificateSerial;
    private byte[] certificate;
    private Instant at;
    private String askedHash;

    @Enumerated(EnumType.STRING)
    private State state;

    private Instant preparedAt;
    private @Nullable Instant heldAt;
    private @Nullable Instant signedAt;
    @Version private Integer version;

    protected Stamping() {}

    static Stamping prepared(UUID id, UUID session, Asked asked, Instant now) {
        Stamping it = new Stamping();
        it.id = id;
        it.sessionId = session;
        it.currentSession = session;
        it.clientId = asked.client();
        it.enterpriseId = asked.enterprise();
        it.accountId = asked.account();
        it.certificateSerial = asked.serial();
        it.certificate = Base64.getDecoder().decode(asked.certificate());
        it.at = asked.at();
        it.askedHash = asked.hash();
        it.state = State.prepared;
        it.preparedAt = now;
        return it;
    }

    void replaced() {
        become(State.replaced);
        currentSession = null;
    }

    void held(Instant now) {
        become(State.held);
        heldAt = now;
    }

    /// Whether its documents are nobody else's: its signatures are there, or may be made.
    boolean keepsDocuments(Instant now) {
        boolean waits = heldAt != null && heldAt.plus(SIGNING).isAfter(now);
        return state == State.held ? waits : state != State.prepared;
    }

    void signed(Instant now) {
        become(State.signed);
        signedAt = now;
    }

    void stamped() {
        become(State.stamped);
    }

    void failed() {
        become(State.failed);
    }

    private void become(State next) {
        if (!state.mayBecome(next)) {
            throw StampingProblem.session_signed.exception();
        }
        state = next;
    }

    /// Whether its signatures are there, so that nothing else can be wished.
    boolean isSigned() {
        return state != State.prepared && state != State.held;
    }

    boolean isFor(Asked asked) {
        return askedHash.equals(asked.hash());
    }

    @Override
    public UUID getId() {
        return id;
    }

    @Override
    public boolean isNew() {
        return version == null;
    }

    UUID sessionId() {
        return sessionId;
    }

    String clientId() {
        return clientId;
    }

    UUID enterpriseId() {
        return enterpriseId;
    }

    UUID accountId() {
        return accountId;
    }

    String certificateSerial() {
        return certificateSerial;
    }

    Certificate certificate() {
        return Certificate.parse(certificate);
    }

    Instant at() {
        return at;
    }

    State state() {
        return state;
    }
}
