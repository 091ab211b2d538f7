package cn.biaozhengtong.caorder.review;

import cn.biaozhengtong.caorder.ordering.OrderId;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Who works on which order (领取, 释放): half an hour, prolonged by claiming again. A claim keeps
/// others from deciding; it gives no right that the operator has not got.
@Component
public class ReviewClaims {
    private static final Duration LIFE = Duration.ofMinutes(30);

    private final JdbcClient database;
    private final Clock clock;

    ReviewClaims(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /// @throws cn.biaozhengtong.kit.problem.ProblemException while another operator has it
    @Transactional
    public Instant claim(String operator, OrderId order) {
        Instant now = clock.instant();
        Timestamp until = Timestamp.from(now.plus(LIFE));
        int mine =
                database.sql(
                                """
                                UPDATE review_claim SET operator = ?, claimed_until = ?
                                WHERE order_id = ? AND (operator = ? OR claimed_until < ?)\
                                """)
                        .params(operator, until, order.toString(), operator, Timestamp.from(now))
                        .update();
        if (mine == 0) {
            try {
                database.sql(
                                "INSERT INTO review_claim (order_id, operator, claimed_until) VALUES (?, ?, ?)")
                        .params(order.toString(), operator, until)
                        .update();
            } catch (org.springframework.dao.DuplicateKeyException e) {
                throw ReviewProblem.claimed_by_another.exception();
            }
        }
        return until.toInstant();
    }

    /// Only one's own; otherwise nothing happens.
    @Transactional
    public void release(String operator, OrderId order) {
        database.sql("DELETE FROM review_claim WHERE order_id = ? AND operator = ?")
                .params(order.toString(), operator)
                .update();
    }

    /// Who has the order now.
    public Optional<String> holder(OrderId order) {
        return database.sql(
                        "SELECT operator FROM review_claim WHERE order_id = ? AND claimed_until >= ?")
                .params(order.toString(), Timestamp.from(clock.instant()))
                .query(String.class)
                .optional();
    }
}
