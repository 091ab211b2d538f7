package cn.biaozhengtong.caorder.sealuse.messaging;

import cn.biaozhengtong.caorder.authority.TransparencyLog;
import cn.biaozhengtong.caorder.sealuse.EnterUse;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.crypto.evidence.UseRecord;
import cn.biaozhengtong.kit.events.InboundEvent;
import cn.biaozhengtong.kit.events.Inbox;
import cn.biaozhengtong.kit.id.EnterpriseId;
import java.util.List;
import java.util.Optional;
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

    /// A session of many documents tells many uses at once.
    @KafkaListener(topics = "seal.seal", batch = "true")
    void on(List<ConsumerRecord<String, String>> messages) {
        inbox.onceEach(
                "seal-uses",
                messages,
                events -> enter.enter(events.stream().flatMap(it -> use(it).stream()).toList()));
    }

    private Optional<EnterUse.Use> use(InboundEvent event) {
        return switch (event.type()) {
            case "seal.seal.used.v1" -> use(UseRecord.Kind.seal_use, event);
            case "seal.seal.use_withdrawn.v1" -> use(UseRecord.Kind.seal_use_withdrawal, event);
            default -> Optional.empty();
        };
    }

    private Optional<EnterUse.Use> use(UseRecord.Kind kind, InboundEvent event) {
        Use it = inbox.read(event, Use.class);
        String serial = it.certificateSerial();
        String digest = it.recordDigest();
        return serial == null || digest == null
                ? Optional.empty()
                : Optional.of(
                        new EnterUse.Use(
                                new TransparencyLog.Use(kind, digest),
                                new EnterUse.By(
                                        new EnterpriseId(it.enterpriseId()),
                                        new SerialNumber(serial))));
    }
}
