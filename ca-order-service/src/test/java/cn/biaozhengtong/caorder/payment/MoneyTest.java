package cn.biaozhengtong.caorder.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.biaozhengtong.caorder.TestCeremony;
import cn.biaozhengtong.caorder.TestOrders;
import cn.biaozhengtong.caorder.authority.AuthorityKeys;
import cn.biaozhengtong.caorder.ordering.OrderProblem;
import cn.biaozhengtong.caorder.ordering.OrderState;
import cn.biaozhengtong.caorder.ordering.Orders;
import cn.biaozhengtong.kit.problem.Problem;
import cn.biaozhengtong.kit.problem.ProblemException;
import cn.biaozhengtong.kit.test.RealServers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/// R26, R27, R29: money comes once, goes back whole, and adds up, on the real database.
@SpringBootTest
@RealServers
@Import(TestOrders.class)
class MoneyTest {
    @DynamicPropertySource
    static void ca(DynamicPropertyRegistry registry) {
        TestCeremony.properties(registry);
    }

    @Autowired private TestOrders.Maker maker;
    @Autowired private TestOrders.NotingDesk desk;
    @Autowired private Orders orders;
    @Autowired private PayOrder pay;
    @Autowired private SettlePayment settle;
    @Autowired private EndPayments end;
    @Autowired private RefundOrder refund;
    @Autowired private Refunds refunds;
    @Autowired private Reconciliation reconciliation;
    @Autowired private PaymentChannels channels;
    @Autowired private AuthorityKeys keys;
    @Autowired private JdbcClient database;
    @Autowired private TransactionTemplate transactions;

    private UUID open(TestOrders.Placed order) {
        return pay.pay(order.account(), order.id(), "sandbox", UUID.randomUUID().toString())
                .paymentId();
    }

    /// As the page of the sandbox cashier does.
    private void payAtCashier(UUID payment) {
        database.sql(
                        "UPDATE sandbox_trade SET paid_at = ? WHERE out_trade_no = ? AND closed_at IS NULL AND paid_at IS NULL")
                .params(java.sql.Timestamp.from(Instant.now()), payment.toString())
                .update();
    }

