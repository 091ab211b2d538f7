package cn.biaozhengtong.caorder.payment;

import static cn.biaozhengtong.kit.test.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.caorder.TestOrders;
import cn.biaozhengtong.caorder.ordering.OrderState;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// R26, R27, R29 with WeChat Pay and Alipay, by their own SDKs, against channels that verify every
/// signature.
class RealChannelsTest extends MoneyTestBase {
    private static final FakeWechat WECHAT = new FakeWechat();
    private static final FakeAlipay ALIPAY = new FakeAlipay();
    private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Shanghai"));

    @DynamicPropertySource
    static void channels(DynamicPropertyRegistry registry) {
        WECHAT.properties(registry);
        ALIPAY.properties(registry);
    }

    @AfterEach
    void up() {
        for (ChannelLedger it : new ChannelLedger[] {WECHAT.ledger, ALIPAY.ledger}) {
            it.down = false;
            it.forging = false;
        }
    }

    private static ChannelLedger ledger(String channel) {
        return channel.equals("wechat") ? WECHAT.ledger : ALIPAY.ledger;
    }

    private static String number(PaymentId payment) {
        return payment.toString().replace("-", "");
    }

    private static PaymentChannel.Notice noticeOf(String channel, PaymentId payment) {
        return channel.equals("wechat")
                ? WECHAT.notice(number(payment))
                : ALIPAY.notice(number(payment));
    }

    private PaymentId open(TestOrders.Placed order, String channel) {
        PaymentId id =
                pay.pay(
                                order.account(),
                                order.id(),
                                new PayOrder.Way(channel, "", "", "127.0.0.1"),
                                UUID.randomUUID().toString())
                        .paymentId();
        // Alipay knows a trade only when its page was opened.
        ALIPAY.ledger.trades.put(
                number(id), new ChannelLedger.Trade(number(id), TestOrders.PRICE, null, false));
        return id;
    }

    private TestOrders.Placed paid(String channel) {
        TestOrders.Placed order = maker.awaitingPayment();
        PaymentId payment = open(order, channel);
        ledger(channel).pay(number(payment));
        settle.notice(channel, noticeOf(channel, payment));
        assertThat(state(order)).isEqualTo(OrderState.awaiting_download);
        return order;
    }

    @ParameterizedTest
    @ValueSource(strings = {"wechat", "alipay"})
    void R26_aNoticeSettlesOnce_andAQuerySaysTheSame(String channel) {
        TestOrders.Placed order = maker.awaitingPayment();
        PaymentId payment = open(order, channel);
        assertThat(channels.named(channel).query(payment)).isEmpty();
        settle.notice(channel, noticeOf(channel, payment));
        assertThat(state(order)).isEqualTo(OrderState.awaiting_payment);
        ledger(channel).pay(number(payment));
        settle.notice(channel, noticeOf(channel, payment));
        settle.notice(channel, noticeOf(channel, payment));
        assertThat(state(order)).isEqualTo(OrderState.awaiting_download);
        Optional<PaymentChannel.Paid> asked = channels.named(channel).query(payment);
        assertThat(asked).isPresent();
        assertThat(asked.get().amountCents()).isEqualTo(TestOrders.PRICE);
        assertThat(atChannel(order.id())).isEqualTo(TestOrders.PRICE);
        assertThat(channels.named(channel).query(PaymentId.random())).isEmpty();
    }

    @Test
    void R26_everyScene_leadsSomewhere_andNoOtherDoes() {
        TestOrders.Placed order = maker.awaitingPayment();
        assertThat(way(order, "wechat", "h5", "").cashierUrl())
                .startsWith("https://wx.tenpay.com/");
        assertThat(way(order, "wechat", "native", "").cashierUrl()).startsWith("weixin://wxpay/");
        assertThat(way(order, "wechat", "jsapi", "oABC").parameters())
                .containsKeys("paySign", "package", "timeStamp", "nonceStr");
        refused(PaymentProblem.scene_unknown, () -> way(order, "wechat", "jsapi", ""));
        refused(PaymentProblem.scene_unknown, () -> way(order, "wechat", "app", ""));
        refused(PaymentProblem.scene_unknown, () -> way(order, "alipay", "h5", ""));
        String page = way(order, "alipay", "wap", "").cashierUrl();
        String app = way(order, "alipay", "app", "").parameters().get("orderString");
        for (String signed : new String[] {page.substring(page.indexOf('?') + 1), app}) {
            Map<String, String> fields = FakeAlipay.fields(signed);
            assertThat(ALIPAY.isSigned(fields)).isTrue();
            assertThat(fields.get("notify_url")).endsWith("/notify/v1/alipay");
            assertThat(fields.get("biz_content")).contains("\"total_amount\":\"200.00\"");
        }
    }

