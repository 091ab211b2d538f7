package cn.biaozhengtong.scansession.session;

import java.util.Map;
import java.util.Set;

/// From any open state one may come to a terminal one; terminal states never change.
public enum SessionState {
    awaiting_scan,
    awaiting_approval,
    /// `decrypt` only: the user approved, and his phone is opening the keys.
    processing,
    completed,
    refused,
    expired,
    cancelled,
    failed;

    private static final Map<SessionState, Set<SessionState>> TABLE =
            Map.of(
                    awaiting_scan, Set.of(awaiting_approval, expired, cancelled),
                    awaiting_approval,
                            Set.of(processing, completed, refused, expired, cancelled, failed),
                    processing, Set.of(completed, refused, expired, failed));

    public boolean mayBecome(SessionState next) {
        return TABLE.getOrDefault(this, Set.of()).contains(next);
    }

    public boolean isOpen() {
        return TABLE.containsKey(this);
    }

    /// Whether a phone has it in hand.
    boolean isScanned() {
        return this == awaiting_approval || this == processing;
    }
}
