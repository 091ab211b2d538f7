package cn.biaozhengtong.identity.regain;

import cn.biaozhengtong.kit.data.StateMachine;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// States of a [Regain], named for who acts next.
public enum RegainState implements StateMachine<RegainState> {
    /// The person has to prove that he is here.
    proving,
    /// Nobody objected yet; the number may change when the time is over.
    waiting,
    /// Somebody objected, to this one or to one before it, or a second one was proved on another
    /// device: an operator looks.
    contested,
    /// One operator approved: another one looks.
    second_look,
    /// Two operators approved: the number may change now.
    approved,
    done,
    refused,
    vetoed,
    lapsed;

    /// The person proved that he is here, and nothing ended it yet.
    static final List<RegainState> PROVED = List.of(waiting, contested, second_look, approved);

    @Override
    public Set<RegainState> next() {
        return switch (this) {
            case proving -> EnumSet.of(waiting, contested, refused, lapsed);
            case waiting -> EnumSet.of(contested, done, refused, vetoed, lapsed);
            case contested -> EnumSet.of(second_look, refused, vetoed, lapsed);
            case second_look -> EnumSet.of(approved, contested, refused, vetoed, lapsed);
            case approved -> EnumSet.of(done, contested, refused, vetoed, lapsed);
            case done, refused, vetoed, lapsed -> EnumSet.noneOf(RegainState.class);
        };
    }

    public boolean isOpen() {
        return !next().isEmpty();
    }
}