    private PayOrder.Opened way(
            TestOrders.Placed order, String channel, String scene, String payer) {
        return pay.pay(
                order.account(),
                order.id(),
                new PayOrder.Way(channel, scene, payer, "127.0.0.1"),
                UUID.randomUUID().toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"wechat", "alipay"})
    void R26_forgedAndAlteredNotices_settleNothing(String channel) {
        TestOrders.Placed order = maker.awaitingPayment();
        PaymentId payment = open(order, channel);
        ledger(channel).pay(number(payment));
        ledger(channel).forging = true;
        PaymentChannel.Notice forged = noticeOf(channel, payment);
        refused(PaymentProblem.notice_forged, () -> settle.notice(channel, forged));
        ledger(channel).forging = false;
        PaymentChannel.Notice right = noticeOf(channel, payment);
        PaymentChannel.Notice altered =
                new PaymentChannel.Notice(
                        right.body().replace("T", "U").replace("200", "201"), right.headers());
        refused(PaymentProblem.notice_forged, () -> settle.notice(channel, altered));
        assertThat(state(order)).isEqualTo(OrderState.awaiting_payment);
    }

    @Test
    void R26_anotherMerchantsOrAppsNotice_settlesNothing() {
        TestOrders.Placed order = maker.awaitingPayment();
        PaymentId payment = open(order, "alipay");
        ALIPAY.ledger.pay(number(payment));
        refused(
                PaymentProblem.notice_forged,
                () -> settle.notice("alipay", ALIPAY.notice(number(payment), "app_id", "2021")));
        refused(
                PaymentProblem.notice_forged,
                () ->
                        settle.notice(
                                "alipay", ALIPAY.notice(number(payment), "total_amount", "0.01")));
        PaymentId other = open(order, "wechat");
        WECHAT.ledger.pay(number(other));
        String theirs =
                "{\"mchid\":\"1999999999\",\"appid\":\"%s\",\"out_trade_no\":\"%s\",\"trade_state\":\"SUCCESS\",\"transaction_id\":\"X\",\"success_time\":\"2026-11-25T10:00:00+08:00\",\"amount\":{\"total\":20000}}"
                        .formatted(FakeWechat.APP, number(other));
        refused(
                PaymentProblem.notice_forged,
                () -> settle.notice("wechat", WECHAT.noticeAbout(theirs)));
        assertThat(state(order)).isEqualTo(OrderState.awaiting_payment);
    }

    @ParameterizedTest
    @ValueSource(strings = {"wechat", "alipay"})
    void R26_cancelling_closesAtTheChannel_andMoneyThatWasFasterIsTaken(String channel) {
        TestOrders.Placed order = maker.awaitingPayment();
        PaymentId payment = open(order, channel);
        end.cancel(order.account(), order.id());
        assertThat(state(order)).isEqualTo(OrderState.closed);
        assertThat(ledger(channel).trades.get(number(payment)).closed()).isTrue();
        TestOrders.Placed faster = maker.awaitingPayment();
        ledger(channel).pay(number(open(faster, channel)));
        end.cancel(faster.account(), faster.id());
        assertThat(state(faster)).isEqualTo(OrderState.awaiting_download);
        assertThat(channels.named(channel).close(PaymentId.random())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"wechat", "alipay"})
    void R26_aChannelThatIsDownOrForged_isNotTakenForUnpaid(String channel) {
        TestOrders.Placed order = maker.awaitingPayment();
        PaymentId payment = open(order, channel);
        ledger(channel).down = true;
        refused(PaymentProblem.channel_down, () -> channels.named(channel).query(payment));
        if (channel.equals("wechat")) {
            refused(PaymentProblem.channel_down, () -> way(order, "wechat", "native", ""));
        }
        end.cancel(order.account(), order.id());
        assertThat(state(order)).isEqualTo(OrderState.closing);
        ledger(channel).down = false;
        ledger(channel).forging = true;
        refused(PaymentProblem.channel_down, () -> channels.named(channel).query(payment));
        ledger(channel).forging = false;
        await(() -> state(order) == OrderState.closed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"wechat", "alipay"})
    void R27_theWholePriceGoesBack_once(String channel) {
        TestOrders.Placed order = paid(channel);
        transactions.executeWithoutResult(s ->
                refund.request(
                        order.id(),
                        Refunds.Cause.payer,
                        order.account().toString(),
                        new RefundOrder.Wish("不需要了", Optional.empty())));
        await(() -> state(order) == OrderState.refunded);
        assertThat(ledger(channel).refunds.values())
                .filteredOn(it -> ledger(channel).trades.get(it.trade()).cents() == it.cents())
                .isNotEmpty();
        assertThat(atChannel(order.id())).isZero();
        UUID nobody = UUID.randomUUID();
        assertThat(channels.named(channel).refund(nobody, new PaymentId(nobody), 1, "没有这笔"))
                .isInstanceOf(PaymentChannel.Refunded.Refused.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"wechat", "alipay"})
    void R29_theBill_hasEveryPaymentAndRefund(String channel) {
        TestOrders.Placed order = paid(channel);
        PaymentId payment =
                PaymentId.of(
                        database.sql("SELECT id FROM payment WHERE paid_order = ?")
                                .param(order.id().toString())
                                .query(String.class)
                                .single());
        UUID back = UUID.randomUUID();
        channels.named(channel).refund(back, payment, TestOrders.PRICE, "对账");
        assertThat(channels.named(channel).bill(TODAY))
                .contains(
                        new PaymentChannel.BillLine(payment.value(), TestOrders.PRICE),
                        new PaymentChannel.BillLine(back, -TestOrders.PRICE));
        assertThat(channels.named(channel).bill(TODAY.minusDays(400))).isEmpty();
    }
}
