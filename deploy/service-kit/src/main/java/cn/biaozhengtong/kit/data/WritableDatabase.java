package cn.biaozhengtong.kit.data;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionException;

/// Ready is who can write: a server that only reads takes no order, and whoever shares requests out
/// had better ask a replica that has found the new primary.
///
/// It asks by a write of no row: a server refuses it by its kind, a proxy sends it where writes go,
/// nothing is locked or written to the log.
record WritableDatabase(JdbcClient database) implements HealthIndicator {
    @Override
    public Health health() {
        try {
            database.sql("UPDATE outbox_gate SET id = 0 WHERE id = 0").update();
            return Health.up().build();
        } catch (DataAccessException | TransactionException e) {
            return Health.down(e).build();
        }
    }
}
