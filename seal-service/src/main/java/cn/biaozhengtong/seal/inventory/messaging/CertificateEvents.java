package cn.biaozhengtong.seal.inventory.messaging;

import cn.biaozhengtong.kit.events.InboundEvent;
import cn.biaozhengtong.kit.events.Inbox;
import cn.biaozhengtong.seal.inventory.PrepareSeals;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/// Issued certificates bring seals.
@Component
class CertificateEvents {
    private final Inbox inbox;
    private final PrepareSeals prepare;

    CertificateEvents(Inbox inbox, PrepareSeals prepare) {
        this.inbox = inbox;
        this.prepare = prepare;
    }

    /// The fields of `ca-order.certificate.issued.v1` read here.
    record CertificateIssued(String serial, @Nullable UUID enterpriseId, String enterpriseName) {}

    @KafkaListener(topics = "ca-order.certificate")
    void on(ConsumerRecord<String, String> message) {
        inbox.once("seals", message, this::take);
    }

    private void take(InboundEvent event) {
        if (event.type().equals("ca-order.certificate.issued.v1")) {
            CertificateIssued it = inbox.read(event, CertificateIssued.class);
            UUID enterprise = it.enterpriseId();
            if (enterprise != null) {
                prepare.prepare(enterprise, it.enterpriseName(), it.serial());
            }
        }
    }
}
