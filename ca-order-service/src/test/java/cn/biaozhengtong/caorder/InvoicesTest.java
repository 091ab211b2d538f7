package cn.biaozhengtong.caorder;

import static cn.biaozhengtong.kit.test.Refusals.atOnce;
import static cn.biaozhengtong.kit.test.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.caorder.invoice.InvoiceProblem;
import cn.biaozhengtong.caorder.invoice.InvoiceState;
import cn.biaozhengtong.caorder.invoice.InvoiceTitle;
import cn.biaozhengtong.caorder.invoice.InvoiceTitles;
import cn.biaozhengtong.caorder.invoice.Invoices;
import cn.biaozhengtong.caorder.invoice.TitleId;
import cn.biaozhengtong.caorder.ordering.OrderProblem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// R28 on the real database with the sandbox provider.
class InvoicesTest extends OrdersTestBase {
    @Autowired private TestOrders.Maker maker;
    @Autowired private InvoiceTitles titles;
    @Autowired private Invoices invoices;
    @Autowired private TransactionTemplate transactions;
    @Autowired private JdbcClient database;

    private TestOrders.Placed completed() {
        TestOrders.Placed it = maker.awaitingPayment();
        for (String next : List.of("awaiting_download", "completed")) {
            database.sql("UPDATE orders SET state = ? WHERE id = ?")
                    .params(next, it.id().toString())
                    .update();
        }
        return it;
    }

    private TitleId title(TestOrders.Placed order, String taxNumber) {
        return titles.add(
                order.account(), new InvoiceTitle("鞍山测试有限公司", taxNumber, "a@example.com"));
    }

    private UUID request(TestOrders.Placed order, TitleId title) {
        return transactions.execute(s -> invoices.request(order.account(), order.id(), title));
    }

    private List<Invoices.Invoice> settled(TestOrders.Placed order) throws InterruptedException {
        Instant until = Instant.now().plus(Duration.ofSeconds(40));
        List<Invoices.Invoice> all = invoices.of(order.account(), order.id());
        while (all.stream().anyMatch(it -> it.state() == InvoiceState.requested)) {
            assertThat(Instant.now()).isBefore(until);
            Thread.sleep(100);
            all = invoices.of(order.account(), order.id());
        }
        return all;
    }

    @Test
    void R28_twentyRequestsAtOnce_giveOneInvoice() throws Exception {
        TestOrders.Placed order = completed();
        TitleId title = title(order, TestOrders.USCC);
        assertThat(atOnce(20, () -> request(order, title))).isEqualTo(1);
        assertThat(settled(order))
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.state()).isEqualTo(InvoiceState.issued);
                    assertThat(it.number()).hasSize(20);
                    assertThat(it.amountCents()).isEqualTo(TestOrders.PRICE);
                });
    }

    @Test
    void R28_replaced_isTakenBackByARedOneFirst() throws Exception {
        TestOrders.Placed order = completed();
        UUID first = request(order, title(order, TestOrders.USCC));
        TitleId person = title(order, "");
        refused(
                InvoiceProblem.not_replaceable,
                () -> transactions.execute(s -> invoices.replace(order.account(), first, person)));
        settled(order);
        UUID second = transactions.execute(s -> invoices.replace(order.account(), first, person));
        List<Invoices.Invoice> all = settled(order);
        assertThat(all).hasSize(3).allMatch(it -> it.state() == InvoiceState.issued);
        Invoices.Invoice red =
                all.stream().filter(it -> it.colour().equals("red")).findFirst().orElseThrow();
        Invoices.Invoice blue =
                all.stream().filter(it -> it.id().equals(second)).findFirst().orElseThrow();
        assertThat(red.issuedAt()).isBefore(blue.issuedAt());
        refused(
                InvoiceProblem.not_replaceable,
                () -> transactions.execute(s -> invoices.replace(order.account(), first, person)));
        refused(
                InvoiceProblem.not_replaceable,
                () ->
                        transactions.execute(
                                s -> invoices.replace(order.account(), red.id(), person)));
        refused(
                InvoiceProblem.invoice_unknown,
                () ->
                        transactions.execute(
                                s -> invoices.replace(order.account(), UUID.randomUUID(), person)));
    }

    @Test
    void R28_refusedByTheProvider_mayBeAskedForAgain() throws Exception {
        TestOrders.Placed order = completed();
        request(order, title(order, "912103000000000"));
        assertThat(settled(order))
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.state()).isEqualTo(InvoiceState.refused);
                    assertThat(it.providerSaid()).contains("纳税人识别号");
                });
        request(order, title(order, TestOrders.USCC));
        assertThat(settled(order))
                .extracting(Invoices.Invoice::state)
                .containsExactly(InvoiceState.refused, InvoiceState.issued);
    }

    @Test
    void R28_beforeCompletion_orOfOthers_isRefused() {
        TestOrders.Placed order = maker.awaitingPayment();
        TitleId title = title(order, TestOrders.USCC);
        refused(InvoiceProblem.order_not_completed, () -> request(order, title));
        TestOrders.Placed other = completed();
        refused(InvoiceProblem.title_unknown, () -> request(other, title));
        refused(
                OrderProblem.order_unknown,
                () ->
                        transactions.execute(
                                s -> invoices.request(order.account(), other.id(), title)));
        refused(OrderProblem.order_unknown, () -> invoices.of(order.account(), other.id()));
        titles.remove(other.account(), title);
        assertThat(titles.of(order.account())).hasSize(1);
        assertThat(
                        database.sql(
                                        "SELECT COUNT(*) FROM invoice_title WHERE sealed LIKE '%example%'")
                                .query(Integer.class)
                                .single())
                .isZero();
    }
}
