package cn.biaozhengtong.caorder.standing.messaging;

import cn.biaozhengtong.caorder.standing.FreezeCertificate;
import cn.biaozhengtong.kit.events.InboundEvent;
import cn.biaozhengtong.kit.events.Inbox;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/// What operators froze elsewhere, an account or an enterprise, is frozen here with its
/// certificates.
@Component
class RestEvents {
    private final Inbox inbox;
    private final FreezeCertificate freeze;

    RestEvents(Inbox inbox, FreezeCertificate freeze) {
        this.inbox = inbox;
        this.freeze = freeze;
    }

    /// The fields of `identity.account.frozen.v1` read here.
    record AccountFrozen(UUID accountId) {}

    /// The fields of `enterprise.enterprise.frozen.v1` read here.
    record EnterpriseFrozen(UUID enterpriseId) {}

    @KafkaListener(topics = "identity.account")
    void onAccount(ConsumerRecord<String, String> message) {
        inbox.once("frozen-accounts", message, this::account);
    }

    @KafkaListener(topics = "enterprise.enterprise")
    void onEnterprise(ConsumerRecord<String, String> message) {
        inbox.once("frozen-enterprises", message, this::enterprise);
    }

    private void account(InboundEvent event) {
        if (event.type().equals("identity.account.frozen.v1")) {
            freeze.accountFrozen(inbox.read(event, AccountFrozen.class).accountId());
        }
    }

    private void enterprise(InboundEvent event) {
        if (event.type().equals("enterprise.enterprise.frozen.v1")) {
            freeze.enterpriseFrozen(inbox.read(event, EnterpriseFrozen.class).enterpriseId());
        }
    }
}
