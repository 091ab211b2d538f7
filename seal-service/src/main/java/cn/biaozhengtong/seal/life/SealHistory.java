package cn.biaozhengtong.seal.life;

import cn.biaozhengtong.kit.id.AccountId;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What happened to each seal, when and by whom; rows are only ever added.
@Component
public class SealHistory {
    private final JdbcClient database;
    private final Clock clock;

    SealHistory(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /// @param actor an account's id, or `system`
    public record Entry(String what, String detail, String actor, Instant at) {}

    void add(SealId seal, String what, String detail, String actor) {
        database.sql(
                        "INSERT INTO seal_history (seal_id, what, detail, actor, at) VALUES (?, ?, ?, ?, ?)")
                .params(seal.toString(), what, detail, actor, Timestamp.from(clock.instant()))
                .update();
    }

    /// Who had its last version made, of those that somebody ordered.
    Optional<AccountId> maker(SealId seal) {
        return database.sql(
                        "SELECT actor FROM seal_history WHERE seal_id = ? AND what = 'made' AND actor <> ? ORDER BY id DESC LIMIT 1")
                .params(seal.toString(), TellOfSeals.SYSTEM)
                .query(String.class)
                .optional()
                .map(AccountId::of);
    }

    /// Newest first, at most 100.
    public List<Entry> of(SealId seal) {
        return database.sql(
                        "SELECT what, detail, actor, at FROM seal_history WHERE seal_id = ? ORDER BY id DESC LIMIT 100")
                .param(seal.toString())
                .query((row, n) ->
                        new Entry(
                                row.getString(1),
                                row.getString(2),
                                row.getString(3),
                                row.getTimestamp(4).toInstant()))
                .list();
    }
}
