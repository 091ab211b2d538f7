package cn.biaozhengtong.seal.making.messaging;

import cn.biaozhengtong.kit.events.InboundEvent;
import cn.biaozhengtong.kit.events.Inbox;
import cn.biaozhengtong.kit.id.EnterpriseId;
import cn.biaozhengtong.seal.making.FollowEvents;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/// A change of an enterprise, or a freeze, stops its seals; members who go or hand over leave the
/// lists.
@Component
class EnterpriseEvents {
    private final Inbox inbox;
    private final Map<String, Consumer<InboundEvent>> effects;
    private final FollowEvents follow;

    EnterpriseEvents(Inbox inbox, FollowEvents follow) {
        this.inbox = inbox;
        this.follow = follow;
        this.effects =
                Map.of(
                        "enterprise.enterprise.changed.v1",
                        following(follow::enterpriseChanged),
                        "enterprise.enterprise.frozen.v1",
                        following(follow::enterpriseFrozen),
                        "enterprise.enterprise.unfrozen.v1",
                        following(follow::enterpriseReleased),
                        "enterprise.membership.ended.v1",
                        following(follow::listMayHaveChanged),
                        "enterprise.membership.handed_over.v1",
                        following(follow::listMayHaveChanged),
                        "enterprise.delegation.granted.v1",
                        following(follow::listMayHaveChanged),
                        "enterprise.delegation.ended.v1",
                        following(follow::listMayHaveChanged));
    }

    /// The field of all of them that is read here.
    record Enterprise(UUID enterpriseId) {}

    @KafkaListener(
            topics = {"enterprise.enterprise", "enterprise.membership", "enterprise.delegation"})
    void on(ConsumerRecord<String, String> message) {
        inbox.once("seals", message, effects);
    }

    private Consumer<InboundEvent> following(Consumer<EnterpriseId> how) {
        return event -> how.accept(read(event));
    }

    private EnterpriseId read(InboundEvent event) {
        return new EnterpriseId(inbox.read(event, Enterprise.class).enterpriseId());
    }
}
