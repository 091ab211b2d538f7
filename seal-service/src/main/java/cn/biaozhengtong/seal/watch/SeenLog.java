package cn.biaozhengtong.seal.watch;

import cn.biaozhengtong.crypto.evidence.MerkleFrontier;
import cn.biaozhengtong.seal.watch.Comparison.Difference;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// How far the log was followed, and what is wrong with it.
@Component
class SeenLog {
    private final JdbcClient database;

    SeenLog(JdbcClient database) {
        this.database = database;
    }

    MerkleFrontier frontier() {
        return database.sql("SELECT size, nodes FROM log_watch WHERE id = 1")
                .query((row, n) -> new MerkleFrontier(row.getLong(1), nodes(row.getString(2))))
                .single();
    }

    private static List<String> nodes(String joined) {
        return joined.isEmpty() ? List.of() : Arrays.asList(joined.split(","));
    }

    /// @return false when another replica was faster
    @Transactional(propagation = Propagation.MANDATORY)
    boolean advance(MerkleFrontier from, MerkleFrontier to, PublicLog.Stamped by) {
        return database.sql(
                                "UPDATE log_watch SET size = ?, nodes = ?, checkpoint = ?, time_stamp = ? WHERE id = 1 AND size = ?")
                        .params(
                                to.size(),
                                String.join(",", to.nodes()),
                                by.said().text(),
                                by.timeStamp(),
                                from.size())
                        .update()
                == 1;
    }

    /// @return those that were not known
    @Transactional(propagation = Propagation.MANDATORY)
    List<Long> note(long from, long to, Map<Long, Difference> different, Instant at) {
        // One replica at a time.
        database.sql("SELECT id FROM log_watch WHERE id = 1 FOR UPDATE")
                .query(Integer.class)
                .single();
        List<Long> before =
                database.sql(
                                "SELECT position FROM log_difference WHERE position >= ? AND position < ?")
                        .params(from, to)
                        .query(Long.class)
                        .list();
        if (!before.isEmpty()) {
            // As long as it is so: what was mended is no difference any more.
            database.sql("DELETE FROM log_difference WHERE position IN (:positions)")
                    .param("positions", before)
                    .update();
        }
        different.forEach((index, kind) ->
                database.sql(
                                "INSERT INTO log_difference (position, kind, found_at) VALUES (?, ?, ?)")
                        .params(index, kind.name(), Timestamp.from(at))
                        .update());
        return different.keySet().stream().filter(it -> !before.contains(it)).toList();
    }

    Map<Difference, Long> differences() {
        Map<Difference, Long> out = new EnumMap<>(Difference.class);
        for (Difference it : Difference.values()) {
            out.put(
                    it,
                    database.sql("SELECT COUNT(*) FROM log_difference WHERE kind = ?")
                            .param(it.name())
                            .query(Long.class)
                            .single());
        }
        return out;
    }
}
