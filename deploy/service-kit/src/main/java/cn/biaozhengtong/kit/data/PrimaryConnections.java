package cn.biaozhengtong.kit.data;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicLong;

/// Makes a pool leave a server that takes no writes any more: all its connections, for those that
/// only read would go on reading what the new primary has long changed. New ones go to wherever the
/// address leads by then.
///
/// At most once a second: while no server takes writes, each failing write would otherwise cost
/// every reader his connection.
public final class PrimaryConnections implements SQLExceptionOverride {
    private static final long AT_MOST_EVERY = 1_000_000_000L;

    private final HikariDataSource pool;
    private final AtomicLong left = new AtomicLong(System.nanoTime() - AT_MOST_EVERY);

    private PrimaryConnections(HikariDataSource pool) {
        this.pool = pool;
    }

    /// Before the pool gives its first connection.
    public static void only(HikariDataSource pool) {
        pool.setExceptionOverride(new PrimaryConnections(pool));
    }

    @java.lang.Override
    public SQLExceptionOverride.Override adjudicate(SQLException e) {
        if (DatabaseOutage.isReadOnly(e)) {
            return leave()
                    ? SQLExceptionOverride.Override.MUST_EVICT
                    : SQLExceptionOverride.Override.CONTINUE_EVICT;
        }
        return DatabaseOutage.isLost(e)
                ? SQLExceptionOverride.Override.MUST_EVICT
                : SQLExceptionOverride.Override.CONTINUE_EVICT;
    }

    private boolean leave() {
        long now = System.nanoTime();
        long last = left.get();
        if (now - last < AT_MOST_EVERY || !left.compareAndSet(last, now)) {
            return false;
        }
        HikariPoolMXBean connections = pool.getHikariPoolMXBean();
        if (connections != null) {
            connections.softEvictConnections();
        }
        return true;
    }
}
