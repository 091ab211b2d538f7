package cn.biaozhengtong.kit.security;

import cn.biaozhengtong.kit.events.InboundEvent;
import java.time.Clock;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.listener.ConsumerSeekAware;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Every process reads which logins ended, from as long ago as a token lasts; so one that just
/// started knows too.
class LoginEvents implements ConsumerSeekAware {
    private static final Logger LOG = LoggerFactory.getLogger(LoginEvents.class);

    private final EndedLogins logins;
    private final JsonMapper json;
    private final Clock clock;

    LoginEvents(EndedLogins logins, JsonMapper json, Clock clock) {
        this.logins = logins;
        this.json = json;
        this.clock = clock;
    }

    @Override
    public void onPartitionsAssigned(
            Map<TopicPartition, Long> assignments, ConsumerSeekCallback callback) {
        callback.seekToTimestamp(
                assignments.keySet(), clock.instant().minus(EndedLogins.KEPT).toEpochMilli());
    }

    @KafkaListener(
            topics = "identity.account",
            groupId = "${spring.application.name}-logins-${random.uuid}",
            properties = "auto.offset.reset=latest")
    void on(ConsumerRecord<String, String> message) {
        try {
            InboundEvent event = InboundEvent.of(message);
            JsonNode payload = json.readTree(event.payload());
            String account = payload.path("accountId").asString("");
            switch (event.type()) {
                case "identity.account.logged-out.v1" ->
                        payload.path("logins").forEach(login -> logins.end(login.asString()));
                case "identity.account.frozen.v1", "identity.account.deleted.v1" ->
                        logins.close(account);
                case "identity.account.unfrozen.v1" -> logins.open(account);
                default -> {}
            }
        } catch (IllegalArgumentException | JacksonException e) {
            // Parked by whoever acts on it; here it would be parked by each process.
            LOG.warn("an event about an account cannot be read: {}", e.toString());
        }
    }
}
