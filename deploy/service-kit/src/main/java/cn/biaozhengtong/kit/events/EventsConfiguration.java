package cn.biaozhengtong.kit.events;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.TopicPartition;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.DefaultKafkaProducerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.backoff.BackOff;
import org.springframework.util.backoff.ExponentialBackOff;
import org.springframework.util.backoff.FixedBackOff;
import tools.jackson.databind.json.JsonMapper;

/// Outbox, inbox, declared topics and the rule for poison records.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(EventProperties.class)
public class EventsConfiguration {
    private static final int CLOSES_WITHIN_SECONDS = 3;
    private static final long RETRY_EVERY = 1_000;
    private static final int REFUSED_AFTER = 3;
    private static final long LONGEST_PAUSE = 15_000;
    private static final long UNKNOWN_AFTER = 60_000;

    @Bean
    Outbox outbox(JdbcOperations database, JsonMapper json, Clock clock) {
        return new Outbox(database, json, clock);
    }

    @Bean
    Inbox inbox(
            JdbcOperations database,
            TransactionTemplate transactions,
            JsonMapper json,
            Clock clock) {
        return new Inbox(database, transactions, json, clock);
    }

    @Bean
    OutboxRelay outboxRelay(
            Outbox outbox,
            JdbcClient database,
            KafkaTemplate<String, String> kafka,
            TransactionTemplate transactions,
            Clock clock,
            @Value("${spring.application.name}") String source) {
        return new OutboxRelay(outbox, database, kafka, transactions, clock, source);
    }

    @Bean
    KafkaAdmin.NewTopics declaredTopics(EventProperties properties) {
        return new KafkaAdmin.NewTopics(
                properties.topics().stream()
                        .flatMap(topic ->
                                Stream.of(
                                        TopicBuilder.name(topic),
                                        // What is parked waits for a person, however long.
                                        TopicBuilder.name(deadLetter(topic))
                                                .config("retention.ms", "-1")))
                        .map(it -> it.partitions(properties.partitions()).build())
                        .toArray(NewTopic[]::new));
    }

    @Bean
    ParkedEvents parkedEvents(KafkaAdmin broker, EventProperties properties, MeterRegistry meters) {
        return new ParkedEvents(
                broker,
                properties.topics().stream().map(EventsConfiguration::deadLetter).toList(),
                meters);
    }

    /// What was not sent lies in the outbox: at the end nobody waits for a broker that is gone.
    @Bean
    DefaultKafkaProducerFactoryCustomizer producersEndSoon() {
        return it -> it.setPhysicalCloseTimeout(CLOSES_WITHIN_SECONDS);
    }

    /// An outage, ours or another's, is waited out, in order; what cannot be read is parked at
    /// once; what was refused, or failed for reasons that nobody foresaw, after a while.
    @Bean
    DefaultErrorHandler poisonRecords(KafkaTemplate<String, String> kafka) {
        DeadLetterPublishingRecoverer recoverer =
                new DeadLetterPublishingRecoverer(
                        kafka,
                        (message, e) ->
                                new TopicPartition(
                                        deadLetter(message.topic()), message.partition()));
        DefaultErrorHandler handler = new DefaultErrorHandler(recoverer);
        handler.setBackOffFunction((message, e) -> pause(e));
        return handler;
    }

    private static BackOff pause(Exception e) {
        if (Outage.isBehind(e)) {
            return new FixedBackOff(RETRY_EVERY, FixedBackOff.UNLIMITED_ATTEMPTS);
        }
        if (Outage.isUnreadable(e)) {
            return new FixedBackOff(0, 0);
        }
        if (Outage.isRefused(e)) {
            return new FixedBackOff(RETRY_EVERY, REFUSED_AFTER);
        }
        ExponentialBackOff patient = new ExponentialBackOff(RETRY_EVERY, 2);
        patient.setMaxInterval(LONGEST_PAUSE);
        patient.setMaxElapsedTime(UNKNOWN_AFTER);
        return patient;
    }

    private static String deadLetter(String topic) {
        return topic + ".dlt";
    }
}
