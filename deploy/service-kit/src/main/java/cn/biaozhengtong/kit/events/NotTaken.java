package cn.biaozhengtong.kit.events;

import org.springframework.kafka.listener.BatchListenerFailedException;

/// A record could not be taken. Each reason has a class of its own: Spring Kafka asks how long to
/// try only when the class of a record's failure changes, and an outage may follow a refusal, or a
/// refusal an outage.
public abstract sealed class NotTaken extends BatchListenerFailedException {
    private NotTaken(RuntimeException why, int place) {
        super("not taken: " + why.getMessage(), why, place);
    }

    /// @param place of the record among those that came together
    static NotTaken because(RuntimeException why, int place) {
        if (Outage.isBehind(why)) {
            return new InOutage(why, place);
        }
        if (Outage.isUnreadable(why)) {
            return new Unreadable(why, place);
        }
        return Outage.isRefused(why) ? new Refused(why, place) : new Unforeseen(why, place);
    }

    private static final class InOutage extends NotTaken {
        InOutage(RuntimeException why, int place) {
            super(why, place);
        }
    }

    private static final class Unreadable extends NotTaken {
        Unreadable(RuntimeException why, int place) {
            super(why, place);
        }
    }

    private static final class Refused extends NotTaken {
        Refused(RuntimeException why, int place) {
            super(why, place);
        }
    }

    private static final class Unforeseen extends NotTaken {
        Unforeseen(RuntimeException why, int place) {
            super(why, place);
        }
    }
}
