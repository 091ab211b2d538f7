package cn.biaozhengtong.scansession.session.messaging;

import cn.biaozhengtong.scansession.session.Waiters;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Every replica reads every change, to wake who waits at it.
@Component
class SessionEvents {
    private final Waiters waiters;
    private final JsonMapper json;

    SessionEvents(Waiters waiters, JsonMapper json) {
        this.waiters = waiters;
        this.json = json;
    }

    @KafkaListener(
            topics = "scan-session.session",
            groupId = "scan-session-waiters-${random.uuid}",
            properties = "auto.offset.reset=latest")
    void on(ConsumerRecord<String, String> message) {
        waiters.wake(UUID.fromString(message.key()));
        String opening = json.readTree(message.value()).path("openingId").asString("");
        if (!opening.isEmpty()) {
            waiters.wake(UUID.fromString(opening));
        }
    }
}
