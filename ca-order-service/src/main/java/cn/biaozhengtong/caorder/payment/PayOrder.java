package cn.biaozhengtong.caorder.payment;

import cn.biaozhengtong.caorder.ordering.Order;
import cn.biaozhengtong.caorder.ordering.OrderId;
import cn.biaozhengtong.caorder.ordering.OrderProblem;
import cn.biaozhengtong.caorder.ordering.OrderRights;
import cn.biaozhengtong.caorder.ordering.OrderState;
import cn.biaozhengtong.caorder.ordering.Orders;
import cn.biaozhengtong.kit.data.IdempotencyKeys;
import cn.biaozhengtong.kit.id.AccountId;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Opens a payment at a channel: intention, call, transaction. A trade that was opened too late for
/// its order is closed, or paid back, by [EndPayments].
@Component
public class PayOrder {
    /// How long a trade may be paid; another one may be opened afterwards.
    private static final Duration TRADE_LASTS = Duration.ofHours(2);

    private final Orders orders;
    private final OrderRights rights;
    private final Payments payments;
    private final PaymentChannels channels;
    private final IdempotencyKeys keys;
    private final TransactionTemplate transactions;

    PayOrder(
            Orders orders,
            OrderRights rights,
            Payments payments,
            PaymentChannels channels,
            IdempotencyKeys keys,
            TransactionTemplate transactions) {
        this.orders = orders;
        this.rights = rights;
        this.payments = payments;
        this.channels = channels;
        this.keys = keys;
        this.transactions = transactions;
    }

    /// @param parameters for the channel's app, where it has no page
    public record Opened(
            PaymentId paymentId,
            String cashierUrl,
            Map<String, String> parameters,
            long amountCents) {}

    /// How the payer wants to pay.
    ///
    /// @param scene the channel's usual one when empty
    public record Way(String channel, String scene, String payer, String payerIp) {
        public static Way by(String channel) {
            return new Way(channel, "", "", "");
        }
    }

    /// @param key the caller's `Idempotency-Key`; a repeat leads to the same trade
    public Opened pay(AccountId account, OrderId orderId, Way way, @Nullable String key) {
        PaymentChannel channel = channels.named(way.channel());
        Order order = rights.pay(account, orderId);
        PaymentId id =
                new PaymentId(
                        keys.once(
                                "payment:" + orderId,
                                key,
                                way.channel(),
                                UUID.class,
                                () -> intend(orderId, way.channel()).value()));
        PaymentChannel.Prepaid prepaid =
                channel.prepay(
                        new PaymentChannel.Trade(
                                id,
                                order.priceCents(),
                                "标证通数字证书 " + order.productCode(),
                                way.scene(),
                                way.payer(),
                                way.payerIp(),
                                payments.find(id).orElseThrow().createdAt().plus(TRADE_LASTS)));
        transactions.executeWithoutResult(status -> payments.opened(id, prepaid.cashierUrl()));
        return new Opened(id, prepaid.cashierUrl(), prepaid.parameters(), order.priceCents());
    }

    private PaymentId intend(OrderId orderId, String channelName) {
        Order order = orders.lock(orderId);
        if (order.state() != OrderState.awaiting_payment) {
            throw OrderProblem.wrong_state.with(order.state().name());
        }
        PaymentId id = PaymentId.random();
        payments.intend(id, orderId, channelName, order.priceCents());
        return id;
    }
}
