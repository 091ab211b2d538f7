package cn.biaozhengtong.seal.life;

import java.util.Map;
import java.util.Set;

/// `draft` → `made` → `filed` → `active` ⇄ `stopped` → `cancelled`. `made` waits for the filing
/// system, also after a stop; without one a made seal is active at once and says that it is not
/// filed.
public enum SealState {
    draft,
    made,
    filed,
    active,
    stopped,
    cancelled;

    private static final Map<SealState, Set<SealState>> TABLE =
            Map.of(
                    draft, Set.of(made, cancelled),
                    made, Set.of(filed, active, stopped, cancelled),
                    filed, Set.of(active, stopped, cancelled),
                    active, Set.of(stopped, cancelled),
                    stopped, Set.of(active, made, cancelled));

    public boolean mayBecome(SealState next) {
        return TABLE.getOrDefault(this, Set.of()).contains(next);
    }
}
