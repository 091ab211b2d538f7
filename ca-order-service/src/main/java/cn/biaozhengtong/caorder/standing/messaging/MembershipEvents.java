package cn.biaozhengtong.caorder.standing.messaging;

import cn.biaozhengtong.caorder.standing.FreezeCertificate;
import cn.biaozhengtong.kit.events.InboundEvent;
import cn.biaozhengtong.kit.events.Inbox;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/// Who no longer belongs to an enterprise, holds nothing in its name that anybody trusts.
@Component
class MembershipEvents {
    private final Inbox inbox;
    private final FreezeCertificate freeze;

    MembershipEvents(Inbox inbox, FreezeCertificate freeze) {
        this.inbox = inbox;
        this.freeze = freeze;
    }

    /// The fields of `enterprise.membership.ended.v1` read here.
    record MembershipEnded(UUID enterpriseId, UUID accountId) {}

    @KafkaListener(topics = "enterprise.membership")
    void on(ConsumerRecord<String, String> message) {
        inbox.once("certificates", message, this::take);
    }

    private void take(InboundEvent event) {
        if (event.type().equals("enterprise.membership.ended.v1")) {
            MembershipEnded it = inbox.read(event, MembershipEnded.class);
            freeze.membershipEnded(it.accountId(), it.enterpriseId());
        }
    }
}
