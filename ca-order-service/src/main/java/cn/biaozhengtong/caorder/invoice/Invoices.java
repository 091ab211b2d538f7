package cn.biaozhengtong.caorder.invoice;

import cn.biaozhengtong.caorder.ordering.Order;
import cn.biaozhengtong.caorder.ordering.OrderId;
import cn.biaozhengtong.caorder.ordering.OrderState;
import cn.biaozhengtong.caorder.ordering.Orders;
import cn.biaozhengtong.kit.data.StateMachine;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.work.Due;
import cn.biaozhengtong.kit.work.DueWork;
import cn.biaozhengtong.kit.work.Pauses;
import cn.biaozhengtong.kit.work.UnitOfWork;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Invoices of completed orders. The wish is committed first; the provider is asked until it has
/// answered. One blue invoice is in force per order; replacing (换开) takes it back by a red one and
/// then issues another.
@Component
public class Invoices {
    private static final Logger LOG = LoggerFactory.getLogger(Invoices.class);
    private static final Pauses PAUSES = new Pauses(Duration.ofSeconds(2), Duration.ofSeconds(30));
    private static final int AT_ONCE = 4;

    private final Orders orders;
    private final InvoiceTitles titles;
    private final Optional<InvoiceProvider> provider;
    private final JdbcClient database;
    private final UnitOfWork work;
    private final Due due;

    Invoices(
            Orders orders,
            InvoiceTitles titles,
            Optional<InvoiceProvider> provider,
            JdbcClient database,
            UnitOfWork work,
            DueWork dueWork) {
        this.orders = orders;
        this.titles = titles;
        this.provider = provider;
        if (provider.isEmpty()) {
            LOG.warn("Not configured: invoices are issued by hand, and not asked for here");
        }
        this.database = database;
        this.work = work;
        this.due =
                dueWork.in(
                        new Due.Rows("invoice", "id", "due_at", "state = 'requested'"),
                        PAUSES,
                        AT_ONCE);
    }

    /// @param colour `blue`, or `red` for one that takes another back
    public record Invoice(
            UUID id,
            String colour,
            long amountCents,
            InvoiceState state,
            @Nullable String number,
            @Nullable String providerSaid,
            Instant requestedAt,
            @Nullable Instant issuedAt) {}

    private record Open(
            UUID id, String titleSealed, long amountCents, @Nullable String redOf, String colour) {}

    @Transactional(propagation = Propagation.MANDATORY)
    public UUID request(AccountId account, OrderId orderId, TitleId titleId) {
        mustBeConfigured();
        orders.paidBy(account, orderId);
        InvoiceTitle title = titles.of(account, titleId);
        Order order = orders.lock(orderId);
        if (order.state() != OrderState.completed) {
            throw InvoiceProblem.order_not_completed.exception();
        }
        if (blue(orderId)) {
            throw InvoiceProblem.invoice_exists.exception();
        }
        return insert(order, title, null);
    }

    /// Takes an issued blue invoice back and issues another.
    ///
    /// @return the new blue one
    @Transactional(propagation = Propagation.MANDATORY)
    public UUID replace(AccountId account, UUID invoiceId, TitleId titleId) {
        mustBeConfigured();
        InvoiceTitle title = titles.of(account, titleId);
        OrderId orderId =
                database.sql("SELECT order_id FROM invoice WHERE id = ? AND account_id = ?")
                        .params(invoiceId.toString(), account.toString())
                        .query(String.class)
                        .optional()
                        .map(OrderId::of)
                        .orElseThrow(InvoiceProblem.invoice_unknown::exception);
        Order order = orders.lock(orderId);
        int released =
                database.sql(
                                "UPDATE invoice SET blue_order = NULL WHERE id = ? AND blue_order = ? AND state = ?")
                        .params(
                                invoiceId.toString(),
                                orderId.toString(),
                                InvoiceState.issued.name())
                        .update();
        if (released == 0) {
            throw InvoiceProblem.not_replaceable.exception();
        }
        insert(order, titleOf(invoiceId), invoiceId);
        return insert(order, title, null);
    }

    private void mustBeConfigured() {
        if (provider.isEmpty()) {
            throw InvoiceProblem.invoices_by_hand.exception();
        }
    }

    public List<Invoice> of(AccountId account, OrderId orderId) {
        orders.paidBy(account, orderId);
        return database.sql(
                        """
                        SELECT id, colour, amount_cents, state, number, provider_said, requested_at, issued_at
                        FROM invoice WHERE order_id = ? ORDER BY requested_at, colour DESC\
                        """)
                .param(orderId.toString())
                .query(Invoices::invoice)
                .list();
    }

