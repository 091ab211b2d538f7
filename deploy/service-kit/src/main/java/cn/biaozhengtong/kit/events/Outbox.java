package cn.biaozhengtong.kit.events;

import java.time.Clock;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/// Writes events beside the change that they tell of; [OutboxRelay] sends them.
public class Outbox {
    private final JdbcClient database;
    private final JsonMapper json;
    private final Clock clock;

    Outbox(JdbcClient database, JsonMapper json, Clock clock) {
        this.database = database;
        this.json = json;
        this.clock = clock;
    }

    /// @param topic one topic per aggregate, such as `ca-order.certificate`
    /// @param key the aggregate's id: order is kept per key
    /// @param type such as `ca-order.certificate.issued.v1`
    /// @param event a flat record without personal data, keys or pictures
    @Transactional(propagation = Propagation.MANDATORY)
    public void append(String topic, String key, String type, Object event) {
        database.sql(
                        """
                        INSERT INTO outbox (event_id, topic, event_key, event_type, payload, created_at)
                        VALUES (?, ?, ?, ?, ?, ?)\
                        """)
                .params(
                        UUID.randomUUID().toString(),
                        topic,
                        key,
                        type,
                        json.writeValueAsString(event),
                        java.sql.Timestamp.from(clock.instant()))
                .update();
    }
}
