package cn.biaozhengtong.seal.filing;

import cn.biaozhengtong.kit.data.StateMachine;
import cn.biaozhengtong.seal.life.SealId;
import cn.biaozhengtong.seal.life.SealProblem;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One fact that a filing system is told; written with the fact, asked for until it is answered.
@Entity
@Table(name = "seal_filing")
public class Filing {
    /// From one attempt to the next; the last for ever. An authority may take days.
    private static final List<Duration> PAUSES =
            List.of(
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(30),
                    Duration.ofMinutes(2),
                    Duration.ofMinutes(10),
                    Duration.ofMinutes(30),
                    Duration.ofHours(1));

    /// In characters; a history's detail is as long.
    private static final int LONGEST_ANSWER = 200;

    enum Fact {
        made,
        stopped,
        resumed,
        cancelled
    }

    public enum State implements StateMachine<State> {
        /// To be told, or told and not answered.
        waiting,
        told,
        refused,
        /// The seal was cancelled before the filing system heard of it.
        dropped;

        @Override
        public Set<State> next() {
            return switch (this) {
                case waiting -> EnumSet.of(told, refused, dropped);
                case told, refused, dropped -> EnumSet.noneOf(State.class);
            };
        }
    }

    /// In the order in which they happened to a seal, as they are written with it locked.
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    private UUID requestKey;
    private UUID sealId;

    @Enumerated(EnumType.STRING)
    private Fact fact;

    private String detail;
    private Instant happenedAt;

    @Enumerated(EnumType.STRING)
    private State state;

    private int attempts;
    private Instant nextAt;
    private @Nullable String answer;
    private @Nullable Instant answeredAt;
    @Version private Integer version;

    protected Filing() {}

    /// @param detail the version's `esID`, or the causes of a stop
    static Filing of(SealId seal, Fact fact, String detail, Instant now) {
        Filing it = new Filing();
        it.requestKey = UUID.randomUUID();
        it.sealId = seal.value();
        it.fact = fact;
        it.detail = detail;
        it.happenedAt = now;
        it.state = State.waiting;
        it.nextAt = now;
        return it;
    }

    boolean isDue(Instant now) {
        return state == State.waiting && !nextAt.isAfter(now);
    }

    /// Counted before it is tried: who dies with it leaves the next attempt to somebody else.
    void tried(Instant now) {
        nextAt = now.plus(PAUSES.get(Math.min(attempts, PAUSES.size() - 1)));
        attempts++;
    }

    void told(String number, Instant now) {
        answered(State.told, number, now);
    }

    /// @return why, as much of it as is kept
    String refused(String why, Instant now) {
        int most = Math.min(LONGEST_ANSWER, why.codePointCount(0, why.length()));
        String kept = why.substring(0, why.offsetByCodePoints(0, most));
        answered(State.refused, kept, now);
        return kept;
    }

    void dropped(Instant now) {
        answered(State.dropped, "", now);
    }

    private void answered(State next, String answer, Instant now) {
        if (!state.mayBecome(next)) {
            throw SealProblem.seal_state.exception();
        }
        state = next;
        this.answer = answer;
        answeredAt = now;
    }

    UUID key() {
        return requestKey;
    }

    SealId sealId() {
        return new SealId(sealId);
    }

    Fact fact() {
        return fact;
    }

    String detail() {
        return detail;
    }

    Instant happenedAt() {
        return happenedAt;
    }

    State state() {
        return state;
    }

    int attempts() {
        return attempts;
    }
}
