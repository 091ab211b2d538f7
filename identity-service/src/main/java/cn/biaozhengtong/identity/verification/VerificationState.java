package cn.biaozhengtong.identity.verification;

import cn.biaozhengtong.kit.data.StateMachine;
import java.util.EnumSet;
import java.util.Set;

/// [#next] is the whole transition table.
public enum VerificationState implements StateMachine<VerificationState> {
    /// Written before the provider was called; the call may or may not have arrived.
    submitted,
    pending,
    verified,
    failed,
    /// Spent for the act that it was begun for.
    used;

    @Override
    public Set<VerificationState> next() {
        return switch (this) {
            case submitted -> EnumSet.of(pending, verified, failed);
            case pending -> EnumSet.of(verified, failed);
            case verified -> EnumSet.of(used);
            case failed, used -> EnumSet.noneOf(VerificationState.class);
        };
    }

    boolean isOpen() {
        return this == submitted || this == pending;
    }
}
