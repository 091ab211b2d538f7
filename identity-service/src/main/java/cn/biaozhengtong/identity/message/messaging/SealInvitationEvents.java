package cn.biaozhengtong.identity.message.messaging;

import cn.biaozhengtong.identity.message.MessageBox;
import cn.biaozhengtong.identity.message.Messages;
import cn.biaozhengtong.kit.events.InboundEvent;
import cn.biaozhengtong.kit.events.Inbox;
import cn.biaozhengtong.kit.id.AccountId;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/// The administrator who invited the legal person to sign is told that he did.
@Component
class SealInvitationEvents {
    private final Inbox inbox;
    private final Messages messages;

    SealInvitationEvents(Inbox inbox, Messages messages) {
        this.inbox = inbox;
        this.messages = messages;
    }

    /// The fields of `seal.invitation.used.v1` read here.
    record Used(UUID sealId, UUID inviterId) {}

    @KafkaListener(topics = "seal.invitation")
    void on(ConsumerRecord<String, String> message) {
        inbox.once(
                "seal-invitation-messages", message, Map.of("seal.invitation.used.v1", this::tell));
    }

    private void tell(InboundEvent event) {
        Used it = inbox.read(event, Used.class);
        messages.add(
                new AccountId(it.inviterId()),
                MessageBox.enterprises,
                "【法定代表人已签名】",
                "法定代表人已通过您的邀请签名，请在【印章管理】中查看图样，确认后制作法人手写签名。",
                "/seals/" + it.sealId());
    }
}
