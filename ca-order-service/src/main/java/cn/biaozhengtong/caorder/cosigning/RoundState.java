package cn.biaozhengtong.caorder.cosigning;

import cn.biaozhengtong.kit.data.StateMachine;
import java.util.EnumSet;
import java.util.Set;

/// Of a round of two-party signing.
public enum RoundState implements StateMachine<RoundState> {
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

    @Override
    public Set<RoundState> next() {
        return switch (this) {
            case open -> EnumSet.of(spent, discarded);
            case spent -> EnumSet.of(done);
            case done, discarded -> EnumSet.noneOf(RoundState.class);
        };
    }

    static RoundState of(String word) {
        return word.equals(VOID) ? discarded : valueOf(word);
    }

    @Override
    public String word() {
        return this == discarded ? VOID : name();
    }
}
