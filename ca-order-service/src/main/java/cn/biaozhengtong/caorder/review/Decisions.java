package cn.biaozhengtong.caorder.review;

import cn.biaozhengtong.caorder.ordering.OrderId;
import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.crypto.cert.Certificate;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Stored decisions. A return opens a new round, so that both look again.
@Component
class Decisions {
    private final JdbcClient database;

    Decisions(JdbcClient database) {
        this.database = database;
    }

    /// @param at as signed
    record Stored(
            Decision.Stage stage,
            String verdict,
            String operator,
            String sheetHash,
            String reason,
            Preimage signature,
            Certificate certificate,
            Instant at) {}

    /// Rounds begin at 1; each return before raises it.
    int round(OrderId order) {
        return 1
                + database.sql(
                                "SELECT COUNT(*) FROM decision WHERE order_id = ? AND verdict = 'return'")
                        .param(order.toString())
                        .query(Integer.class)
                        .single();
    }

    List<Stored> of(OrderId order, int round) {
        return database.sql(
                        """
                        SELECT stage, verdict, operator, sheet_hash, reason, signature, certificate, at
                        FROM decision WHERE order_id = ? AND round_no = ? ORDER BY id\
                        """)
                .params(order.toString(), round)
                .query((row, n) ->
                        new Stored(
                                Decision.Stage.valueOf(row.getString(1)),
                                row.getString(2),
                                row.getString(3),
                                row.getString(4),
                                row.getString(5),
                                Preimage.of(row.getBytes(6)),
                                Certificate.parse(row.getBytes(7)),
                                row.getTimestamp(8).toInstant()))
                .list();
    }

    void add(OrderId order, int round, Stored decision) {
        database.sql(
                        """
                        INSERT INTO decision (order_id, round_no, stage, verdict, operator, sheet_hash,
                            reason, signature, certificate, at)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)\
                        """)
                .params(
                        order.toString(),
                        round,
                        decision.stage().name(),
                        decision.verdict(),
                        decision.operator(),
                        decision.sheetHash(),
                        decision.reason(),
                        decision.signature().toBytes(),
                        decision.certificate().encoded(),
                        Timestamp.from(decision.at()))
                .update();
    }
}
