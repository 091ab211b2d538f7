package cn.biaozhengtong.caorder.sealuse.messaging;

import cn.biaozhengtong.caorder.sealuse.EnterUse;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.crypto.evidence.UseRecord;
import cn.biaozhengtong.kit.events.InboundEvent;
import cn.biaozhengtong.kit.events.Inbox;
import cn.biaozhengtong.kit.id.EnterpriseId;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/// Every use of a seal, and every one that was taken back, is entered into the log.
@Component
class UseEvents {
    private final Inbox inbox;
    private final EnterUse enter;

    UseEvents(Inbox inbox, EnterUse enter) {
        this.inbox = inbox;
        this.enter = enter;
    }

    /// The fields of `seal.seal.{used,use_withdrawn}.v1` read here.
    ///
    /// @param recordDigest absent, like the serial, from a version that kept no records
    record Use(
            UUID enterpriseId, @Nullable String certificateSerial, @Nullable String recordDigest) {}

    @KafkaListener(topics = "seal.seal")
    void on(ConsumerRecord<String, String> message) {
        inbox.once("seal-uses", message, this::take);
    }

    private void take(InboundEvent event) {
        switch (event.type()) {
            case "seal.seal.used.v1" -> enter(UseRecord.Kind.seal_use, event);
            case "seal.seal.use_withdrawn.v1" -> enter(UseRecord.Kind.seal_use_withdrawal, event);
            default -> {}
        }
    }

    private void enter(UseRecord.Kind kind, InboundEvent event) {
        Use it = inbox.read(event, Use.class);
        String serial = it.certificateSerial();
        String digest = it.recordDigest();
        if (serial != null && digest != null) {
            enter.enter(
                    kind, digest, new EnterpriseId(it.enterpriseId()), new SerialNumber(serial));
        }
    }
}
