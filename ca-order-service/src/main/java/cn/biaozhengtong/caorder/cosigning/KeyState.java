package cn.biaozhengtong.caorder.cosigning;

import cn.biaozhengtong.kit.data.StateMachine;
import java.util.EnumSet;
import java.util.Set;

/// Of a signing key whose share is here.
public enum KeyState implements StateMachine<KeyState> {
    /// Made; its device has not confirmed that it stored and checked everything.
    pending,
    /// Signs with its device.
    active,
    /// For ever, with its pair.
    revoked;

    @Override
    public Set<KeyState> next() {
        return switch (this) {
            case pending -> EnumSet.of(active, revoked);
            case active -> EnumSet.of(revoked);
            case revoked -> EnumSet.noneOf(KeyState.class);
        };
    }
}
