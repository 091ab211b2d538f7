package cn.biaozhengtong.kit.events;

import java.time.Clock;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.TopicPartition;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.backoff.FixedBackOff;
import tools.jackson.databind.json.JsonMapper;

/// Outbox, inbox, declared topics and the rule for poison records.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(EventProperties.class)
public class EventsConfiguration {
    private static final long RETRY_EVERY = 1_000;
    private static final int POISON_AFTER = 3;

    @Bean
    Outbox outbox(JdbcClient database, JsonMapper json, Clock clock) {
        return new Outbox(database, json, clock);
    }

    @Bean
    Inbox inbox(
            JdbcClient database, TransactionTemplate transactions, JsonMapper json, Clock clock) {
        return new Inbox(database, transactions, json, clock);
    }

    @Bean
    OutboxRelay outboxRelay(
            JdbcClient database,
            KafkaTemplate<String, String> kafka,
            TransactionTemplate transactions,
            Clock clock,
            @Value("${spring.application.name}") String source) {
        return new OutboxRelay(database, kafka, transactions, clock, source);
    }

    @Bean
    KafkaAdmin.NewTopics declaredTopics(EventProperties properties) {
        return new KafkaAdmin.NewTopics(
                properties.topics().stream()
                        .flatMap(topic -> Stream.of(topic, deadLetter(topic)))
                        .map(name -> TopicBuilder.name(name).partitions(properties.partitions()))
                        .map(TopicBuilder::build)
                        .toArray(NewTopic[]::new));
    }

    /// Ours or another's outage is waited out; a record that itself cannot be taken is parked.
    @Bean
    DefaultErrorHandler poisonRecords(KafkaTemplate<String, String> kafka) {
        DeadLetterPublishingRecoverer recoverer =
                new DeadLetterPublishingRecoverer(
                        kafka,
                        (message, e) ->
                                new TopicPartition(
                                        deadLetter(message.topic()), message.partition()));
        DefaultErrorHandler handler =
                new DefaultErrorHandler(recoverer, new FixedBackOff(RETRY_EVERY, POISON_AFTER));
        handler.setBackOffFunction((message, e) ->
                Outage.isBehind(e)
                        ? new FixedBackOff(RETRY_EVERY, FixedBackOff.UNLIMITED_ATTEMPTS)
                        : null);
        return handler;
    }

    private static String deadLetter(String topic) {
        return topic + ".dlt";
    }
}
