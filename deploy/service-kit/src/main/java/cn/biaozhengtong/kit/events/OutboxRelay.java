package cn.biaozhengtong.kit.events;

import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.support.TransactionTemplate;

/// Sends what [Outbox] wrote. One replica at a time holds the gate row, so order per key is kept;
/// rows are found by being unsent, never by a last id, so late commits are not skipped.
class OutboxRelay {
    private static final Logger LOG = LoggerFactory.getLogger(OutboxRelay.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /// For what another replica left.
    private static final Duration LOOKS_EVERY = Duration.ofSeconds(1);

    /// While another replica holds the gate.
    private static final Duration AT_THE_GATE = Duration.ofMillis(50);

    private static final Duration KEPT = Duration.ofDays(7);

    private final Outbox outbox;
    private final JdbcClient database;
    private final KafkaTemplate<String, String> kafka;
    private final TransactionTemplate transactions;
    private final Clock clock;
    private final String source;
    private volatile Instant again = Instant.MIN;

    OutboxRelay(
            Outbox outbox,
            JdbcClient database,
            KafkaTemplate<String, String> kafka,
            TransactionTemplate transactions,
            Clock clock,
            String source) {
        this.outbox = outbox;
        this.database = database;
        this.kafka = kafka;
        this.transactions = transactions;
        this.clock = clock;
        this.source = source;
    }

    private record Row(
            long id,
            String eventId,
            String topic,
            String eventKey,
            String eventType,
            String payload,
            Timestamp createdAt) {}

    /// What is told is sent at once, and what was left within [#LOOKS_EVERY].
    @Scheduled(fixedDelay = 1)
    void relay() {
        boolean on = outbox.waiting().await(LOOKS_EVERY);
        if (!on || clock.instant().isBefore(again)) {
            return;
        }
        try {
            while (isAny() && !Thread.currentThread().isInterrupted()) {
                if (!Boolean.TRUE.equals(transactions.execute(status -> relayBatch()))) {
                    Thread.sleep(AT_THE_GATE);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            again = clock.instant().plus(PAUSE);
            LOG.warn("events wait for the broker or the database: {}", e.toString());
        }
    }

    @Scheduled(fixedDelay = 3_600_000, initialDelay = 600_000)
    void tidy() {
        database.sql("DELETE FROM outbox WHERE sent_at < ?")
                .param(Timestamp.from(clock.instant().minus(KEPT)))
                .update();
    }

    private boolean isAny() {
        return database.sql("SELECT 1 FROM outbox WHERE sent_at IS NULL LIMIT 1")
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    /// @return false while another replica is at it
    private boolean relayBatch() {
        boolean gate =
                database.sql("SELECT id FROM outbox_gate WHERE id = 1 FOR UPDATE SKIP LOCKED")
                        .query(Long.class)
                        .optional()
                        .isPresent();
        if (!gate) {
            return false;
        }
        List<Row> rows =
                database.sql(
                                """
                                SELECT id, event_id, topic, event_key, event_type, payload, created_at
                                FROM outbox WHERE sent_at IS NULL ORDER BY id LIMIT 100\
                                """)
                        .query(Row.class)
                        .list();
        List<CompletableFuture<?>> sent = new ArrayList<>();
        for (Row row : rows) {
            sent.add(kafka.send(message(row)));
        }
        CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new))
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
        if (!rows.isEmpty()) {
            database.sql("UPDATE outbox SET sent_at = :now WHERE id IN (:ids)")
                    .param("now", Timestamp.from(clock.instant()))
                    .param("ids", rows.stream().map(Row::id).toList())
                    .update();
        }
        return true;
    }

    private ProducerRecord<String, String> message(Row row) {
        ProducerRecord<String, String> message =
                new ProducerRecord<>(row.topic(), row.eventKey(), row.payload());
        header(message, "ce_id", row.eventId());
        header(message, "ce_source", source);
        header(message, "ce_type", row.eventType());
        header(message, "ce_subject", row.eventKey());
        header(message, "ce_time", row.createdAt().toInstant().toString());
        return message;
    }

    private static void header(ProducerRecord<String, String> message, String name, String value) {
        message.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
