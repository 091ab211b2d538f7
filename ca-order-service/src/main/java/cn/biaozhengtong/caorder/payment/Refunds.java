package cn.biaozhengtong.caorder.payment;

import cn.biaozhengtong.caorder.ordering.OrderId;
import cn.biaozhengtong.kit.data.StateMachine;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Stored refunds: one per payment by a UNIQUE key, always of the whole amount.
@Component
public class Refunds {
    private static final String SELECT =
            """
            SELECT id, payment_id, order_id, channel, amount_cents, cause, reason, state, channel_said,
                requested_at, done_at FROM refund\
            """;
    private static final RowMapper<Refund> REFUND =
            (row, n) -> {
                Timestamp done = row.getTimestamp(11);
                return new Refund(
                        UUID.fromString(row.getString(1)),
                        PaymentId.of(row.getString(2)),
                        OrderId.of(row.getString(3)),
                        row.getString(4),
                        row.getLong(5),
                        Cause.valueOf(row.getString(6)),
                        row.getString(7),
                        RefundState.valueOf(row.getString(8)),
                        row.getString(9),
                        row.getTimestamp(10).toInstant(),
                        done == null ? null : done.toInstant());
            };

    private final JdbcClient database;
    private final Clock clock;

    Refunds(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /// Who or what asked for the money back.
    public enum Cause {
        payer,
        operator,
        /// Paid twice or too late.
        surplus
    }

    /// @param channelSaid why the channel refused
    public record Refund(
            UUID id,
            PaymentId paymentId,
            OrderId orderId,
            String channel,
            long amountCents,
            Cause cause,
            String reason,
            RefundState state,
            @Nullable String channelSaid,
            Instant requestedAt,
            @Nullable Instant doneAt) {}

    /// @throws cn.biaozhengtong.kit.problem.ProblemException when the payment has a refund already
    @Transactional(propagation = Propagation.MANDATORY)
    UUID add(Payments.Payment payment, Cause cause, String reason, String by) {
        UUID id = UUID.randomUUID();
        try {
            database.sql(
                            """
                            INSERT INTO refund (id, payment_id, order_id, channel, amount_cents, cause, reason, state,
                                requested_by, requested_at, attempts)
                            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)\
                            """)
                    .params(
                            id.toString(),
                            payment.id().toString(),
                            payment.orderId().toString(),
                            payment.channel(),
                            payment.amountCents(),
                            cause.name(),
                            reason,
                            RefundState.requested.name(),
                            by,
                            Timestamp.from(clock.instant()))
                    .update();
        } catch (DuplicateKeyException e) {
            throw PaymentProblem.refunded_already.exception();
        }
        return id;
    }

    public List<Refund> in(RefundState state) {
        return database.sql(SELECT + " WHERE state = ? ORDER BY requested_at DESC LIMIT 200")
                .param(state.name())
                .query(REFUND)
                .list();
    }

    public List<Refund> of(OrderId order) {
        return database.sql(SELECT + " WHERE order_id = ? ORDER BY requested_at")
                .param(order.toString())
                .query(REFUND)
                .list();
    }

    Optional<Refund> find(UUID id) {
        return database.sql(SELECT + " WHERE id = ?").param(id.toString()).query(REFUND).optional();
    }

    /// False when it was done before.
    boolean done(UUID id, Instant at) {
        return database.sql(
                                "UPDATE refund SET state = :to, done_at = :at, channel_said = NULL WHERE id = :id AND state IN (:from)")
                        .param("at", Timestamp.from(at))
                        .params(moving(id, RefundState.done))
                        .update()
                == 1;
    }

    void refused(UUID id, String why) {
        database.sql(
                        "UPDATE refund SET state = :to, channel_said = :said WHERE id = :id AND state IN (:from)")
                .param("said", why.length() > 200 ? why.substring(0, 200) : why)
                .params(moving(id, RefundState.refused))
                .update();
    }

    boolean retry(UUID id) {
        return database.sql(
                                "UPDATE refund SET state = :to, attempts = 0, due_at = requested_at WHERE id = :id AND state IN (:from)")
                        .params(moving(id, RefundState.requested))
                        .update()
                == 1;
    }

    private static Map<String, Object> moving(UUID id, RefundState to) {
        return Map.of("id", id.toString(), "to", to.name(), "from", StateMachine.before(to));
    }
}
