package cn.biaozhengtong.enterprise.claim;

import java.util.Map;
import java.util.Set;

/// [#mayBecome] is the whole transition table; an enterprise nobody ever claimed has no row.
public enum EnterpriseState {
    being_claimed,
    registered,
    free;

    private static final Map<EnterpriseState, Set<EnterpriseState>> TABLE =
            Map.of(being_claimed, Set.of(registered, free), free, Set.of(being_claimed));

    public boolean mayBecome(EnterpriseState next) {
        return TABLE.getOrDefault(this, Set.of()).contains(next);
    }
}
