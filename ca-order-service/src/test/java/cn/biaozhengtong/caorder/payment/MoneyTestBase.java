package cn.biaozhengtong.caorder.payment;

import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.caorder.OrdersTestBase;
import cn.biaozhengtong.caorder.TestOrders;
import cn.biaozhengtong.caorder.authority.AuthorityKeys;
import cn.biaozhengtong.caorder.ordering.OrderId;
import cn.biaozhengtong.caorder.ordering.OrderState;
import cn.biaozhengtong.caorder.ordering.Orders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// Orders and money for the tests of this feature, on the real database.
abstract class MoneyTestBase extends OrdersTestBase {
    @Autowired TestOrders.Maker maker;
    @Autowired TestOrders.NotingDesk desk;
    @Autowired Orders orders;
    @Autowired PayOrder pay;
    @Autowired SettlePayment settle;
    @Autowired EndPayments end;
    @Autowired RefundOrder refund;
    @Autowired Refunds refunds;
    @Autowired Reconciliation reconciliation;
    @Autowired PaymentChannels channels;
    @Autowired AuthorityKeys keys;
    @Autowired JdbcClient database;
    @Autowired TransactionTemplate transactions;

    PaymentId open(TestOrders.Placed order) {
        return pay.pay(
                        order.account(),
                        order.id(),
                        PayOrder.Way.by("sandbox"),
                        UUID.randomUUID().toString())
                .paymentId();
    }

    /// As the page of the sandbox cashier does.
    void payAtCashier(PaymentId payment) {
        database.sql(
                        "UPDATE sandbox_trade SET paid_at = ? WHERE out_trade_no = ? AND closed_at IS NULL AND paid_at IS NULL")
                .params(java.sql.Timestamp.from(Instant.now()), payment.toString())
                .update();
    }

    PaymentChannel.Notice notice(PaymentId payment, long amount, String... changes) {
        String body =
                "{\"noticeId\":\"N%s\",\"outTradeNo\":\"%s\",\"tradeNo\":\"SB%s\",\"amountCents\":%d,\"paidAt\":\"%s\"}"
                        .formatted(payment, payment, payment, amount, Instant.now());
        byte[] signature =
                keys.load("sandbox-cashier").key().sign(body.getBytes(StandardCharsets.UTF_8));
        for (int i = 0; i < changes.length; i += 2) {
            body = body.replace(changes[i], changes[i + 1]);
        }
        return new PaymentChannel.Notice(
                body, Map.of("x-signature", Base64.getEncoder().encodeToString(signature)));
    }

    TestOrders.Placed paid() {
        TestOrders.Placed order = maker.awaitingPayment();
        settle.notice("sandbox", notice(open(order), TestOrders.PRICE));
        assertThat(state(order)).isEqualTo(OrderState.awaiting_download);
        return order;
    }

    OrderState state(TestOrders.Placed order) {
        return orders.byId(order.id()).state();
    }

    static void await(BooleanSupplier what) {
        Instant until = Instant.now().plus(Duration.ofSeconds(30));
        while (!what.getAsBoolean()) {
            assertThat(Instant.now()).isBefore(until);
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    long count(String table, OrderId order) {
        return database.sql("SELECT COUNT(*) FROM " + table + " WHERE order_id = ?")
                .param(order.toString())
                .query(Long.class)
                .single();
    }

    /// Debits minus credits of one order at the channel.
    long atChannel(OrderId order) {
        return database.sql(
                        """
                        SELECT COALESCE(SUM(CASE WHEN debit_account LIKE 'channel:%' THEN amount_cents ELSE 0 END
                            - CASE WHEN credit_account LIKE 'channel:%' THEN amount_cents ELSE 0 END), 0)
                        FROM ledger_posting WHERE order_id = ?\
                        """)
                .param(order.toString())
                .query(Long.class)
                .single();
    }
}
