package cn.biaozhengtong.seal.life;

import cn.biaozhengtong.kit.data.StateMachine;
import java.util.EnumSet;
import java.util.Set;

/// `draft` → `made` → `filed` → `active` ⇄ `stopped` → `cancelled`. `made` waits for the filing
/// system, also after a stop; without one a made seal is active at once and says that it is not
/// filed.
public enum SealState implements StateMachine<SealState> {
    draft,
    made,
    filed,
    active,
    stopped,
    cancelled;

    @Override
    public Set<SealState> next() {
        return switch (this) {
            case draft -> EnumSet.of(made, cancelled);
            case made -> EnumSet.of(filed, active, stopped, cancelled);
            case filed -> EnumSet.of(active, stopped, cancelled);
            case active -> EnumSet.of(stopped, cancelled);
            case stopped -> EnumSet.of(active, made, cancelled);
            case cancelled -> EnumSet.noneOf(SealState.class);
        };
    }
}
