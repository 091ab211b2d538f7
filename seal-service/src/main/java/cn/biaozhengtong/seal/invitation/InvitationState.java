package cn.biaozhengtong.seal.invitation;

import java.util.Map;
import java.util.Set;

/// `open` until the first of the others.
public enum InvitationState {
    open,
    used,
    /// Its time is over; known by the clock before it is written down.
    expired,
    /// By the administrator, also by inviting anew.
    withdrawn;

    private static final Map<InvitationState, Set<InvitationState>> TABLE =
            Map.of(open, Set.of(used, expired, withdrawn));

    public boolean mayBecome(InvitationState next) {
        return TABLE.getOrDefault(this, Set.of()).contains(next);
    }
}
