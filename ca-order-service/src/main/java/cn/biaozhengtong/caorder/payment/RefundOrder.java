package cn.biaozhengtong.caorder.payment;

import cn.biaozhengtong.caorder.ordering.Order;
import cn.biaozhengtong.caorder.ordering.OrderId;
import cn.biaozhengtong.caorder.ordering.OrderProblem;
import cn.biaozhengtong.caorder.ordering.OrderState;
import cn.biaozhengtong.caorder.ordering.Orders;
import cn.biaozhengtong.kit.problem.RequestProblem;
import cn.biaozhengtong.kit.work.Due;
import cn.biaozhengtong.kit.work.DueWork;
import cn.biaozhengtong.kit.work.Pauses;
import cn.biaozhengtong.kit.work.UnitOfWork;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Pays the whole price back until certificates are made for the order, then nothing (R27). The
/// request is committed first; the channel is asked until it has answered.
@Component
public class RefundOrder {
    private static final Logger LOG = LoggerFactory.getLogger(RefundOrder.class);
    private static final Pauses PAUSES = new Pauses(Duration.ofSeconds(2), Duration.ofSeconds(30));
    private static final int AT_ONCE = 4;

    private final Orders orders;
    private final Payments payments;
    private final Refunds refunds;
    private final PaymentChannels channels;
    private final Ledger ledger;
    private final UnitOfWork work;
    private final Due due;

    RefundOrder(
            Orders orders,
            Payments payments,
            Refunds refunds,
            PaymentChannels channels,
            Ledger ledger,
            UnitOfWork work,
            DueWork dueWork) {
        this.orders = orders;
        this.payments = payments;
        this.refunds = refunds;
        this.channels = channels;
        this.ledger = ledger;
        this.work = work;
        this.due =
                dueWork.in(
                        new Due.Rows("refund", "id", "due_at", "state = 'requested'"),
                        PAUSES,
                        AT_ONCE);
    }

    /// @param amountCents what the client names, if anything; only the whole price is right
    public record Wish(String reason, Optional<Long> amountCents) {}

    @Transactional(propagation = Propagation.MANDATORY)
    public UUID request(OrderId orderId, Refunds.Cause cause, String by, Wish wish) {
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
        ledger.refundRequested(payment);
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
        work.note(operator, "refund.retried", refundId.toString(), "");
    }

    @Scheduled(fixedDelay = 2_000, initialDelay = 5_000)
    void carryOut() {
        due.each(attempt -> {
            Refunds.Refund it = refunds.find(UUID.fromString(attempt.key())).orElseThrow();
            settle(
                    it,
                    channels.named(it.channel())
                            .refund(it.id(), it.paymentId(), it.amountCents(), it.reason()));
        });
    }

    private void settle(Refunds.Refund it, PaymentChannel.Refunded answer) {
        switch (answer) {
            case PaymentChannel.Refunded.UnderWay underWay -> {}
            case PaymentChannel.Refunded.Refused refused -> {
                LOG.error("refund {} was refused by {}: {}", it.id(), it.channel(), refused.why());
                refunds.refused(it.id(), refused.why());
            }
            case PaymentChannel.Refunded.Done done -> work.run(() -> paidBack(it, done));
        }
    }

    private void paidBack(Refunds.Refund it, PaymentChannel.Refunded.Done done) {
        Order order = orders.lock(it.orderId());
        if (!refunds.done(it.id(), done.at())) {
            return;
        }
        ledger.paidBack(payments.find(it.paymentId()).orElseThrow());
        if (it.cause() == Refunds.Cause.surplus) {
            work.note("channel:" + it.channel(), "surplus.returned", it.id().toString(), "");
        } else {
            orders.move(order, OrderState.refunded, "channel:" + it.channel(), null, "refunded");
        }
    }
}
