package cn.biaozhengtong.caorder.payment;

import cn.biaozhengtong.caorder.ordering.Order;
import cn.biaozhengtong.caorder.ordering.OrderProblem;
import cn.biaozhengtong.caorder.ordering.OrderState;
import cn.biaozhengtong.caorder.ordering.Orders;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Opens a payment at a channel: intention, call, transaction.
@Component
public class PayOrder {
    private final Orders orders;
    private final Payments payments;
    private final List<PaymentChannel> channels;
    private final TransactionTemplate transactions;

    PayOrder(
            Orders orders,
            Payments payments,
            List<PaymentChannel> channels,
            TransactionTemplate transactions) {
        this.orders = orders;
        this.payments = payments;
        this.channels = channels;
        this.transactions = transactions;
    }

    public record Opened(UUID paymentId, String cashierUrl, long amountCents) {}

    public Opened pay(UUID account, UUID orderId, String channelName) {
        PaymentChannel channel = channel(channelName);
        Order order = orders.of(account, orderId);
        if (order.state() != OrderState.awaiting_payment) {
            throw OrderProblem.wrong_state.with(order.state().name());
        }
        UUID id = UUID.randomUUID();
        transactions.executeWithoutResult(
                status -> payments.intend(id, orderId, channelName, order.priceCents()));
        PaymentChannel.Prepaid prepaid =
                channel.prepay(id, order.priceCents(), "标证通数字证书 " + order.productCode());
        transactions.executeWithoutResult(status -> payments.opened(id, prepaid.cashierUrl()));
        return new Opened(id, prepaid.cashierUrl(), order.priceCents());
    }

    PaymentChannel channel(String name) {
        return channels.stream()
                .filter(c -> c.name().equals(name))
                .findFirst()
                .orElseThrow(PaymentProblem.channel_unknown::exception);
    }
}
