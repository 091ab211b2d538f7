package cn.biaozhengtong.scansession.session;

import cn.biaozhengtong.kit.data.StateMachine;
import java.util.EnumSet;
import java.util.Set;

/// From any open state one may come to a terminal one; terminal states never change.
public enum SessionState implements StateMachine<SessionState> {
    awaiting_scan,
    awaiting_approval,
    /// `decrypt` only: the user approved, and his phone is opening the keys.
    processing,
    completed,
    refused,
    expired,
    cancelled,
    failed;

    @Override
    public Set<SessionState> next() {
        return switch (this) {
            case awaiting_scan -> EnumSet.of(awaiting_approval, expired, cancelled);
            case awaiting_approval ->
                    EnumSet.of(processing, completed, refused, expired, cancelled, failed);
            case processing -> EnumSet.of(completed, refused, expired, failed);
            case completed, refused, expired, cancelled, failed ->
                    EnumSet.noneOf(SessionState.class);
        };
    }

    public boolean isOpen() {
        return !next().isEmpty();
    }

    /// Whether a phone has it in hand.
    public boolean isScanned() {
        return this == awaiting_approval || this == processing;
    }
}
