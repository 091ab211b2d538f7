package cn.biaozhengtong.enterprise.membership.messaging;

import cn.biaozhengtong.enterprise.membership.FollowAccount;
import cn.biaozhengtong.kit.events.InboundEvent;
import cn.biaozhengtong.kit.events.Inbox;
import cn.biaozhengtong.kit.id.AccountId;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/// What becomes of accounts, followed by what they may do for enterprises.
@Component
class AccountEvents {
    private final Inbox inbox;
    private final FollowAccount follow;

    AccountEvents(Inbox inbox, FollowAccount follow) {
        this.inbox = inbox;
        this.follow = follow;
    }

    /// The fields of `identity.account.*.v1` read here.
    record AccountEvent(UUID accountId) {}

    @KafkaListener(topics = "identity.account")
    void on(ConsumerRecord<String, String> message) {
        inbox.once("memberships", message, this::take);
    }

    private void take(InboundEvent event) {
        AccountId account = new AccountId(inbox.read(event, AccountEvent.class).accountId());
        switch (event.type()) {
            case "identity.account.frozen.v1" -> follow.frozen(account);
            case "identity.account.unfrozen.v1" -> follow.unfrozen(account);
            case "identity.account.deleted.v1" -> follow.deleted(account);
            default -> {}
        }
    }
}
