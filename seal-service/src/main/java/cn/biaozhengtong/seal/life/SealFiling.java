package cn.biaozhengtong.seal.life;

import cn.biaozhengtong.kit.data.StateMachine;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the provincial filing system (印章备案) knows of a seal.
///
/// @param number under which it is filed (备案号), also while a change of it waits or was refused
/// @param filedAt when that was answered
/// @param refusal why, in the filing system's words; only of one that is refused
@Embeddable
public record SealFiling(
        @Column(name = "filing") @Enumerated(EnumType.STRING) State state,
        @Column(name = "filing_number") @Nullable String number,
        @Column(name = "filed_at") @Nullable Instant filedAt,
        @Column(name = "filing_refusal") @Nullable String refusal) {

    /// Of how the seal is now.
    public enum State implements StateMachine<State> {
        /// No filing system was configured when it was made; it was told nothing.
        not_configured,
        /// It was told, or is going to be.
        waiting,
        filed,
        /// The administrator acts: makes it anew, or files it again.
        refused;

        @Override
        public Set<State> next() {
            return switch (this) {
                // Disconnected and connected again, it answers what it was told before.
                case not_configured -> EnumSet.of(waiting, filed, refused);
                case waiting -> EnumSet.of(not_configured, filed, refused);
                case filed -> EnumSet.of(waiting, refused);
                case refused -> EnumSet.of(not_configured, waiting, filed);
            };
        }
    }

    static final SealFiling NONE = new SealFiling(State.not_configured, null, null, null);

    /// Whether a seal may be used, as far as filing goes: a change that waits stops nothing.
    public boolean inForce() {
        return state == State.not_configured || number != null;
    }

    SealFiling waiting() {
        return become(State.waiting, number, filedAt, null);
    }

    SealFiling filed(String number, Instant at) {
        return become(State.filed, number, at, null);
    }

    SealFiling refused(String why) {
        return become(State.refused, number, filedAt, why);
    }

    SealFiling closed() {
        return become(State.filed, number, filedAt, null);
    }

    private SealFiling become(
            State next, @Nullable String number, @Nullable Instant at, @Nullable String refusal) {
        if (state != next && !state.mayBecome(next)) {
            throw SealProblem.seal_state.exception();
        }
        return new SealFiling(next, number, at, refusal);
    }
}
