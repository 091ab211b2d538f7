package cn.biaozhengtong.seal.making.messaging;

import cn.biaozhengtong.kit.events.InboundEvent;
import cn.biaozhengtong.kit.events.Inbox;
import cn.biaozhengtong.kit.id.EnterpriseId;
import cn.biaozhengtong.seal.making.FollowEvents;
import cn.biaozhengtong.seal.making.PrepareSeals;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/// Issued certificates bring seals; whatever happens to them changes who may use one.
@Component
class CertificateEvents {
    private final Inbox inbox;
    private final PrepareSeals prepare;
    private final FollowEvents follow;

    CertificateEvents(Inbox inbox, PrepareSeals prepare, FollowEvents follow) {
        this.inbox = inbox;
        this.prepare = prepare;
        this.follow = follow;
    }

    /// The fields read here of `ca-order.certificate.issued.v1` and of those about what becomes of
    /// it.
    record Certificate(@Nullable UUID enterpriseId, @Nullable String enterpriseName) {}

    @KafkaListener(topics = "ca-order.certificate")
    void on(ConsumerRecord<String, String> message) {
        inbox.once(
                "seals",
                message,
                Map.of(
                        "ca-order.certificate.issued.v1", event -> issued(read(event)),
                        "ca-order.certificate.recovered.v1", event -> changed(read(event)),
                        "ca-order.certificate.revoked.v1", event -> changed(read(event)),
                        "ca-order.certificate.frozen.v1", event -> changed(read(event)),
                        "ca-order.certificate.released.v1", event -> changed(read(event))));
    }

    private Certificate read(InboundEvent event) {
        return inbox.read(event, Certificate.class);
    }

    private void issued(Certificate it) {
        UUID enterprise = it.enterpriseId();
        String name = it.enterpriseName();
        if (enterprise != null && name != null) {
            prepare.prepare(new EnterpriseId(enterprise), name);
            follow.listMayHaveChanged(new EnterpriseId(enterprise));
        }
    }

    private void changed(Certificate it) {
        UUID enterprise = it.enterpriseId();
        if (enterprise != null) {
            follow.listMayHaveChanged(new EnterpriseId(enterprise));
        }
    }
}
