package cn.biaozhengtong.caorder.payment;

import cn.biaozhengtong.caorder.ordering.Order;
import cn.biaozhengtong.caorder.ordering.OrderState;
import cn.biaozhengtong.caorder.ordering.Orders;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Where notices and queries converge: the money of a payment moves its order on, once.
@Component
public class SettlePayment {
    private static final Logger LOG = LoggerFactory.getLogger(SettlePayment.class);

    private final Orders orders;
    private final Payments payments;
    private final PayOrder pay;
    private final TransactionTemplate transactions;

    SettlePayment(
            Orders orders, Payments payments, PayOrder pay, TransactionTemplate transactions) {
        this.orders = orders;
        this.payments = payments;
        this.pay = pay;
        this.transactions = transactions;
    }

    /// A notice as it arrived: verified, kept raw, settled; repeats change nothing.
    public void notice(String channelName, String body, String signature) {
        PaymentChannel.Paid paid = pay.channel(channelName).verify(body, signature);
        transactions.executeWithoutResult(status -> {
            payments.keepNotice(paid.noticeId(), channelName, body);
            settle(channelName, paid);
        });
    }

    /// For notices that never came.
    @Scheduled(fixedDelay = 15_000, initialDelay = 15_000)
    void askUnsettled() {
        for (Payments.Payment open : payments.unsettled()) {
            try {
                pay.channel(open.channel())
                        .query(open.id())
                        .ifPresent(paid ->
                                transactions.executeWithoutResult(
                                        status -> settle(open.channel(), paid)));
            } catch (RuntimeException e) {
                LOG.warn("payment {} will be asked again: {}", open.id(), e.toString());
            }
        }
    }

    private void settle(String channelName, PaymentChannel.Paid paid) {
        Payments.Payment payment =
                payments.find(paid.paymentId())
                        .orElseThrow(PaymentProblem.trade_unknown::exception);
        boolean ours =
                payment.channel().equals(channelName)
                        && payment.amountCents() == paid.amountCents();
        if (!ours) {
            LOG.error("notice {} names another amount or channel", paid.noticeId());
            throw PaymentProblem.notice_forged.exception();
        }
        Order order = orders.lock(payment.orderId());
        if (payment.state().equals("paid") || payment.state().equals("surplus")) {
            return;
        }
        if (order.state() != OrderState.awaiting_payment) {
            payments.surplus(payment, paid.tradeNo());
            return;
        }
        if (payments.paid(payment, paid.tradeNo())) {
            orders.move(
                    order, OrderState.awaiting_download, "channel:" + channelName, null, "paid");
        }
    }
}
