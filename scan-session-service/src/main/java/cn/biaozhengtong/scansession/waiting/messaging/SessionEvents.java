package cn.biaozhengtong.scansession.waiting.messaging;

import cn.biaozhengtong.scansession.waiting.Waiters;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Every replica reads every change, to wake who waits at it.
@Component
class SessionEvents {
    private static final Logger LOG = LoggerFactory.getLogger(SessionEvents.class);

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
        try {
            waiters.wake(UUID.fromString(message.key()));
            String opening = json.readTree(message.value()).path("openingId").asString("");
            if (!opening.isEmpty()) {
                waiters.wake(UUID.fromString(opening));
            }
        } catch (IllegalArgumentException | JacksonException e) {
            // Not parked, which each replica would do; a poll looks again by itself.
            LOG.warn("a change of a session cannot be read: {}", e.toString());
        }
    }
}
