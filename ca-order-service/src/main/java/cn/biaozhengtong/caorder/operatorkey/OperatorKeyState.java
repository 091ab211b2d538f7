package cn.biaozhengtong.caorder.operatorkey;

import java.util.Map;
import java.util.Set;

/// Of an operator's key; [#mayBecome] is the whole transition table.
public enum OperatorKeyState {
    /// By one administrator; waits for another.
    proposed,
    enrolled,
    /// Another key took its place; usable for the overlap.
    replaced,
    revoked,
    refused;

    private static final Map<OperatorKeyState, Set<OperatorKeyState>> TABLE =
            Map.of(
                    proposed, Set.of(enrolled, refused),
                    enrolled, Set.of(replaced, revoked),
                    replaced, Set.of(revoked));

    public boolean mayBecome(OperatorKeyState next) {
        return TABLE.getOrDefault(this, Set.of()).contains(next);
    }
}
