package cn.biaozhengtong.caorder.payment;

import static cn.biaozhengtong.kit.test.Refusals.atOnce;
import static cn.biaozhengtong.kit.test.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.caorder.TestOrders;
import cn.biaozhengtong.caorder.ordering.OrderProblem;
import cn.biaozhengtong.caorder.ordering.OrderState;
import cn.biaozhengtong.caorder.ordering.Orders;
import cn.biaozhengtong.kit.id.AccountId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// R26: money comes once, whatever arrives in whatever order.
class PaymentTest extends MoneyTestBase {
    @Test
    void R26_noticesTwentyTimesAtOnce_moveTheOrderOnce() throws Exception {
        TestOrders.Placed order = maker.awaitingPayment();
        PaymentId payment = open(order);
        PaymentChannel.Notice notice = notice(payment, TestOrders.PRICE);
        atOnce(20, () -> settle.notice("sandbox", notice));
        settle.notice("sandbox", notice);
        assertThat(state(order)).isEqualTo(OrderState.awaiting_download);
        assertThat(count("ledger_posting", order.id())).isEqualTo(1);
        assertThat(orders.steps(order.id()).stream().map(Orders.Step::state))
                .containsOnlyOnce("awaiting_download");
        assertThat(
                        database.sql("SELECT COUNT(*) FROM payment_notice WHERE id = ?")
                                .param("N" + payment)
                                .query(Long.class)
                                .single())
                .isEqualTo(1);
    }

    @Test
    void R26_forgedAlteredAndForeignNotices_moveNothing() {
        TestOrders.Placed order = maker.awaitingPayment();
        PaymentId payment = open(order);
        refused(
                PaymentProblem.notice_forged,
                () ->
                        settle.notice(
                                "sandbox", notice(payment, TestOrders.PRICE, "20000", "20001")));
        refused(
                PaymentProblem.notice_forged,
                () -> settle.notice("sandbox", notice(payment, TestOrders.PRICE - 1)));
        refused(
                PaymentProblem.trade_unknown,
                () -> settle.notice("sandbox", notice(PaymentId.random(), TestOrders.PRICE)));
        refused(
                PaymentProblem.channel_unknown,
                () -> settle.notice("nobody", notice(payment, TestOrders.PRICE)));
        refused(
                PaymentProblem.notice_forged,
                () ->
                        settle.notice(
                                "sandbox",
                                new PaymentChannel.Notice(
                                        notice(payment, TestOrders.PRICE).body(), Map.of())));
        assertThat(state(order)).isEqualTo(OrderState.awaiting_payment);
    }

    @Test
    void R26_theSameKeyTwice_leadsToOneTrade() {
        TestOrders.Placed order = maker.awaitingPayment();
        String key = UUID.randomUUID().toString();
        PaymentId first =
                pay.pay(order.account(), order.id(), PayOrder.Way.by("sandbox"), key).paymentId();
        assertThat(
                        pay.pay(order.account(), order.id(), PayOrder.Way.by("sandbox"), key)
                                .paymentId())
                .isEqualTo(first);
        assertThat(count("payment", order.id())).isEqualTo(1);
        refused(
                OrderProblem.order_unknown,
                () -> pay.pay(AccountId.random(), order.id(), PayOrder.Way.by("sandbox"), "k"));
    }

    @Test
    void R26_paidTwice_theSecondGoesBackByItself() {
        TestOrders.Placed order = maker.awaitingPayment();
        PaymentId first = open(order);
        PaymentId second = open(order);
        payAtCashier(first);
        payAtCashier(second);
        settle.notice("sandbox", notice(first, TestOrders.PRICE));
        settle.notice("sandbox", notice(second, TestOrders.PRICE));
        settle.notice("sandbox", notice(second, TestOrders.PRICE));
        await(() -> refunds.of(order.id()).stream().allMatch(r -> r.state() == RefundState.done));
        assertThat(refunds.of(order.id()))
                .singleElement()
                .satisfies(r -> assertThat(r.paymentId()).isEqualTo(second));
        assertThat(state(order)).isEqualTo(OrderState.awaiting_download);
        assertThat(atChannel(order.id())).isEqualTo(TestOrders.PRICE);
    }

    @Test
    void R26_anotherOpenTrade_isClosedAtTheChannelOnceTheOrderIsPaid() {
        TestOrders.Placed order = maker.awaitingPayment();
        PaymentId first = open(order);
        PaymentId second = open(order);
        settle.notice("sandbox", notice(first, TestOrders.PRICE));
        await(() ->
                database.sql("SELECT state FROM payment WHERE id = ?")
                        .param(second.toString())
                        .query(String.class)
                        .single()
                        .equals("closed"));
        assertThat(
                        database.sql(
                                        "SELECT closed_at IS NOT NULL FROM sandbox_trade WHERE out_trade_no = ?")
                                .param(second.toString())
                                .query(Boolean.class)
                                .single())
                .isTrue();
    }

    @Test
    void R26_cancelled_isClosedAtTheChannelFirst_andTheClaimIsFree() {
        TestOrders.Placed order = maker.awaitingPayment();
        PaymentId payment = open(order);
        end.cancel(order.account(), order.id());
        end.cancel(order.account(), order.id());
        assertThat(state(order)).isEqualTo(OrderState.closed);
        payAtCashier(payment);
        assertThat(channels.named("sandbox").query(payment)).isEmpty();
        await(() -> desk.released.contains(order.claim()));
        refused(OrderProblem.wrong_state, () -> open(order));
        refused(OrderProblem.order_unknown, () -> end.cancel(AccountId.random(), order.id()));
    }

    @Test
    void R26_moneyFasterThanTheCancelling_isTaken() {
        TestOrders.Placed order = maker.awaitingPayment();
        payAtCashier(open(order));
        end.cancel(order.account(), order.id());
        assertThat(state(order)).isEqualTo(OrderState.awaiting_download);
        assertThat(atChannel(order.id())).isEqualTo(TestOrders.PRICE);
    }

    @Test
    void R26_moneyAfterTheClosing_goesBack() {
        TestOrders.Placed order = maker.awaitingPayment();
        PaymentId payment = open(order);
        end.cancel(order.account(), order.id());
        // A channel that took money for a trade that it had closed.
        settle.notice("sandbox", notice(payment, TestOrders.PRICE));
        await(() -> refunds.of(order.id()).stream().anyMatch(r -> r.state() == RefundState.done));
        assertThat(state(order)).isEqualTo(OrderState.closed);
        assertThat(atChannel(order.id())).isZero();
    }

    @Test
    void R26_unpaidForSevenDays_isClosed() {
        TestOrders.Placed old = maker.awaitingPayment();
        TestOrders.Placed young = maker.awaitingPayment();
        since(old, Duration.ofDays(7).plusSeconds(1));
        since(young, Duration.ofDays(7).minusMinutes(1));
        end.closeUnpaid();
        assertThat(state(old)).isEqualTo(OrderState.closed);
        assertThat(state(young)).isEqualTo(OrderState.awaiting_payment);
        assertThat(orders.steps(old.id()).stream().map(Orders.Step::reason)).contains("逾期未支付");
    }

    private void since(TestOrders.Placed order, Duration ago) {
        database.sql("UPDATE orders SET state_since = ? WHERE id = ?")
                .params(java.sql.Timestamp.from(Instant.now().minus(ago)), order.id().toString())
                .update();
    }
}
