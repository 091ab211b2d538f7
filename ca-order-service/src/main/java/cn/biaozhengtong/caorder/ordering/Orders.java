package cn.biaozhengtong.caorder.ordering;

import cn.biaozhengtong.kit.audit.AuditLog;
import cn.biaozhengtong.kit.events.Bell;
import cn.biaozhengtong.kit.events.Outbox;
import cn.biaozhengtong.kit.id.AccountId;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// The store of orders: every transition goes through [#move], which records actor and time, tells
/// the outside and, where a claim ends, commands the saga; all in the caller's transaction.
@Component
public class Orders {
    private static final String TOPIC = "ca-order.order";

    private final OrderRows rows;
    private final JdbcClient database;
    private final Outbox outbox;
    private final AuditLog audit;
    private final Clock clock;
    private final Bell commanded = new Bell();

    Orders(OrderRows rows, JdbcClient database, Outbox outbox, AuditLog audit, Clock clock) {
        this.rows = rows;
        this.database = database;
        this.outbox = outbox;
        this.audit = audit;
        this.clock = clock;
    }

    /// `ca-order.order.*.v1`, as others read it.
    record OrderEvent(
            UUID orderId,
            String kind,
            String state,
            UUID applicantId,
            UUID payerId,
            @Nullable String reason) {}

    /// One step of the progress (查看审核进度, R23).
    public record Step(String state, String actor, @Nullable String reason, Instant at) {}

    @Transactional(propagation = Propagation.MANDATORY)
    public void add(Order order) {
        rows.save(order);
        log(order, null, order.accountId().toString(), null);
    }

    /// The order of this account; absent and foreign look the same.
    public Order of(AccountId account, OrderId id) {
        return rows.findById(id.value())
                .filter(order -> order.accountId().equals(account))
                .orElseThrow(OrderProblem.order_unknown::exception);
    }

    /// The order that this account pays, as last known.
    public Order paidBy(AccountId account, OrderId id) {
        return rows.findById(id.value())
                .filter(order -> order.payerId().equals(account))
                .orElseThrow(OrderProblem.order_unknown::exception);
    }

    public Order byId(OrderId id) {
        return rows.findById(id.value()).orElseThrow(OrderProblem.order_unknown::exception);
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public Order lock(OrderId id) {
        return rows.lock(id.value()).orElseThrow(OrderProblem.order_unknown::exception);
    }

    /// Applied for or to be paid by the account, newest first.
    public List<Order> of(AccountId account, Collection<OrderState> states) {
        return rows.mine(account.value(), states, Limit.of(100));
    }

    /// The longest waiting first.
    public List<Order> in(OrderState state, Instant since) {
        return rows.findTop100ByStateAndStateSinceBeforeOrderByStateSince(state, since);
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void fulfil(Order order) {
        order.fulfil();
        rows.saveAndFlush(order);
    }

    public List<Order> in(OrderState state) {
        return rows.findTop100ByStateOrderByCreatedAt(state);
    }

    /// Moves a locked order on. `event` is the last part of the contract event's type.
    @Transactional(propagation = Propagation.MANDATORY)
    public void move(
            Order order, OrderState next, String actor, @Nullable String reason, String event) {
        OrderState from = order.state();
        order.become(next);
        moved(order, from, actor, reason, event);
    }

    void moved(Order order, OrderState from, String actor, @Nullable String reason, String event) {
        order.since(clock.instant());
        rows.saveAndFlush(order);
        log(order, from, actor, reason);
        UUID claim = order.claimId();
        if (claim != null) {
            switch (order.state()) {
                case rejected, closed, refunded -> command(order, claim, "release");
                case completed -> command(order, claim, "confirm");
                default -> {}
            }
        }
        outbox.append(
                TOPIC,
                order.getId().toString(),
                "ca-order.order." + event + ".v1",
                new OrderEvent(
                        order.getId(),
                        order.kind().name(),
                        order.state().name(),
                        order.accountId().value(),
                        order.payerId().value(),
                        reason));
    }

    public List<Step> steps(OrderId orderId) {
        return database.sql(
                        "SELECT to_state, actor, reason, at FROM order_transition WHERE order_id = ? ORDER BY id")
                .param(orderId.toString())
                .query((row, n) ->
                        new Step(
                                row.getString(1),
                                row.getString(2),
                                row.getString(3),
                                row.getTimestamp(4).toInstant()))
                .list();
    }

    private void log(
            Order order, @Nullable OrderState from, String actor, @Nullable String reason) {
        String id = order.getId().toString();
        database.sql(
                        """
                        INSERT INTO order_transition (order_id, from_state, to_state, actor, reason, at)
                        VALUES (?, ?, ?, ?, ?, ?)\
                        """)
                .param(id)
                .param(from == null ? null : from.name())
                .param(order.state().name())
                .param(actor)
                .param(reason)
                .param(Timestamp.from(clock.instant()))
                .update();
        audit.record(actor, "order." + order.state(), id, reason == null ? "" : reason);
    }

    /// Whether a claim is about to be given back: what is reserved before that is given back with
    /// it.
    boolean isSettling(UUID claim) {
        return database.sql(
                                "SELECT COUNT(*) FROM saga_command WHERE claim_id = ? AND command = 'release' AND done_at IS NULL")
                        .param(claim.toString())
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /// Rung when the saga is commanded something.
    Bell commanded() {
        return commanded;
    }

    private void command(Order order, UUID claim, String command) {
        database.sql(
                        """
                        INSERT INTO saga_command (id, claim_id, command, created_at, attempts)
                        VALUES (?, ?, ?, ?, 0)\
                        """)
                .params(
                        order.getId() + ":" + command,
                        claim.toString(),
                        command,
                        Timestamp.from(clock.instant()))
                .update();
        commanded.ring();
    }
}
