package cn.biaozhengtong.caorder.payment;

import cn.biaozhengtong.caorder.ordering.Order;
import cn.biaozhengtong.caorder.ordering.OrderId;
import cn.biaozhengtong.caorder.ordering.OrderProblem;
import cn.biaozhengtong.caorder.ordering.OrderRights;
import cn.biaozhengtong.caorder.ordering.OrderState;
import cn.biaozhengtong.caorder.ordering.Orders;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.work.UnitOfWork;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Ends orders that nobody pays: cancelled by the applicant, or unpaid for too long. An order is
/// closed at the channel before it is closed here; money that was faster is taken.
@Component
public class EndPayments {
    private static final Logger LOG = LoggerFactory.getLogger(EndPayments.class);

    private final Orders orders;
    private final OrderRights rights;
    private final Payments payments;
    private final PaymentChannels channels;
    private final SettlePayment settle;
    private final UnitOfWork work;
    private final Duration unpaidFor;

    /// @param unpaidFor how long an approved order waits for its payment
    EndPayments(
            Orders orders,
            OrderRights rights,
            Payments payments,
            PaymentChannels channels,
            SettlePayment settle,
            UnitOfWork work,
            @Value("${bzt.unpaid-closes-after:7d}") Duration unpaidFor) {
        this.orders = orders;
        this.rights = rights;
        this.payments = payments;
        this.channels = channels;
        this.settle = settle;
        this.work = work;
        this.unpaidFor = unpaidFor;
    }

    /// The applicant, or the administrator who would pay, gives the order up. What waits for
    /// payment is closed in the background.
    public void cancel(AccountId account, OrderId orderId) {
        rights.see(account, orderId);
        work.run(() -> {
            Order order = orders.lock(orderId);
            switch (order.state()) {
                case closing, closed -> {}
                case awaiting_payment ->
                        orders.move(order, OrderState.closing, account.toString(), null, "closing");
                case draft, returned ->
                        orders.move(order, OrderState.closed, account.toString(), null, "closed");
                default -> throw OrderProblem.wrong_state.with(order.state().name());
            }
        });
        // A channel that does not answer now is asked again in the background.
        attempt(orderId, () -> end(orderId));
    }

    @Scheduled(fixedDelay = 60_000, initialDelay = 10_000)
    void closeUnpaid() {
        for (Order it : orders.in(OrderState.awaiting_payment, work.now().minus(unpaidFor))) {
            attempt(
                    it.orderId(),
                    () -> {
                        work.run(() -> {
                            Order order = orders.lock(it.orderId());
                            if (order.state() == OrderState.awaiting_payment) {
                                orders.move(
                                        order, OrderState.closing, "system", "逾期未支付", "closing");
                            }
                        });
                        end(it.orderId());
                    });
        }
    }

    /// What a crash or a silent channel left.
    @Scheduled(fixedDelay = 5_000, initialDelay = 5_000)
    void finish() {
        for (Order it : orders.in(OrderState.closing)) {
            attempt(it.orderId(), () -> end(it.orderId()));
        }
        for (Payments.Payment it : payments.needless()) {
            attempt(it.id(), () -> closeAtChannel(it));
        }
    }

    private void end(OrderId orderId) {
        payments.unsettled(orderId).forEach(this::closeAtChannel);
        work.run(() -> {
            Order order = orders.lock(orderId);
            if (order.state() == OrderState.closing && payments.unsettled(orderId).isEmpty()) {
                orders.move(order, OrderState.closed, "system", null, "closed");
            }
        });
    }

    private void closeAtChannel(Payments.Payment it) {
        channels.named(it.channel())
                .close(it.id())
                .ifPresentOrElse(
                        paid -> settle.settle(it.channel(), paid), () -> payments.closed(it.id()));
    }

    private static void attempt(Object what, Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            LOG.warn("closing {} will be tried again: {}", what, e.toString());
        }
    }
}
