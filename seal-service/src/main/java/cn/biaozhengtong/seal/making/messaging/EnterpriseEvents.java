package cn.biaozhengtong.seal.making.messaging;

import cn.biaozhengtong.kit.events.InboundEvent;
import cn.biaozhengtong.kit.events.Inbox;
import cn.biaozhengtong.kit.id.EnterpriseId;
import cn.biaozhengtong.seal.making.FollowEvents;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/// A change of an enterprise, or a freeze, stops its seals; members who go or hand over leave the
/// lists.
@Component
class EnterpriseEvents {
    private final Inbox inbox;
    private final FollowEvents follow;

    EnterpriseEvents(Inbox inbox, FollowEvents follow) {
        this.inbox = inbox;
        this.follow = follow;
    }

    /// The field of all of them that is read here.
    record Enterprise(UUID enterpriseId) {}

    @KafkaListener(
            topics = {"enterprise.enterprise", "enterprise.membership", "enterprise.delegation"})
    void on(ConsumerRecord<String, String> message) {
        inbox.once("seals", message, this::take);
    }

    private void take(InboundEvent event) {
        switch (event.type()) {
            case "enterprise.enterprise.changed.v1" -> follow.enterpriseChanged(read(event));
            case "enterprise.enterprise.frozen.v1" -> follow.enterpriseFrozen(read(event));
            case "enterprise.enterprise.unfrozen.v1" -> follow.enterpriseReleased(read(event));
            case "enterprise.membership.ended.v1",
                    "enterprise.membership.handed_over.v1",
                    "enterprise.delegation.granted.v1",
                    "enterprise.delegation.ended.v1" ->
                    follow.listMayHaveChanged(read(event));
            default -> {}
        }
    }

    private EnterpriseId read(InboundEvent event) {
        return new EnterpriseId(inbox.read(event, Enterprise.class).enterpriseId());
    }
}
