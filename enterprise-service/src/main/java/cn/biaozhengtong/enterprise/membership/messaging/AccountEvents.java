package cn.biaozhengtong.enterprise.membership.messaging;

import cn.biaozhengtong.enterprise.membership.FollowAccount;
import cn.biaozhengtong.kit.events.InboundEvent;
import cn.biaozhengtong.kit.events.Inbox;
import cn.biaozhengtong.kit.id.AccountId;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/// What becomes of accounts, followed by what they may do for enterprises.
@Component
class AccountEvents {
    private final Inbox inbox;
    private final Map<String, Consumer<InboundEvent>> effects;
    private final FollowAccount follow;

    AccountEvents(Inbox inbox, FollowAccount follow) {
        this.inbox = inbox;
        this.follow = follow;
        this.effects =
                Map.of(
                        "identity.account.frozen.v1", following(follow::frozen),
                        "identity.account.unfrozen.v1", following(follow::unfrozen),
                        "identity.account.deleted.v1", following(follow::deleted));
    }

    /// The fields of `identity.account.*.v1` read here.
    record AccountEvent(UUID accountId) {}

    @KafkaListener(topics = "identity.account")
    void on(ConsumerRecord<String, String> message) {
        inbox.once("memberships", message, effects);
    }

    private Consumer<InboundEvent> following(Consumer<AccountId> how) {
        return event ->
                how.accept(new AccountId(inbox.read(event, AccountEvent.class).accountId()));
    }
}