    /// Column by column: MySQL's driver gives a time as no instant.
    private static Invoice invoice(ResultSet row, int n) throws SQLException {
        Timestamp issued = row.getTimestamp(8);
        return new Invoice(
                UUID.fromString(row.getString(1)),
                row.getString(2),
                row.getLong(3),
                InvoiceState.valueOf(row.getString(4)),
                row.getString(5),
                row.getString(6),
                row.getTimestamp(7).toInstant(),
                issued == null ? null : issued.toInstant());
    }

    /// A blue invoice waits until the red one before it is issued.
    @Scheduled(fixedDelay = 2_000, initialDelay = 5_000)
    void carryOut() {
        provider.ifPresent(this::carryOut);
    }

    private void carryOut(InvoiceProvider by) {
        due.each(it -> open(it.key()).ifPresent(open -> ask(by, open)));
    }

    /// Empty while the red one before it is not issued.
    private Optional<Open> open(String id) {
        return database.sql(
                        """
                        SELECT i.id, i.title_sealed, i.amount_cents, b.number, i.colour
                        FROM invoice i LEFT JOIN invoice b ON b.id = i.red_of
                        WHERE i.id = ? AND i.state = ? AND NOT (i.colour = 'blue' AND EXISTS (
                            SELECT 1 FROM invoice r WHERE r.order_id = i.order_id AND r.colour = 'red'
                            AND r.state <> 'issued'))\
                        """)
                .params(id, InvoiceState.requested.name())
                .query((row, n) ->
                        new Open(
                                UUID.fromString(row.getString(1)),
                                row.getString(2),
                                row.getLong(3),
                                row.getString(4),
                                row.getString(5)))
                .optional();
    }

    private void ask(InvoiceProvider by, Open it) {
        String id = it.id().toString();
        InvoiceTitle title = titles.open(it.titleSealed(), "invoice:" + it.id());
        InvoiceProvider.Answer answer =
                by.issue(
                        new InvoiceProvider.Request(
                                it.id(), title, it.amountCents(), Optional.ofNullable(it.redOf())));
        switch (answer) {
            case InvoiceProvider.Answer.UnderWay underWay -> {}
            case InvoiceProvider.Answer.Issued issued ->
                    database.sql(
                                    "UPDATE invoice SET state = :to, number = :number, issued_at = :at WHERE id = :id AND state IN (:from)")
                            .param("number", issued.number())
                            .param("at", Timestamp.from(work.now()))
                            .params(moving(id, InvoiceState.issued))
                            .update();
            case InvoiceProvider.Answer.Refused refused -> {
                LOG.error("{} invoice {} was refused: {}", it.colour(), id, refused.why());
                database.sql(
                                """
                                UPDATE invoice SET state = :to, provider_said = :said, blue_order = NULL
                                WHERE id = :id AND state IN (:from)\
                                """)
                        .param(
                                "said",
                                refused.why().substring(0, Math.min(200, refused.why().length())))
                        .params(moving(id, InvoiceState.refused))
                        .update();
            }
        }
    }

    private static Map<String, Object> moving(String id, InvoiceState to) {
        return Map.of("id", id, "to", to.name(), "from", StateMachine.before(to));
    }

    private boolean blue(OrderId orderId) {
        return database.sql("SELECT COUNT(*) FROM invoice WHERE blue_order = ?")
                        .param(orderId.toString())
                        .query(Integer.class)
                        .single()
                > 0;
    }

    private InvoiceTitle titleOf(UUID invoice) {
        String sealed =
                database.sql("SELECT title_sealed FROM invoice WHERE id = ?")
                        .param(invoice.toString())
                        .query(String.class)
                        .single();
        return titles.open(sealed, "invoice:" + invoice);
    }

    private UUID insert(Order order, InvoiceTitle title, @Nullable UUID redOf) {
        UUID id = UUID.randomUUID();
        database.sql(
                        """
                        INSERT INTO invoice (id, order_id, account_id, colour, amount_cents, title_sealed, state, red_of,
                            blue_order, requested_at, attempts)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)\
                        """)
                .param(id.toString())
                .param(order.getId().toString())
                .param(order.payerId().toString())
                .param(redOf == null ? "blue" : "red")
                .param(order.priceCents())
                .param(titles.seal(title, "invoice:" + id))
                .param(InvoiceState.requested.name())
                .param(redOf == null ? null : redOf.toString())
                .param(redOf == null ? order.getId().toString() : null)
                .param(Timestamp.from(work.now()))
                .update();
        work.note(
                order.payerId().toString(),
                redOf == null ? "invoice.blue" : "invoice.red",
                id.toString(),
                order.getId().toString());
        return id;
    }
}
