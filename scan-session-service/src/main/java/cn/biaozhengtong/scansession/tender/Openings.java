package cn.biaozhengtong.scansession.tender;

import cn.biaozhengtong.kit.audit.AuditLog;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Openings in a hall (开标大厅): a tender, and the window in which its bidders decrypt.
@Component
public class Openings {
    private static final String COLUMNS =
            "id, tender, lot, title, hall, opens_at, closes_at FROM opening WHERE client_id = ?";

    private final JdbcClient database;
    private final AuditLog audit;
    private final Clock clock;

    Openings(JdbcClient database, AuditLog audit, Clock clock) {
        this.database = database;
        this.audit = audit;
        this.clock = clock;
    }

    /// @param hall as bidders know it
    public record Plan(
            String tender,
            String lot,
            String title,
            String hall,
            Instant opensAt,
            Instant closesAt) {}

    public record Opening(UUID id, Plan plan) {}

    /// One opening per tender and lot of a platform; registering it again moves its times.
    @Transactional
    public UUID register(String clientId, Plan it) {
        // In one statement, which takes the row for itself at once: after a failed INSERT each of
        // two would hold it and wait for the other.
        UUID fresh = UUID.randomUUID();
        database.sql(
                        """
                        INSERT INTO opening (id, client_id, tender, lot, title, hall, opens_at, closes_at, created_at)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                        ON DUPLICATE KEY UPDATE title = VALUES(title), hall = VALUES(hall),
                            opens_at = VALUES(opens_at), closes_at = VALUES(closes_at)\
                        """)
                .params(
                        fresh.toString(),
                        clientId,
                        it.tender(),
                        it.lot(),
                        it.title(),
                        it.hall(),
                        Timestamp.from(it.opensAt()),
                        Timestamp.from(it.closesAt()),
                        Timestamp.from(clock.instant()))
                .update();
        UUID id =
                UUID.fromString(
                        database.sql(
                                        "SELECT id FROM opening WHERE client_id = ? AND tender = ? AND lot = ?")
                                .params(clientId, it.tender(), it.lot())
                                .query(String.class)
                                .single());
        if (id.equals(fresh)) {
            audit.record(clientId, "opening.registered", id.toString(), it.tender());
        } else {
            audit.record(clientId, "opening.moved", id.toString(), it.opensAt().toString());
        }
        return id;
    }

    public List<Opening> of(String clientId) {
        return database.sql("SELECT " + COLUMNS + " ORDER BY opens_at DESC LIMIT 200")
                .param(clientId)
                .query((row, n) -> opening(row))
                .list();
    }

    public Optional<Opening> find(String clientId, UUID id) {
        return database.sql("SELECT " + COLUMNS + " AND id = ?")
                .params(clientId, id.toString())
                .query((row, n) -> opening(row))
                .optional();
    }

    public boolean isOf(String clientId, UUID id) {
        return find(clientId, id).isPresent();
    }

    private static Opening opening(ResultSet row) throws SQLException {
        return new Opening(
                UUID.fromString(row.getString(1)),
                new Plan(
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getTimestamp(6).toInstant(),
                        row.getTimestamp(7).toInstant()));
    }
}
