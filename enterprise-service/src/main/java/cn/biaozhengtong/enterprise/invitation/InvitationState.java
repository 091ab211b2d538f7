package cn.biaozhengtong.enterprise.invitation;

import cn.biaozhengtong.kit.data.StateMachine;
import java.util.EnumSet;
import java.util.Set;

/// Of an invitation; one that is open and too old is told as `expired`.
public enum InvitationState implements StateMachine<InvitationState> {
    /// Whoever has it may accept it.
    open,
    /// Somebody did; once.
    accepted,
    /// Taken back.
    withdrawn;

    @Override
    public Set<InvitationState> next() {
        return switch (this) {
            case open -> EnumSet.of(accepted, withdrawn);
            case accepted, withdrawn -> EnumSet.noneOf(InvitationState.class);
        };
    }
}
