package cn.biaozhengtong.kit.events;

/// A record that is no event, or whose payload is not what its contract says: poison, parked at
/// once.
final class UnreadableEvent extends IllegalArgumentException {
    UnreadableEvent(String message) {
        super(message);
    }

    UnreadableEvent(String message, Exception cause) {
        super(message, cause);
    }
}
