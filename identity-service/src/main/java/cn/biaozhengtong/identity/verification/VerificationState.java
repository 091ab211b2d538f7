package cn.biaozhengtong.identity.verification;

import java.util.Map;
import java.util.Set;

/// [#mayBecome] is the whole transition table.
public enum VerificationState {
    /// Written before the provider was called; the call may or may not have arrived.
    submitted,
    pending,
    verified,
    failed;

    private static final Map<VerificationState, Set<VerificationState>> TABLE =
            Map.of(
                    submitted, Set.of(pending, verified, failed),
                    pending, Set.of(verified, failed));

    public boolean mayBecome(VerificationState next) {
        return TABLE.getOrDefault(this, Set.of()).contains(next);
    }

    boolean isOpen() {
        return TABLE.containsKey(this);
    }
}
