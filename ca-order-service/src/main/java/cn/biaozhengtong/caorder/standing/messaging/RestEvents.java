package cn.biaozhengtong.caorder.standing.messaging;

import cn.biaozhengtong.caorder.hold.Hold;
import cn.biaozhengtong.kit.events.InboundEvent;
import cn.biaozhengtong.kit.events.Inbox;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.EnterpriseId;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/// What operators froze elsewhere, an account or an enterprise, is frozen here with its
/// certificates, until they unfreeze it there.
@Component
class RestEvents {
    private final Inbox inbox;
    private final PowerInbox power;

    RestEvents(Inbox inbox, PowerInbox power) {
        this.inbox = inbox;
        this.power = power;
    }

    /// The fields of `identity.account.{frozen,unfrozen}.v1` read here.
    record Account(UUID accountId) {}

    /// The fields of `enterprise.enterprise.{frozen,unfrozen}.v1` read here.
    record Enterprise(UUID enterpriseId) {}

    @KafkaListener(topics = "identity.account", groupId = PowerInbox.GROUP)
    void onAccount(ConsumerRecord<String, String> message) {
        power.take(
                "frozen-accounts",
                message,
                when("identity.account.frozen.v1", this::account),
                when("identity.account.unfrozen.v1", this::account));
    }

    @KafkaListener(topics = "enterprise.enterprise", groupId = PowerInbox.GROUP)
    void onEnterprise(ConsumerRecord<String, String> message) {
        power.take(
                "frozen-enterprises",
                message,
                when("enterprise.enterprise.frozen.v1", this::enterprise),
                when("enterprise.enterprise.unfrozen.v1", this::enterprise));
    }

    private static Function<InboundEvent, Optional<Hold>> when(
            String type, Function<InboundEvent, Hold> hold) {
        return event ->
                event.type().equals(type) ? Optional.of(hold.apply(event)) : Optional.empty();
    }

    private Hold account(InboundEvent event) {
        return new Hold.AccountFrozen(new AccountId(inbox.read(event, Account.class).accountId()));
    }

    private Hold enterprise(InboundEvent event) {
        return new Hold.EnterpriseFrozen(
                new EnterpriseId(inbox.read(event, Enterprise.class).enterpriseId()));
    }
}
