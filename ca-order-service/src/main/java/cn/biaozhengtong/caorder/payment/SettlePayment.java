package cn.biaozhengtong.caorder.payment;

import cn.biaozhengtong.caorder.ordering.Order;
import cn.biaozhengtong.caorder.ordering.OrderState;
import cn.biaozhengtong.caorder.ordering.Orders;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Where notices, queries and closings converge: the money of a payment moves its order on, once;
/// what is too much goes back.
@Component
public class SettlePayment {
    private static final Logger LOG = LoggerFactory.getLogger(SettlePayment.class);

    private final Orders orders;
    private final Payments payments;
    private final PaymentChannels channels;
    private final Books books;
    private final TransactionTemplate transactions;

    SettlePayment(
            Orders orders,
            Payments payments,
            PaymentChannels channels,
            Books books,
            TransactionTemplate transactions) {
        this.orders = orders;
        this.payments = payments;
        this.channels = channels;
        this.books = books;
        this.transactions = transactions;
    }

    /// Where settled money is written.
    @Component
    record Books(Ledger ledger, Refunds refunds) {}

    /// A notice as it arrived: verified, kept raw, settled; repeats change nothing.
    public PaymentChannel.Receipt notice(String channelName, PaymentChannel.Notice notice) {
        PaymentChannel channel = channels.named(channelName);
        PaymentChannel.Verified it = channel.verify(notice);
        transactions.executeWithoutResult(
                status -> payments.keepNotice(it.noticeId(), channelName, notice.body()));
        it.paid().ifPresent(paid -> settle(channelName, paid));
        return channel.receipt();
    }

    /// For notices that never came.
    @Scheduled(fixedDelay = 15_000, initialDelay = 15_000)
    void askUnsettled() {
        for (Payments.Payment open : payments.unsettled()) {
            try {
                channels.named(open.channel())
                        .query(open.id())
                        .ifPresent(paid -> settle(open.channel(), paid));
            } catch (RuntimeException e) {
                LOG.warn("payment {} will be asked again: {}", open.id(), e.toString());
            }
        }
    }

    void settle(String channelName, PaymentChannel.Paid paid) {
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
        transactions.executeWithoutResult(status -> settle(payment, paid));
    }

    private void settle(Payments.Payment payment, PaymentChannel.Paid paid) {
        Order order = orders.lock(payment.orderId());
        boolean due =
                order.state() == OrderState.awaiting_payment || order.state() == OrderState.closing;
        if (due) {
            if (payments.paid(payment, paid.tradeNo(), paid.paidAt())) {
                books.ledger().paid(payment);
                orders.move(
                        order,
                        OrderState.awaiting_download,
                        "channel:" + payment.channel(),
                        null,
                        "paid");
            }
        } else if (payments.surplus(payment, paid.tradeNo(), paid.paidAt())) {
            books.ledger().surplus(payment);
            books.refunds().add(payment, Refunds.Cause.surplus, "重复或逾期支付", "system");
        }
    }
}
