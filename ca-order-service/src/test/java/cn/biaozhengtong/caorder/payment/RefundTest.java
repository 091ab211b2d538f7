package cn.biaozhengtong.caorder.payment;

import static cn.biaozhengtong.kit.test.Refusals.atOnce;
import static cn.biaozhengtong.kit.test.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.biaozhengtong.caorder.TestOrders;
import cn.biaozhengtong.caorder.ordering.OrderProblem;
import cn.biaozhengtong.caorder.ordering.OrderState;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// R27, R29: money goes back whole and once, and adds up with the channel's bill.
class RefundTest extends MoneyTestBase {
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
            java.util.concurrent.atomic.AtomicInteger turn =
                    new java.util.concurrent.atomic.AtomicInteger();
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
                                return true;
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
        List<PaymentId> payments = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            TestOrders.Placed order = maker.awaitingPayment();
            PaymentId payment = open(order);
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

    private void at(Instant when, PaymentId payment) {
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
                        "INSERT INTO refund SELECT UUID(), payment_id, order_id, channel, amount_cents, cause, reason, state, channel_said, requested_by, requested_at, done_at, attempts, due_at FROM refund",
                        "UPDATE orders SET state = 'free'")) {
            assertThatThrownBy(() -> database.sql(each).update())
                    .as(each)
                    .isInstanceOf(org.springframework.dao.DataAccessException.class);
        }
    }
}
