package cn.biaozhengtong.identity.message.messaging;

import cn.biaozhengtong.identity.message.MessageBox;
import cn.biaozhengtong.identity.message.Messages;
import cn.biaozhengtong.kit.events.InboundEvent;
import cn.biaozhengtong.kit.events.Inbox;
import cn.biaozhengtong.kit.id.AccountId;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/// A seal whose filing was refused is told to who had it made, in the box 企业通知; why stands with the
/// seal, for whoever administers it by then.
@Component
class SealEvents {
    private final Inbox inbox;
    private final Messages messages;

    SealEvents(Inbox inbox, Messages messages) {
        this.inbox = inbox;
        this.messages = messages;
    }

    /// The fields of `seal.seal.filing_refused.v1` read here.
    record FilingRefused(UUID enterpriseId, @Nullable UUID accountId) {}

    @KafkaListener(topics = "seal.seal")
    void on(ConsumerRecord<String, String> message) {
        inbox.once("messages", message, Map.of("seal.seal.filing_refused.v1", this::tell));
    }

    private void tell(InboundEvent event) {
        FilingRefused it = inbox.read(event, FilingRefused.class);
        UUID to = it.accountId();
        if (to != null) {
            messages.add(
                    new AccountId(to),
                    MessageBox.enterprises,
                    "【印章备案未通过】",
                    "备案机关未予备案一枚企业印章，原因和处理办法见【印章管理】。",
                    "/enterprises/" + it.enterpriseId() + "/seals");
        }
    }
}
