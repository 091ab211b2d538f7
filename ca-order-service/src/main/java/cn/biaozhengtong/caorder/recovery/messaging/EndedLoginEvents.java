package cn.biaozhengtong.caorder.recovery.messaging;

import cn.biaozhengtong.caorder.cosigning.KeyRefresh;
import cn.biaozhengtong.caorder.recovery.EndRecoveries;
import cn.biaozhengtong.kit.events.InboundEvent;
import cn.biaozhengtong.kit.events.Inbox;
import cn.biaozhengtong.kit.id.AccountId;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/// Recoveries and changes of PIN end with the login that began them, so that who removes a device,
/// or logs out everywhere, leaves nothing behind for its next login.
@Component
class EndedLoginEvents {
    private final Inbox inbox;
    private final EndRecoveries recoveries;
    private final KeyRefresh refresh;

    EndedLoginEvents(Inbox inbox, EndRecoveries recoveries, KeyRefresh refresh) {
        this.inbox = inbox;
        this.recoveries = recoveries;
        this.refresh = refresh;
    }

    /// The fields of `identity.account.logged-out.v1` read here.
    record LoggedOut(UUID accountId, Set<String> logins) {}

    /// The fields of `identity.account.frozen.v1` and `….deleted.v1` read here.
    record AccountClosed(UUID accountId) {}

    // A group of its own: another listener of the service reads the same topic.
    @KafkaListener(topics = "identity.account", groupId = "${spring.application.name}-ended-logins")
    void on(ConsumerRecord<String, String> message) {
        inbox.once(
                "ended-logins",
                message,
                Map.of(
                        "identity.account.logged-out.v1", this::loggedOut,
                        "identity.account.frozen.v1", this::closed,
                        "identity.account.deleted.v1", this::closed));
    }

    private void loggedOut(InboundEvent event) {
        LoggedOut it = inbox.read(event, LoggedOut.class);
        AccountId account = new AccountId(it.accountId());
        recoveries.loggedOut(account, it.logins());
        refresh.endOf(account, it.logins());
    }

    private void closed(InboundEvent event) {
        AccountId account = new AccountId(inbox.read(event, AccountClosed.class).accountId());
        recoveries.accountClosed(account);
        refresh.endOf(account);
    }
}
