package cn.biaozhengtong.kit.events;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Takes each event once: its id and its effect are written in one transaction.
public class Inbox {
    private final JdbcClient database;
    private final TransactionTemplate transactions;
    private final JsonMapper json;
    private final Clock clock;

    Inbox(JdbcClient database, TransactionTemplate transactions, JsonMapper json, Clock clock) {
        this.database = database;
        this.transactions = transactions;
        this.json = json;
        this.clock = clock;
    }

    /// Runs the effect in a transaction, unless this consumer took the event before.
    ///
    /// @param consumer name of the listener: two listeners each take an event once
    public void once(
            String consumer,
            ConsumerRecord<String, String> message,
            Consumer<InboundEvent> effect) {
        InboundEvent event = InboundEvent.of(message);
        try {
            transactions.executeWithoutResult(status -> {
                database.sql("INSERT INTO inbox (consumer, event_id, taken_at) VALUES (?, ?, ?)")
                        .params(consumer, event.id(), Timestamp.from(clock.instant()))
                        .update();
                effect.accept(event);
            });
        } catch (DuplicateKeyException e) {
            if (!taken(consumer, event)) {
                throw e;
            }
        }
    }

    /// The payload as the consumer's own record with only the fields it reads.
    ///
    /// @throws IllegalArgumentException when it is not that: poison
    public <T> T read(InboundEvent event, Class<T> type) {
        try {
            T payload = json.readValue(event.payload(), type);
            if (payload == null) {
                throw new UnreadableEvent("event with nothing in it");
            }
            return payload;
        } catch (JacksonException e) {
            throw new UnreadableEvent("event whose payload is no " + type.getSimpleName(), e);
        }
    }

    private boolean taken(String consumer, InboundEvent event) {
        return database.sql("SELECT 1 FROM inbox WHERE consumer = ? AND event_id = ?")
                .params(consumer, event.id())
                .query(Integer.class)
                .optional()
                .isPresent();
    }
}
