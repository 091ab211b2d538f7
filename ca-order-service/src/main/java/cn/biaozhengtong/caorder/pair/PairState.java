package cn.biaozhengtong.caorder.pair;

import cn.biaozhengtong.kit.data.StateMachine;
import java.util.EnumSet;
import java.util.Set;

/// Of a certificate pair; [#next] is the whole transition table.
public enum PairState implements StateMachine<PairState> {
    /// Its device made a key; nothing is recorded.
    keyed,
    /// Recorded with what will be signed; not in force.
    reserved,
    /// In force; its device has not confirmed that it holds everything.
    signed,
    /// In force, and its device confirmed.
    active,
    /// Rests until it is released or revoked.
    frozen,
    /// For ever.
    revoked;

    @Override
    public Set<PairState> next() {
        return switch (this) {
            case keyed -> EnumSet.of(reserved);
            case reserved -> EnumSet.of(signed, frozen);
            case signed -> EnumSet.of(active, frozen, revoked);
            case active -> EnumSet.of(frozen, revoked);
            case frozen -> EnumSet.of(signed, active, revoked);
            case revoked -> EnumSet.noneOf(PairState.class);
        };
    }
}
