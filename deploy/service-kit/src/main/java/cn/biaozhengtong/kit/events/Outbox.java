package cn.biaozhengtong.kit.events;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/// Writes events beside the change that they tell of; [OutboxRelay] sends them.
public class Outbox {
    private final JdbcOperations database;
    private final JsonMapper json;
    private final Clock clock;
    private final Bell waiting = new Bell();

    Outbox(JdbcOperations database, JsonMapper json, Clock clock) {
        this.database = database;
        this.json = json;
        this.clock = clock;
    }

    /// Rung when there is something to send.
    Bell waiting() {
        return waiting;
    }

    /// What others are told.
    ///
    /// @param topic one topic per aggregate, such as `ca-order.certificate`
    /// @param key the aggregate's id: order is kept per key
    /// @param type such as `ca-order.certificate.issued.v1`
    /// @param event a flat record without personal data, keys or pictures
    public record Message(String topic, String key, String type, Object event) {}

    /// @see Message
    @Transactional(propagation = Propagation.MANDATORY)
    public void append(String topic, String key, String type, Object event) {
        append(List.of(new Message(topic, key, type, event)));
    }

    /// In their order.
    @Transactional(propagation = Propagation.MANDATORY)
    public void append(List<Message> messages) {
        Timestamp now = Timestamp.from(clock.instant());
        List<Object[]> rows = new ArrayList<>();
        for (Message it : messages) {
            rows.add(
                    new Object[] {
                        UUID.randomUUID().toString(),
                        it.topic(),
                        it.key(),
                        it.type(),
                        json.writeValueAsString(it.event()),
                        now
                    });
        }
        database.batchUpdate(
                """
                INSERT INTO outbox (event_id, topic, event_key, event_type, payload, created_at)
                VALUES (?, ?, ?, ?, ?, ?)\
                """,
                rows);
        waiting.ring();
    }
}