    private PaymentChannel.Notice notice(UUID payment, long amount, String... changes) {
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

    private TestOrders.Placed paid() {
        TestOrders.Placed order = maker.awaitingPayment();
        settle.notice("sandbox", notice(open(order), TestOrders.PRICE));
        assertThat(state(order)).isEqualTo(OrderState.awaiting_download);
        return order;
    }

    private OrderState state(TestOrders.Placed order) {
        return orders.byId(order.id()).state();
    }

    private static void await(BooleanSupplier what) {
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

    private long count(String table, UUID order) {
        return database.sql("SELECT COUNT(*) FROM " + table + " WHERE order_id = ?")
                .param(order.toString())
                .query(Long.class)
                .single();
    }

    /// Debits minus credits of one order at the channel.
    private long atChannel(UUID order) {
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

    private static void refused(
            Problem problem, org.assertj.core.api.ThrowableAssert.ThrowingCallable work) {
        assertThatThrownBy(work)
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.problem()).isEqualTo(problem));
    }

    private static int atOnce(int times, Runnable work) throws InterruptedException {
        AtomicInteger succeeded = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            threads.add(
                    Thread.startVirtualThread(() -> {
                        try {
                            work.run();
                            succeeded.incrementAndGet();
                        } catch (ProblemException | org.springframework.dao.DataAccessException e) {
                            // Counted by what is missing.
                            assertThat(e).isNotNull();
                        }
                    }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return succeeded.get();
    }

    @Test
    void R26_noticesTwentyTimesAtOnce_moveTheOrderOnce() throws Exception {
        TestOrders.Placed order = maker.awaitingPayment();
        UUID payment = open(order);
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
        UUID payment = open(order);
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
                () -> settle.notice("sandbox", notice(UUID.randomUUID(), TestOrders.PRICE)));
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
        UUID first = pay.pay(order.account(), order.id(), "sandbox", key).paymentId();
        assertThat(pay.pay(order.account(), order.id(), "sandbox", key).paymentId())
                .isEqualTo(first);
        assertThat(count("payment", order.id())).isEqualTo(1);
        refused(
                OrderProblem.order_unknown,
                () -> pay.pay(UUID.randomUUID(), order.id(), "sandbox", "k"));
    }

    @Test
    void R26_paidTwice_theSecondGoesBackByItself() {
        TestOrders.Placed order = maker.awaitingPayment();
        UUID first = open(order);
        UUID second = open(order);
        payAtCashier(first);
        payAtCashier(second);
        settle.notice("sandbox", notice(first, TestOrders.PRICE));
        settle.notice("sandbox", notice(second, TestOrders.PRICE));
        settle.notice("sandbox", notice(second, TestOrders.PRICE));
        await(() -> refunds.of(order.id()).stream().allMatch(r -> r.state().equals("done")));
        assertThat(refunds.of(order.id()))
                .singleElement()
                .satisfies(r -> assertThat(r.paymentId()).isEqualTo(second));
        assertThat(state(order)).isEqualTo(OrderState.awaiting_download);
        assertThat(atChannel(order.id())).isEqualTo(TestOrders.PRICE);
    }

    @Test
    void R26_anotherOpenTrade_isClosedAtTheChannelOnceTheOrderIsPaid() {
        TestOrders.Placed order = maker.awaitingPayment();
        UUID first = open(order);
        UUID second = open(order);
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
        UUID payment = open(order);
        end.cancel(order.account(), order.id());
        end.cancel(order.account(), order.id());
        assertThat(state(order)).isEqualTo(OrderState.closed);
        payAtCashier(payment);
        assertThat(channels.named("sandbox").query(payment)).isEmpty();
        await(() -> desk.released.contains(order.claim()));
        refused(OrderProblem.wrong_state, () -> open(order));
        refused(OrderProblem.order_unknown, () -> end.cancel(UUID.randomUUID(), order.id()));
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
        UUID payment = open(order);
        end.cancel(order.account(), order.id());
        // A channel that took money for a trade that it had closed.
        settle.notice("sandbox", notice(payment, TestOrders.PRICE));
        await(() -> refunds.of(order.id()).stream().anyMatch(r -> r.state().equals("done")));
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

    private UUID request(TestOrders.Placed order, Optional<Long> amount) {
        return transactions.execute(s ->
                refund.request(
                        order.id(),
                        Refunds.Cause.payer,
                        order.account().toString(),
                        new RefundOrder.Wish("不需要了", amount)));
    }

    @Test
    void R27_refundsTwentyTimesAtOnce_payBackOnce() throws Exception {
        TestOrders.Placed order = paid();
        assertThat(atOnce(20, () -> request(order, Optional.empty()))).isEqualTo(1);
        await(() -> state(order) == OrderState.refunded);
        assertThat(refunds.of(order.id())).hasSize(1);
        assertThat(atChannel(order.id())).isZero();
        await(() -> desk.released.contains(order.claim()));
        refused(PaymentProblem.refunded_already, () -> request(order, Optional.empty()));
    }

    @Test
    void R27_partOfThePrice_orNothingPaid_isRefused() {
        TestOrders.Placed order = paid();
        refused(PaymentProblem.refund_partial, () -> request(order, Optional.of(1L)));
        refused(OrderProblem.wrong_state, () -> request(maker.awaitingPayment(), Optional.empty()));
        request(order, Optional.of(TestOrders.PRICE));
        await(() -> state(order) == OrderState.refunded);
    }

    @Test
    void R27_refundAndIssuanceAtOnce_oneOfThemWins() throws Exception {
        for (int i = 0; i < 5; i++) {
            TestOrders.Placed order = paid();
            AtomicInteger turn = new AtomicInteger();
            int won =
                    atOnce(
                            2,
                            () -> {
                                if (turn.getAndIncrement() == 0) {
                                    request(order, Optional.empty());
                                } else {
                                    transactions.executeWithoutResult(
                                            s -> orders.fulfil(orders.lock(order.id())));
                                }
                            });
            assertThat(won).isEqualTo(1);
            boolean fulfilled = orders.byId(order.id()).isFulfilled();
            assertThat(refunds.of(order.id())).hasSize(fulfilled ? 0 : 1);
            if (fulfilled) {
                refused(OrderProblem.fulfilled, () -> request(order, Optional.empty()));
            }
        }
    }

    @Test
    void R29_missingExtraAndDifferentAmounts_areListed() {
        LocalDate day = LocalDate.now(ZoneId.of("Asia/Shanghai")).minusDays(3);
        Instant noon = day.atTime(12, 0).atZone(ZoneId.of("Asia/Shanghai")).toInstant();
        List<UUID> payments = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            TestOrders.Placed order = maker.awaitingPayment();
            UUID payment = open(order);
            payAtCashier(payment);
            settle.notice("sandbox", notice(payment, TestOrders.PRICE));
            at(noon, payment);
            payments.add(payment);
        }
        assertThat(reconciliation.run("sandbox", day).differences()).isEmpty();
        database.sql("UPDATE sandbox_trade SET amount_cents = 1 WHERE out_trade_no = ?")
                .param(payments.get(0).toString())
                .update();
        database.sql("UPDATE sandbox_trade SET paid_at = NULL WHERE out_trade_no = ?")
                .param(payments.get(1).toString())
                .update();
        database.sql("UPDATE payment SET paid_at = ? WHERE id = ?")
                .params(
                        java.sql.Timestamp.from(noon.minusSeconds(86400)),
                        payments.get(2).toString())
                .update();
        Reconciliation.Report report = reconciliation.run("sandbox", day);
        assertThat(report.lines()).isEqualTo(3);
        assertThat(report.differences())
                .containsExactlyInAnyOrder(
                        new Reconciliation.Difference(
                                payments.get(0).toString(), "amount", TestOrders.PRICE, 1L),
                        new Reconciliation.Difference(
                                payments.get(1).toString(), "extra", TestOrders.PRICE, null),
                        new Reconciliation.Difference(
                                payments.get(2).toString(), "missing", null, TestOrders.PRICE));
        assertThat(reconciliation.find("sandbox", day).orElseThrow().differences()).hasSize(3);
        refused(
                PaymentProblem.day_not_over,
                () -> reconciliation.run("sandbox", LocalDate.now(ZoneId.of("Asia/Shanghai"))));
    }

    private void at(Instant when, UUID payment) {
        java.sql.Timestamp at = java.sql.Timestamp.from(when);
        database.sql("UPDATE payment SET paid_at = ? WHERE id = ?")
                .params(at, payment.toString())
                .update();
        database.sql("UPDATE sandbox_trade SET paid_at = ? WHERE out_trade_no = ?")
                .params(at, payment.toString())
                .update();
    }

    @Test
    void theDatabase_refusesWhatTheCodeRefuses() {
        TestOrders.Placed order = paid();
        request(order, Optional.empty());
        for (String each :
                List.of(
                        "DELETE FROM refund",
                        "DELETE FROM ledger_posting",
                        "UPDATE ledger_posting SET amount_cents = 1",
                        "DELETE FROM payment",
                        "DELETE FROM payment_notice",
                        "DELETE FROM orders",
                        "INSERT INTO refund SELECT UUID(), payment_id, order_id, channel, amount_cents, cause, reason, state, channel_said, requested_by, requested_at, done_at, attempts FROM refund",
                        "UPDATE orders SET state = 'free'")) {
            assertThatThrownBy(() -> database.sql(each).update())
                    .as(each)
                    .isInstanceOf(org.springframework.dao.DataAccessException.class);
        }
    }
}
