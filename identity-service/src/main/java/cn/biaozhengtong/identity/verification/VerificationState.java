package cn.biaozhengtong.identity.verification;

import java.util.Map;
import java.util.Set;

/// [#mayBecome] is the whole transition table.
public enum VerificationState {
    /// Written before the provider was called; the call may or may not have arrived.
    submitted,
    pending,
    verified,
    failed,
    /// Spent for the act that it was begun for.
    used;

    private static final Map<VerificationState, Set<VerificationState>> TABLE =
            Map.of(
                    submitted, Set.of(pending, verified, failed),
                    pending, Set.of(verified, failed),
                    verified, Set.of(used));

    public boolean mayBecome(VerificationState next) {
        return TABLE.getOrDefault(this, Set.of()).contains(next);
    }

    boolean isOpen() {
        return this == submitted || this == pending;
    }
}
