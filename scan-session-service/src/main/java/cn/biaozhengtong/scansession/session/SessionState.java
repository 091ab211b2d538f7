package cn.biaozhengtong.scansession.session;

import java.util.Map;
import java.util.Set;

/// From any open state one may come to a terminal one; terminal states never change.
public enum SessionState {
    awaiting_scan,
    awaiting_approval,
    completed,
    refused,
    expired,
    cancelled,
    failed;

    private static final Map<SessionState, Set<SessionState>> TABLE =
            Map.of(
                    awaiting_scan, Set.of(awaiting_approval, refused, expired, cancelled, failed),
                    awaiting_approval, Set.of(completed, refused, expired, cancelled, failed));

    public boolean mayBecome(SessionState next) {
        return TABLE.getOrDefault(this, Set.of()).contains(next);
    }

    public boolean isOpen() {
        return TABLE.containsKey(this);
    }
}
