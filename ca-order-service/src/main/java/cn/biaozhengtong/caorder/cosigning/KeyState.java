package cn.biaozhengtong.caorder.cosigning;

import cn.biaozhengtong.kit.data.State;
import java.util.Map;
import java.util.Set;

/// Of a signing key whose share is here.
public enum KeyState implements State<KeyState> {
    /// Made; its device has not confirmed that it stored and checked everything.
    pending,
    /// Signs with its device.
    active,
    /// For ever, with its pair.
    revoked;

    private static final Map<KeyState, Set<KeyState>> TABLE =
            Map.of(
                    pending, Set.of(active, revoked),
                    active, Set.of(revoked));

    @Override
    public boolean mayBecome(KeyState next) {
        return TABLE.getOrDefault(this, Set.of()).contains(next);
    }
}
