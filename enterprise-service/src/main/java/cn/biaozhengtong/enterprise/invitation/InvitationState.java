package cn.biaozhengtong.enterprise.invitation;

import cn.biaozhengtong.kit.data.State;
import java.util.Map;
import java.util.Set;

/// Of an invitation; one that is open and too old is told as `expired`.
public enum InvitationState implements State<InvitationState> {
    /// Whoever has it may accept it.
    open,
    /// Somebody did; once.
    accepted,
    /// Taken back.
    withdrawn;

    private static final Map<InvitationState, Set<InvitationState>> TABLE =
            Map.of(open, Set.of(accepted, withdrawn));

    @Override
    public boolean mayBecome(InvitationState next) {
        return TABLE.getOrDefault(this, Set.of()).contains(next);
    }
}
