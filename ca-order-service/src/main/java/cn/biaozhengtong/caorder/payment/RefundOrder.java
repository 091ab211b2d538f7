package cn.biaozhengtong.caorder.payment;

import cn.biaozhengtong.caorder.ordering.Order;
import cn.biaozhengtong.caorder.ordering.OrderProblem;
import cn.biaozhengtong.caorder.ordering.OrderState;
import cn.biaozhengtong.caorder.ordering.Orders;
import cn.biaozhengtong.kit.audit.AuditLog;
import cn.biaozhengtong.kit.problem.RequestProblem;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/// Pays the whole price back until certificates are made for the order, then nothing (R27). The
/// request is committed first; the channel is asked until it has answered.
@Component
public class RefundOrder {
    private static final Logger LOG = LoggerFactory.getLogger(RefundOrder.class);

    private final Orders orders;
    private final Payments payments;
    private final Refunds refunds;
    private final PaymentChannels channels;
    private final Books books;
    private final TransactionTemplate transactions;

    RefundOrder(
            Orders orders,
            Payments payments,
            Refunds refunds,
            PaymentChannels channels,
            Books books,
            TransactionTemplate transactions) {
        this.orders = orders;
        this.payments = payments;
        this.refunds = refunds;
        this.channels = channels;
        this.books = books;
        this.transactions = transactions;
    }

    /// Where a refund is written down.
    @Component
    record Books(Ledger ledger, AuditLog audit) {}

    /// @param amountCents what the client names, if anything; only the whole price is right
    public record Wish(String reason, Optional<Long> amountCents) {}

    @Transactional(propagation = Propagation.MANDATORY)
    public UUID request(UUID orderId, Refunds.Cause cause, String by, Wish wish) {
        Order order = orders.lock(orderId);
        if (order.state() == OrderState.refunding || order.state() == OrderState.refunded) {
            throw PaymentProblem.refunded_already.exception();
        }
        if (order.isFulfilled()) {
            throw OrderProblem.fulfilled.exception();
        }
        if (order.state() != OrderState.awaiting_download) {
            throw OrderProblem.wrong_state.with(order.state().name());
        }
        Payments.Payment payment = payments.paidFor(orderId).orElseThrow();
        if (wish.amountCents().filter(it -> it != payment.amountCents()).isPresent()) {
            throw PaymentProblem.refund_partial.exception();
        }
        UUID id = refunds.add(payment, cause, wish.reason(), by);
        books.ledger().refundRequested(payment);
        orders.move(order, OrderState.refunding, by, wish.reason(), "refunding");
        return id;
    }

    /// An operator lets a refund that the channel refused be tried again.
    @Transactional
    public void retry(String operator, UUID refundId) {
        if (refunds.find(refundId).isEmpty()) {
            throw RequestProblem.not_found.exception();
        }
        if (!refunds.retry(refundId)) {
            throw PaymentProblem.refund_not_refused.exception();
        }
        books.audit().record(operator, "refund.retried", refundId.toString(), "");
    }

    @Scheduled(fixedDelay = 2_000, initialDelay = 5_000)
    void carryOut() {
        for (Refunds.Refund it : refunds.open()) {
            try {
                refunds.attempted(it.id());
                settle(
                        it,
                        channels.named(it.channel())
                                .refund(it.id(), it.paymentId(), it.amountCents(), it.reason()));
            } catch (RuntimeException e) {
                LOG.warn("refund {} will be tried again: {}", it.id(), e.toString());
            }
        }
    }

    private void settle(Refunds.Refund it, PaymentChannel.Refunded answer) {
        switch (answer) {
            case PaymentChannel.Refunded.UnderWay underWay -> {}
            case PaymentChannel.Refunded.Refused refused -> {
                LOG.error("refund {} was refused by {}: {}", it.id(), it.channel(), refused.why());
                refunds.refused(it.id(), refused.why());
            }
            case PaymentChannel.Refunded.Done done ->
                    transactions.executeWithoutResult(status -> paidBack(it, done));
        }
    }

    private void paidBack(Refunds.Refund it, PaymentChannel.Refunded.Done done) {
        Order order = orders.lock(it.orderId());
        if (!refunds.done(it.id(), done.at())) {
            return;
        }
        books.ledger().paidBack(payments.find(it.paymentId()).orElseThrow());
        if (it.cause() == Refunds.Cause.surplus) {
            books.audit()
                    .record("channel:" + it.channel(), "surplus.returned", it.id().toString(), "");
        } else {
            orders.move(order, OrderState.refunded, "channel:" + it.channel(), null, "refunded");
        }
    }
}
