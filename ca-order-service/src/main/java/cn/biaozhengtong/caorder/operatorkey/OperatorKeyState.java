package cn.biaozhengtong.caorder.operatorkey;

import cn.biaozhengtong.kit.data.StateMachine;
import java.util.EnumSet;
import java.util.Set;

/// Of an operator's key; [#next] is the whole transition table.
public enum OperatorKeyState implements StateMachine<OperatorKeyState> {
    /// By one administrator; waits for another.
    proposed,
    enrolled,
    /// Another key took its place; usable for the overlap.
    replaced,
    revoked,
    refused;

    @Override
    public Set<OperatorKeyState> next() {
        return switch (this) {
            case proposed -> EnumSet.of(enrolled, refused);
            case enrolled -> EnumSet.of(replaced, revoked);
            case replaced -> EnumSet.of(revoked);
            case revoked, refused -> EnumSet.noneOf(OperatorKeyState.class);
        };
    }
}
