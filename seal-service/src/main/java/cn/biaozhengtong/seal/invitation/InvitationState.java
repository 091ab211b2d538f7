package cn.biaozhengtong.seal.invitation;

import cn.biaozhengtong.kit.data.StateMachine;
import java.util.EnumSet;
import java.util.Set;

/// `open` until the first of the others.
public enum InvitationState implements StateMachine<InvitationState> {
    open,
    used,
    /// Its time is over; known by the clock before it is written down.
    expired,
    /// By the administrator, also by inviting anew.
    withdrawn;

    @Override
    public Set<InvitationState> next() {
        return switch (this) {
            case open -> EnumSet.of(used, expired, withdrawn);
            case used, expired, withdrawn -> EnumSet.noneOf(InvitationState.class);
        };
    }
}
