package cn.biaozhengtong.scansession.webhook;

import cn.biaozhengtong.kit.audit.AuditLog;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Deliveries as a platform inspects them, and what was given up sent again.
@Component
public class Deliveries {
    private static final String COLUMNS =
            """
            SELECT id, session_id, state, attempts, next_at, last_status, last_error, created_at, delivered_at, body
            FROM webhook_delivery WHERE client_id = ?\
            """;

    private final JdbcClient database;
    private final AuditLog audit;
    private final Clock clock;

    Deliveries(JdbcClient database, AuditLog audit, Clock clock) {
        this.database = database;
        this.audit = audit;
        this.clock = clock;
    }

    /// @param id as in the header `webhook-id`, the same in every attempt
    /// @param nextAt of the next attempt, while pending
    /// @param lastStatus of the last answer; null where there was none
    /// @param body exactly as it is sent
    public record Delivery(
            DeliveryId id,
            UUID sessionId,
            DeliveryState state,
            int attempts,
            Instant nextAt,
            @Nullable Integer lastStatus,
            @Nullable String lastError,
            Instant createdAt,
            @Nullable Instant deliveredAt,
            String body) {}

    /// The newest first, 100 at a time.
    public List<Delivery> of(String clientId, @Nullable String state, Instant before) {
        return database.sql(
                        COLUMNS
                                + " AND (? = '' OR state = ?) AND created_at < ? ORDER BY created_at DESC LIMIT 100")
                .params(
                        clientId,
                        state == null ? "" : state,
                        state == null ? "" : state,
                        Timestamp.from(before))
                .query((row, n) -> delivery(row))
                .list();
    }

    public Optional<Delivery> find(String clientId, DeliveryId id) {
        return database.sql(COLUMNS + " AND id = ?")
                .params(clientId, id.toString())
                .query((row, n) -> delivery(row))
                .optional();
    }

    /// Sends one again, whatever became of it; its id stays.
    @Transactional
    public void replay(String clientId, DeliveryId id) {
        database.sql(
                        """
                        UPDATE webhook_delivery SET state = ?, attempts = 0, next_at = ?
                        WHERE client_id = ? AND id = ?\
                        """)
                .params(
                        DeliveryState.pending.name(),
                        Timestamp.from(clock.instant()),
                        clientId,
                        id.toString())
                .update();
        audit.record(clientId, "webhook.replayed", id.toString(), "");
    }

    /// Sends again what was given up between two moments.
    ///
    /// @return how many
    @Transactional
    public int replay(String clientId, Instant from, Instant to) {
        int count =
                database.sql(
                                """
                                UPDATE webhook_delivery SET state = ?, attempts = 0, next_at = ?
                                WHERE client_id = ? AND state = ? AND created_at >= ? AND created_at < ?\
                                """)
                        .params(
                                DeliveryState.pending.name(),
                                Timestamp.from(clock.instant()),
                                clientId,
                                DeliveryState.dead.name(),
                                Timestamp.from(from),
                                Timestamp.from(to))
                        .update();
        audit.record(clientId, "webhook.replayed", clientId, from + " " + to + " " + count);
        return count;
    }

    private static Delivery delivery(ResultSet row) throws SQLException {
        Timestamp delivered = row.getTimestamp(9);
        return new Delivery(
                DeliveryId.of(row.getString(1)),
                UUID.fromString(row.getString(2)),
                DeliveryState.valueOf(row.getString(3)),
                row.getInt(4),
                row.getTimestamp(5).toInstant(),
                (Integer) row.getObject(6),
                row.getString(7),
                row.getTimestamp(8).toInstant(),
                delivered == null ? null : delivered.toInstant(),
                row.getString(10));
    }
}
