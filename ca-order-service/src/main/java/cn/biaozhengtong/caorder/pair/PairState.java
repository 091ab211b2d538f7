package cn.biaozhengtong.caorder.pair;

import java.util.Map;
import java.util.Set;

/// Of a certificate pair; [#mayBecome] is the whole transition table.
public enum PairState {
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

    private static final Map<PairState, Set<PairState>> TABLE =
            Map.of(
                    keyed, Set.of(reserved),
                    reserved, Set.of(signed, frozen),
                    signed, Set.of(active, frozen, revoked),
                    active, Set.of(frozen, revoked),
                    frozen, Set.of(signed, active, revoked));

    public boolean mayBecome(PairState next) {
        return TABLE.getOrDefault(this, Set.of()).contains(next);
    }
}
