package cn.biaozhengtong.caorder.payment;

import cn.biaozhengtong.caorder.ordering.OrderId;
import cn.biaozhengtong.kit.data.StateMachine;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Stored payments and notices; every change is guarded by the state it comes from.
@Component
class Payments {
    private static final String SELECT =
            "SELECT p.id, p.order_id, p.channel, p.amount_cents, p.state, p.created_at FROM payment p ";

    /// Whose channel is to be asked what became of them.
    private static final List<String> UNSETTLED = StateMachine.before(PaymentState.closed);

    private final JdbcClient database;
    private final Clock clock;

    Payments(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    record Payment(
            PaymentId id,
            OrderId orderId,
            String channel,
            long amountCents,
            PaymentState state,
            Instant createdAt) {}

    void intend(PaymentId id, OrderId order, String channel, long amountCents) {
        database.sql(
                        """
                        INSERT INTO payment (id, order_id, channel, amount_cents, state, created_at, version)
                        VALUES (?, ?, ?, ?, ?, ?, 0)\
                        """)
                .params(
                        id.toString(),
                        order.toString(),
                        channel,
                        amountCents,
                        PaymentState.intended.name(),
                        Timestamp.from(clock.instant()))
                .update();
    }

    void opened(PaymentId id, String cashierUrl) {
        database.sql(
                        "UPDATE payment SET state = :to, cashier_url = :url, version = version + 1 WHERE id = :id AND state IN (:from)")
                .param("url", cashierUrl)
                .params(moving(id, PaymentState.open))
                .update();
    }

    Optional<Payment> find(PaymentId id) {
        return database.sql(SELECT + "WHERE p.id = ?")
                .param(id.toString())
                .query((row, n) -> payment(row))
                .optional();
    }

    /// The payment that paid the order.
    Optional<Payment> paidFor(OrderId order) {
        return database.sql(SELECT + "WHERE p.paid_order = ?")
                .param(order.toString())
                .query((row, n) -> payment(row))
                .optional();
    }

    List<Payment> unsettled() {
        return database.sql(
                        SELECT
                                + "WHERE p.state IN (:unsettled) ORDER BY p.created_at DESC LIMIT 200")
                .param("unsettled", UNSETTLED)
                .query((row, n) -> payment(row))
                .list();
    }

    List<Payment> unsettled(OrderId order) {
        return database.sql(SELECT + "WHERE p.state IN (:unsettled) AND p.order_id = :order")
                .param("unsettled", UNSETTLED)
                .param("order", order.toString())
                .query((row, n) -> payment(row))
                .list();
    }

    /// Trades that nobody is to pay any more, because the order was paid otherwise or is ending.
    List<Payment> needless() {
        return database.sql(
                        SELECT
                                + """
                                JOIN orders o ON o.id = p.order_id
                                WHERE p.state IN (:unsettled) AND o.state <> 'awaiting_payment'
                                ORDER BY p.created_at LIMIT 50\
                                """)
                .param("unsettled", UNSETTLED)
                .query((row, n) -> payment(row))
                .list();
    }

    private static Payment payment(java.sql.ResultSet row) throws java.sql.SQLException {
        return new Payment(
                PaymentId.of(row.getString(1)),
                OrderId.of(row.getString(2)),
                row.getString(3),
                row.getLong(4),
                PaymentState.valueOf(row.getString(5)),
                row.getTimestamp(6).toInstant());
    }

    /// False when it was paid before: the replay gate.
    boolean paid(Payment payment, String tradeNo, Instant at) {
        return database.sql(
                                """
                                UPDATE payment SET state = :to, trade_no = :trade, paid_at = :at,
                                    paid_order = order_id, version = version + 1
                                WHERE id = :id AND state IN (:from)\
                                """)
                        .param("trade", tradeNo)
                        .param("at", Timestamp.from(at))
                        .params(moving(payment.id(), PaymentState.paid))
                        .update()
                == 1;
    }

    /// Money for an order that is paid already, or closed: to be paid back. False when known.
    boolean surplus(Payment payment, String tradeNo, Instant at) {
        return database.sql(
                                """
                                UPDATE payment SET state = :to, trade_no = :trade, paid_at = :at, version = version + 1
                                WHERE id = :id AND state IN (:from)\
                                """)
                        .param("trade", tradeNo)
                        .param("at", Timestamp.from(at))
                        .params(moving(payment.id(), PaymentState.surplus))
                        .update()
                == 1;
    }

    void closed(PaymentId id) {
        database.sql(
                        "UPDATE payment SET state = :to, version = version + 1 WHERE id = :id AND state IN (:from)")
                .params(moving(id, PaymentState.closed))
                .update();
    }

    private static Map<String, Object> moving(PaymentId id, PaymentState to) {
        return Map.of("id", id.toString(), "to", to.name(), "from", StateMachine.before(to));
    }

    void keepNotice(String id, String channel, String raw) {
        try {
            database.sql(
                            "INSERT INTO payment_notice (id, channel, raw, received_at) VALUES (?, ?, ?, ?)")
                    .params(id, channel, raw, Timestamp.from(clock.instant()))
                    .update();
        } catch (DuplicateKeyException e) {
            // Told before; settling below is repeatable.
            return;
        }
    }
}
