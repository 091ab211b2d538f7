package cn.biaozhengtong.scansession.relyingparty;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What became of platforms' sessions, and how well their endpoints hear.
@Component
public class Statistics {
    private static final Duration MONTH = Duration.ofDays(30);

    private final JdbcClient database;
    private final Clock clock;

    Statistics(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /// Sessions of one kind that ended, or are, in one state.
    ///
    /// @param meanSeconds from opening to end; null where none ended
    public record Count(
            String kind,
            String state,
            @Nullable String error,
            long sessions,
            @Nullable Double meanSeconds) {}

    public List<Count> of(String clientId) {
        return database.sql(
                        """
                        SELECT kind, state, error, COUNT(*), AVG(TIMESTAMPDIFF(MICROSECOND, created_at, ended_at)) / 1e6
                        FROM scan_session WHERE client_id = ? AND created_at > ?
                        GROUP BY kind, state, error ORDER BY kind, state, error\
                        """)
                .params(clientId, since(MONTH))
                .query((row, n) ->
                        new Count(
                                row.getString(1),
                                row.getString(2),
                                row.getString(3),
                                row.getLong(4),
                                row.getObject(5) == null ? null : row.getDouble(5)))
                .list();
    }

    /// @param pending webhooks not delivered yet
    /// @param dead webhooks that were given up
    /// @param lastDelivered null where none was
    /// @param gone whether the endpoint answered 410
    public record Health(
            String clientId,
            String platformCode,
            String platformName,
            long sessionsToday,
            long pending,
            long dead,
            @Nullable Instant lastDelivered,
            boolean gone,
            boolean hasCertificate) {}

    public List<Health> health() {
        return database.sql(
                        """
                        SELECT r.client_id, r.platform_code, r.platform_name,
                            (SELECT COUNT(*) FROM scan_session s WHERE s.client_id = r.client_id AND s.created_at > ?),
                            (SELECT COUNT(*) FROM webhook_delivery d WHERE d.client_id = r.client_id AND d.state = 'pending'),
                            (SELECT COUNT(*) FROM webhook_delivery d WHERE d.client_id = r.client_id AND d.state = 'dead'),
                            (SELECT MAX(delivered_at) FROM webhook_delivery d WHERE d.client_id = r.client_id),
                            r.webhook_gone_at IS NOT NULL, r.encryption_certificate IS NOT NULL
                        FROM relying_party r ORDER BY r.registered_at\
                        """)
                .param(since(Duration.ofDays(1)))
                .query((row, n) ->
                        new Health(
                                row.getString(1),
                                row.getString(2),
                                row.getString(3),
                                row.getLong(4),
                                row.getLong(5),
                                row.getLong(6),
                                row.getTimestamp(7) == null
                                        ? null
                                        : row.getTimestamp(7).toInstant(),
                                row.getBoolean(8),
                                row.getBoolean(9)))
                .list();
    }

    private Timestamp since(Duration back) {
        return Timestamp.from(clock.instant().minus(back));
    }
}
