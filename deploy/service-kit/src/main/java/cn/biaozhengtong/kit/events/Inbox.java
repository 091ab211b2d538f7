package cn.biaozhengtong.kit.events;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Takes each event once: its id and its effect are written in one transaction.
public class Inbox {
    private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);
    private static final String INSERT =
            "INSERT INTO inbox (consumer, event_id, taken_at) VALUES (?, ?, ?)";

    private final JdbcClient database;
    private final JdbcOperations batches;
    private final TransactionTemplate transactions;
    private final JsonMapper json;
    private final Clock clock;

    Inbox(JdbcOperations database, TransactionTemplate transactions, JsonMapper json, Clock clock) {
        this.database = JdbcClient.create(database);
        this.batches = database;
        this.transactions = transactions;
        this.json = json;
        this.clock = clock;
    }

    /// Runs the effect in a transaction, unless this consumer took the event before.
    ///
    /// @param consumer name of the listener: two listeners each take an event once
    /// @throws NotTaken when it could not be taken
    public void once(
            String consumer,
            ConsumerRecord<String, String> message,
            Consumer<InboundEvent> effect) {
        try {
            takeOnce(consumer, message, effect);
        } catch (RuntimeException e) {
            throw NotTaken.because(e, 0);
        }
    }

    /// As with one effect, with that of the event's type; of other types nothing stays: they are
    /// most of what is told.
    public void once(
            String consumer,
            ConsumerRecord<String, String> message,
            Map<String, Consumer<InboundEvent>> effects) {
        try {
            Consumer<InboundEvent> effect = effects.get(InboundEvent.of(message).type());
            if (effect != null) {
                takeOnce(consumer, message, effect);
            }
        } catch (RuntimeException e) {
            throw NotTaken.because(e, 0);
        }
    }

    private void takeOnce(
            String consumer,
            ConsumerRecord<String, String> message,
            Consumer<InboundEvent> effect) {
        InboundEvent event = InboundEvent.of(message);
        try {
            transactions.executeWithoutResult(status -> {
                database.sql(INSERT)
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

    /// As [#once] for each, all in one transaction when nothing refuses; else one after the other,
    /// up to the one that does.
    ///
    /// @param effect of some, in the order of the messages
    /// @throws NotTaken with the place of the message that could not be taken; those before it were
    public void onceEach(
            String consumer,
            List<ConsumerRecord<String, String>> messages,
            Consumer<List<InboundEvent>> effect) {
        if (messages.size() > 1 && tookTogether(consumer, messages, effect)) {
            return;
        }
        for (int i = 0; i < messages.size(); i++) {
            try {
                takeOnce(consumer, messages.get(i), event -> effect.accept(List.of(event)));
            } catch (RuntimeException e) {
                throw NotTaken.because(e, i);
            }
        }
    }

    private boolean tookTogether(
            String consumer,
            List<ConsumerRecord<String, String>> messages,
            Consumer<List<InboundEvent>> effect) {
        try {
            Map<String, InboundEvent> events = new LinkedHashMap<>();
            for (ConsumerRecord<String, String> it : messages) {
                InboundEvent event = InboundEvent.of(it);
                events.putIfAbsent(event.id(), event);
            }
            transactions.executeWithoutResult(status -> takeNew(consumer, events, effect));
            return true;
        } catch (RuntimeException e) {
            // Which one it is, and whether it is an outage, each alone tells.
            LOG.info("{} events are taken one by one: {}", messages.size(), e.toString());
            return false;
        }
    }

    private void takeNew(
            String consumer,
            Map<String, InboundEvent> events,
            Consumer<List<InboundEvent>> effect) {
        database.sql("SELECT event_id FROM inbox WHERE consumer = :consumer AND event_id IN (:ids)")
                .param("consumer", consumer)
                .param("ids", events.keySet())
                .query(String.class)
                .list()
                .forEach(events::remove);
        if (events.isEmpty()) {
            return;
        }
        Timestamp now = Timestamp.from(clock.instant());
        batches.batchUpdate(
                INSERT,
                events.keySet().stream().map(id -> new Object[] {consumer, id, now}).toList());
        effect.accept(List.copyOf(events.values()));
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
