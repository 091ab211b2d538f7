package cn.biaozhengtong.caorder.ordering;

import static cn.biaozhengtong.kit.test.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.caorder.OrdersTestBase;
import cn.biaozhengtong.caorder.TestOrders;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.objects.ObjectStore;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// R21 to R23: from a draft to the reviewers and back.
class OrderingTest extends OrdersTestBase {
    @Autowired private TestOrders.Maker maker;
    @Autowired private Orders orders;
    @Autowired private SubmitOrder submit;
    @Autowired private Attachments attachments;
    @Autowired private ObjectStore objects;
    @Autowired private JdbcClient database;
    @Autowired private ApplicationForm form;
    @Autowired private TransactionTemplate transactions;

    private List<OrderId> inReview(AccountId account) {
        return orders.of(account, EnumSet.of(OrderState.awaiting_review)).stream()
                .map(Order::orderId)
                .toList();
    }

    @Test
    void R21_submitted_isInReviewAtOnce_andASecondTimeChangesNothing() {
        TestOrders.Placed it = maker.submitted();
        assertThat(inReview(it.account())).containsExactly(it.id());
        submit.submit(it.account(), it.id());
        assertThat(orders.steps(it.id()))
                .extracting(Orders.Step::state)
                .containsExactly("draft", "awaiting_review");
        refused(OrderProblem.order_unknown, () -> submit.submit(AccountId.random(), it.id()));
    }

    @Test
    void R21_withoutItsPapers_isNotSubmitted() {
        TestOrders.Placed it = maker.draft();
        refused(OrderProblem.attachment_missing, () -> submit.submit(it.account(), it.id()));
        assertThat(inReview(it.account())).isEmpty();
    }

    @Test
    void R22_template_isAPdfWithTheOrdersOwnData() throws Exception {
        TestOrders.Placed it = maker.draft();
        try (PDDocument pdf = Loader.loadPDF(form.fill(it.account(), it.id()))) {
            String text = new PDFTextStripper().getText(pdf);
            assertThat(text)
                    .contains(it.id().toString())
                    .contains("鞍山测试有限公司")
                    .contains(TestOrders.USCC)
                    .contains("200.00");
        }
        refused(OrderProblem.order_unknown, () -> form.fill(AccountId.random(), it.id()));
    }

    @Test
    void R22_anObjectChangedInTheStore_isNotShownToReviewers() {
        TestOrders.Placed it = maker.submitted();
        assertThat(attachments.content(it.id(), Attachments.Kind.form).bytes().remaining())
                .isPositive();
        String key =
                database.sql(
                                "SELECT object_key FROM attachment WHERE order_id = ? AND kind = 'form'")
                        .param(it.id().toString())
                        .query(String.class)
                        .single();
        objects.put(key, new byte[] {1, 2, 3});
        refused(
                OrderProblem.attachment_altered,
                () -> attachments.content(it.id(), Attachments.Kind.form));
    }

    @Test
    void R23_returned_showsWhyAndWhen_isCorrectedAndSubmittedAgain() {
        TestOrders.Placed it = maker.submitted();
        refused(
                OrderProblem.wrong_state,
                () ->
                        attachments.attach(
                                it.account(),
                                it.id(),
                                Attachments.Kind.form,
                                TestOrders.picture()));
        transactions.executeWithoutResult(s ->
                orders.move(
                        orders.lock(it.id()),
                        OrderState.returned,
                        "reviewer-li",
                        "营业执照照片不清晰",
                        "returned"));
        Orders.Step last = orders.steps(it.id()).getLast();
        assertThat(last.reason()).isEqualTo("营业执照照片不清晰");
        assertThat(last.actor()).isEqualTo("reviewer-li");
        assertThat(last.at()).isNotNull();
        attachments.attach(it.account(), it.id(), Attachments.Kind.licence, TestOrders.picture());
        submit.submit(it.account(), it.id());
        assertThat(inReview(it.account())).containsExactly(it.id());
    }

    /// What it would reserve would be given back with what an earlier order reserved.
    @Test
    void submittedWhileAnEarlierOrderOfTheClaimEnds_isAskedToComeAgain() {
        TestOrders.Placed it = maker.draft();
        maker.papers(it.account(), it.id());
        String earlier = UUID.randomUUID() + ":release";
        database.sql(
                        """
                        INSERT INTO saga_command (id, claim_id, command, created_at, attempts, due_at)
                        VALUES (?, ?, 'release', NOW(6), 0, '2100-01-01')\
                        """)
                .params(earlier, it.claim().toString())
                .update();
        refused(OrderProblem.claim_settling, () -> submit.submit(it.account(), it.id()));
        database.sql("UPDATE saga_command SET done_at = NOW(6) WHERE id = ?")
                .param(earlier)
                .update();
        submit.submit(it.account(), it.id());
        assertThat(orders.byId(it.id()).state()).isEqualTo(OrderState.awaiting_review);
    }
}
