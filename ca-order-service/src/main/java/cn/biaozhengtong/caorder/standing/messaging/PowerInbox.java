package cn.biaozhengtong.caorder.standing.messaging;

import cn.biaozhengtong.caorder.hold.Hold;
import cn.biaozhengtong.caorder.standing.FollowPower;
import cn.biaozhengtong.kit.events.InboundEvent;
import cn.biaozhengtong.kit.events.Inbox;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.stereotype.Component;

/// Takes what an event says of somebody's power in two commits: the fact, then what follows for
/// certificates. Who dies between them is told again.
///
/// A version before knows no facts and freezes what it finds in force, under the same names in the
/// inbox. So the listeners here are a consumer group of their own, which hears what such a version
/// took too: the fact is noted whoever froze.
@Component
class PowerInbox {
    /// The consumer group of who notes facts.
    static final String GROUP = "${spring.application.name}-holds";

    private final Inbox inbox;
    private final FollowPower follow;

    PowerInbox(Inbox inbox, FollowPower follow) {
        this.inbox = inbox;
        this.follow = follow;
    }

    /// @param freezes the name under which a version before freezes
    /// @param taken the hold with which an event begins, if it does
    /// @param given the hold that it ends, if it does
    void take(
            String freezes,
            ConsumerRecord<String, String> message,
            Function<InboundEvent, Optional<Hold>> taken,
            Function<InboundEvent, Optional<Hold>> given) {
        inbox.once(
                "holds",
                message,
                event -> {
                    taken.apply(event).ifPresent(it -> follow.taken(it, event.time()));
                    given.apply(event).ifPresent(it -> follow.given(it, event.time()));
                });
        inbox.once(freezes, message, event -> taken.apply(event).ifPresent(follow::freeze));
    }
}
