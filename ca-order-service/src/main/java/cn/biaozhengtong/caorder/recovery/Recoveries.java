package cn.biaozhengtong.caorder.recovery;

import cn.biaozhengtong.crypto.cert.SerialNumber;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Stored recoveries.
@Component
public class Recoveries {
    private final JdbcClient database;

    Recoveries(JdbcClient database) {
        this.database = database;
    }

    /// @param keys encryption certificates whose keys it brings; the pair's own first
    public record Recovery(
            UUID id,
            UUID accountId,
            UUID deviceId,
            SerialNumber oldSerial,
            Instant startedAt,
            boolean issued,
            List<SerialNumber> keys) {}

    @Transactional(propagation = Propagation.MANDATORY)
    public void add(Recovery it) {
        database.sql(
                        "INSERT INTO recovery (id, account_id, device_id, old_serial, started_at) VALUES (?, ?, ?, ?, ?)")
                .params(
                        it.id().toString(),
                        it.accountId().toString(),
                        it.deviceId().toString(),
                        it.oldSerial().hex(),
                        Timestamp.from(it.startedAt()))
                .update();
        for (int i = 0; i < it.keys().size(); i++) {
            database.sql(
                            "INSERT INTO recovery_key (recovery_id, position, serial) VALUES (?, ?, ?)")
                    .params(it.id().toString(), i, it.keys().get(i).hex())
                    .update();
        }
    }

    /// Absent and foreign look the same; another device's too.
    Recovery of(UUID account, UUID device, UUID id) {
        return find(id).filter(it -> it.accountId().equals(account) && it.deviceId().equals(device))
                .orElseThrow(RecoveryProblem.recovery_unknown::exception);
    }

    Optional<Recovery> find(UUID id) {
        return database.sql(
                        "SELECT account_id, device_id, old_serial, started_at, issued_at FROM recovery WHERE id = ?")
                .param(id.toString())
                .query((row, n) ->
                        new Recovery(
                                id,
                                UUID.fromString(row.getString(1)),
                                UUID.fromString(row.getString(2)),
                                new SerialNumber(row.getString(3)),
                                row.getTimestamp(4).toInstant(),
                                row.getTimestamp(5) != null,
                                keys(id)))
                .optional();
    }

    private List<SerialNumber> keys(UUID id) {
        return database
                .sql("SELECT serial FROM recovery_key WHERE recovery_id = ? ORDER BY position")
                .param(id.toString())
                .query(String.class)
                .list()
                .stream()
                .map(SerialNumber::new)
                .toList();
    }

    /// Of several recoveries of one certificate the first to come here wins.
    ///
    /// @return false when this one was here before
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean issue(Recovery it, Instant now) {
        try {
            return database.sql(
                                    "UPDATE recovery SET issued_at = ?, replaces = old_serial WHERE id = ? AND issued_at IS NULL")
                            .params(Timestamp.from(now), it.id().toString())
                            .update()
                    == 1;
        } catch (DuplicateKeyException e) {
            throw RecoveryProblem.recovery_over.exception();
        }
    }
}
