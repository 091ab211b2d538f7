package cn.biaozhengtong.caorder.cosigning;

import cn.biaozhengtong.kit.data.State;
import java.util.Map;
import java.util.Set;

/// Of a round of two-party signing.
public enum RoundState implements State<RoundState> {
    /// Its nonces may be used once.
    open,
    /// They were used, whatever came of it.
    spent,
    /// It made signatures.
    done,
    /// Another of its key was opened.
    discarded;

    // As it stands in the database, a word that Java keeps for itself.
    private static final String VOID = "void";

    private static final Map<RoundState, Set<RoundState>> TABLE =
            Map.of(
                    open, Set.of(spent, discarded),
                    spent, Set.of(done));

    static RoundState of(String word) {
        return word.equals(VOID) ? discarded : valueOf(word);
    }

    @Override
    public String word() {
        return this == discarded ? VOID : name();
    }

    @Override
    public boolean mayBecome(RoundState next) {
        return TABLE.getOrDefault(this, Set.of()).contains(next);
    }
}
