package cn.biaozhengtong.caorder.review;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Figures of the review desk.
@Component
public class ReviewStatistics {
    private final JdbcClient database;
    private final Clock clock;

    ReviewStatistics(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /// @param waiting orders by state, now
    /// @param oldestWaitMinutes of any that waits for a reviewer or approver
    /// @param decisions by stage and verdict, in the days asked for
    public record Figures(
            Map<String, Long> waiting, long oldestWaitMinutes, Map<String, Long> decisions) {}

    public Figures of(int days) {
        Map<String, Long> waiting = new LinkedHashMap<>();
        database.sql(
                        "SELECT state, COUNT(*) FROM orders WHERE state IN ('awaiting_review', 'awaiting_approval') GROUP BY state ORDER BY state")
                .query((row, n) -> waiting.put(row.getString(1), row.getLong(2)))
                .list();
        Map<String, Long> decisions = new LinkedHashMap<>();
        database.sql(
                        "SELECT stage, verdict, COUNT(*) FROM decision WHERE at >= ? GROUP BY stage, verdict ORDER BY stage, verdict")
                .param(Timestamp.from(clock.instant().minus(Duration.ofDays(days))))
                .query((row, n) ->
                        decisions.put(row.getString(1) + "." + row.getString(2), row.getLong(3)))
                .list();
        long oldest =
                database.sql(
                                "SELECT COALESCE(state_since, created_at) FROM orders WHERE state IN ('awaiting_review', 'awaiting_approval') ORDER BY 1 LIMIT 1")
                        .query((row, n) -> row.getTimestamp(1).toInstant())
                        .optional()
                        .map(since -> Duration.between(since, clock.instant()).toMinutes())
                        .orElse(0L);
        return new Figures(waiting, oldest, decisions);
    }
}
