package cn.biaozhengtong.enterprise.claim;

import cn.biaozhengtong.kit.data.StateMachine;
import java.util.EnumSet;
import java.util.Set;

/// [#next] is the whole transition table; an enterprise nobody ever claimed has no row.
public enum EnterpriseState implements StateMachine<EnterpriseState> {
    being_claimed,
    registered,
    free;

    @Override
    public Set<EnterpriseState> next() {
        return switch (this) {
            case being_claimed -> EnumSet.of(registered, free);
            case free -> EnumSet.of(being_claimed);
            case registered -> EnumSet.noneOf(EnterpriseState.class);
        };
    }
}
