package cn.biaozhengtong.caorder.certificate;

import static cn.biaozhengtong.kit.test.Refusals.atOnce;
import static cn.biaozhengtong.kit.test.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.caorder.OrdersTestBase;
import cn.biaozhengtong.caorder.TestOperators;
import cn.biaozhengtong.caorder.TestOrders;
import cn.biaozhengtong.caorder.ordering.ApplicationForm;
import cn.biaozhengtong.caorder.ordering.EnterpriseDesk.Role;
import cn.biaozhengtong.caorder.ordering.Order;
import cn.biaozhengtong.caorder.ordering.OrderKind;
import cn.biaozhengtong.caorder.ordering.OrderProblem;
import cn.biaozhengtong.caorder.ordering.OrderRights;
import cn.biaozhengtong.caorder.ordering.OrderState;
import cn.biaozhengtong.caorder.ordering.Orders;
import cn.biaozhengtong.caorder.ordering.PlaceOrder;
import cn.biaozhengtong.caorder.ordering.SubmitOrder;
import cn.biaozhengtong.caorder.payment.PayOrder;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// R20: every kind of order from draft to certificate, and who may do what on the way.
@Import({TestOperators.class, TestPhone.class})
class OrderKindsTest extends OrdersTestBase {
    @Autowired private TestOrders.NotingDesk desk;
    @Autowired private TestOrders.Maker maker;
    @Autowired private TestOperators operators;
    @Autowired private TestPhone phone;
    @Autowired private PlaceOrder place;
    @Autowired private SubmitOrder submit;
    @Autowired private Orders orders;
    @Autowired private OrderRights rights;
    @Autowired private PayOrder pay;
    @Autowired private ConfirmDownload confirm;
    @Autowired private Certificates certificates;
    @Autowired private FreezeCertificate freeze;
    @Autowired private ApplicationForm form;
    @Autowired private TransactionTemplate transactions;
    @Autowired private JdbcClient database;

    private final UUID enterprise = UUID.randomUUID();
    private final UUID administrator = UUID.randomUUID();
    private final UUID agent = UUID.randomUUID();
    private final UUID stranger = UUID.randomUUID();
    private final UUID device = UUID.randomUUID();

    @BeforeEach
    void people() {
        desk.appoint(enterprise, administrator, Role.administrator);
        desk.appoint(enterprise, agent, Role.agent);
        desk.personName = "李四";
    }

    @AfterEach
    void asItWas() {
        desk.claimKind = "claim";
        desk.claimer = new UUID(0, 1);
        desk.personName = "";
    }

    private UUID place(UUID account, OrderKind kind, @Nullable SerialNumber old, String product) {
        return maker.placed(
                place.prepare(
                        account, new PlaceOrder.Wish(kind, enterprise, enterprise, old, product)));
    }

    private UUID approved(UUID account, OrderKind kind, @Nullable SerialNumber old) {
        UUID id =
                place(
                        account,
                        kind,
                        old,
                        kind == OrderKind.personal ? "ANSTEEL-PER-1Y" : "ANSTEEL-ENT-1Y");
        maker.submit(account, id);
        operators.approve(id);
        return id;
    }

    private void paid(UUID id) {
        transactions.executeWithoutResult(s ->
                orders.move(orders.lock(id), OrderState.awaiting_download, "test", null, "paid"));
    }

    private Certificate fetched(UUID account, UUID id) {
        paid(id);
        DownloadCertificates.Pair pair = phone.download(account, device, id);
        confirm.confirm(account, device, id);
        assertThat(orders.byId(id).state()).isEqualTo(OrderState.completed);
        return Certificate.parse(pair.signing().encoded());
    }

    private Certificate additional() {
        return fetched(administrator, approved(administrator, OrderKind.additional, null));
    }

    private void expires(Certificate it, Duration in) {
        database.sql("UPDATE certificate SET not_after = ? WHERE serial = ?")
                .params(java.sql.Timestamp.from(Instant.now().plus(in)), it.serial().hex())
                .update();
    }

    private String state(Certificate it) {
        return certificates.find(it.serial()).orElseThrow().state();
    }

    @Test
    void R20_additional_isAskedForByAnyMember_paidAndFetchedByTheAdministratorAlone() {
        UUID id = approved(agent, OrderKind.additional, null);
        assertThat(orders.byId(id).payerId()).isEqualTo(administrator);
        assertThat(orders.of(administrator, EnumSet.allOf(OrderState.class)))
                .extracting(Order::getId)
                .contains(id);
        refused(
                OrderProblem.only_administrator,
                () -> pay.pay(agent, id, PayOrder.Way.by("sandbox"), "k1"));
        refused(
                OrderProblem.order_unknown,
                () -> pay.pay(stranger, id, PayOrder.Way.by("sandbox"), "k1"));
        assertThat(pay.pay(administrator, id, PayOrder.Way.by("sandbox"), "k1").amountCents())
                .isEqualTo(TestOrders.PRICE);
        paid(id);
        refused(OrderProblem.only_administrator, () -> phone.download(agent, device, id));
        refused(OrderProblem.order_unknown, () -> phone.download(stranger, device, id));
        DownloadCertificates.Pair pair = phone.download(administrator, device, id);
        refused(OrderProblem.only_administrator, () -> confirm.confirm(agent, device, id));
        confirm.confirm(administrator, device, id);
        assertThat(pair.signing().accountId()).isEqualTo(administrator);
        assertThat(pair.signing().enterpriseId()).isEqualTo(enterprise);
    }

    @Test
    void R20_whoIsNoMember_ordersNothingForTheEnterprise_andIsNotOneAnyMore() {
        refused(
                OrderProblem.no_member,
                () -> place(stranger, OrderKind.additional, null, "ANSTEEL-ENT-1Y"));
        refused(
                OrderProblem.no_member,
                () -> place(stranger, OrderKind.agent, null, "ANSTEEL-ENT-1Y"));
        refused(
                OrderProblem.product_not_fitting,
                () -> place(agent, OrderKind.additional, null, "ANSTEEL-PER-1Y"));
        UUID id = approved(agent, OrderKind.agent, null);
        UUID draft = place(agent, OrderKind.additional, null, "ANSTEEL-ENT-1Y");
        paid(id);
        desk.appoint(enterprise, agent, Role.none);
        maker.papers(agent, draft);
        refused(OrderProblem.no_member, () -> submit.submit(agent, draft));
        refused(OrderProblem.no_member, () -> phone.download(agent, device, id));
    }

    @Test
    void R20_administratorWhoHandedOver_paysNoMore_theSuccessorDoes() {
        UUID id = approved(agent, OrderKind.additional, null);
        desk.appoint(enterprise, administrator, Role.none);
        desk.appoint(enterprise, stranger, Role.administrator);
        refused(
                OrderProblem.order_unknown,
                () -> pay.pay(administrator, id, PayOrder.Way.by("sandbox"), "k"));
        pay.pay(stranger, id, PayOrder.Way.by("sandbox"), "k");
        assertThat(orders.byId(id).payerId()).isEqualTo(stranger);
    }

    @Test
    void R20_agent_holdsAnOwnCertificateInTheEnterprisesName_theAdministratorPays() {
        refused(
                OrderProblem.agents_only,
                () -> place(administrator, OrderKind.agent, null, "ANSTEEL-ENT-1Y"));
        UUID id = approved(agent, OrderKind.agent, null);
        refused(
                OrderProblem.only_administrator,
                () -> pay.pay(agent, id, PayOrder.Way.by("sandbox"), "k"));
        pay.pay(administrator, id, PayOrder.Way.by("sandbox"), "k");
        refused(OrderProblem.order_unknown, () -> rights.fetch(administrator, id));
        Certificate it = fetched(agent, id);
        assertThat(it.subject().commonName()).isEqualTo("李四");
        assertThat(it.subject().organization()).isEqualTo("鞍山测试有限公司");
        assertThat(it.uscc()).contains(TestOrders.USCC);
    }

    @Test
    void R20_personal_isAVerifiedUsersOwn_withoutAnEnterprise() throws Exception {
        refused(
                OrderProblem.product_not_fitting,
                () -> place(stranger, OrderKind.personal, null, "ANSTEEL-ENT-1Y"));
        UUID id = approved(stranger, OrderKind.personal, null);
        try (var pdf = Loader.loadPDF(form.fill(stranger, id))) {
            assertThat(new PDFTextStripper().getText(pdf)).contains("李四").doesNotContain("企业名称");
        }
        Certificate it = fetched(stranger, id);
        assertThat(it.subject().commonName()).isEqualTo("李四");
        assertThat(it.uscc()).isEmpty();
        assertThat(certificates.find(it.serial()).orElseThrow().enterpriseId()).isNull();
    }

    @Test
    void R20_renewal_opensWithItsWindow_losesNoDay_andLeavesTheOldOneValid() {
        Certificate old = additional();
        refused(
                OrderProblem.outside_renewal_window,
                () -> place(administrator, OrderKind.renewal, old.serial(), "ANSTEEL-ENT-1Y"));
        expires(old, Duration.ofDays(30));
        refused(
                OrderProblem.predecessor_unknown,
                () -> place(agent, OrderKind.renewal, old.serial(), "ANSTEEL-ENT-1Y"));
        refused(
                OrderProblem.product_not_fitting,
                () -> place(administrator, OrderKind.renewal, old.serial(), "LNGGZY-ENT-1Y"));
        UUID id = approved(administrator, OrderKind.renewal, old.serial());
        UUID second = place(administrator, OrderKind.renewal, old.serial(), "ANSTEEL-ENT-1Y");
        refused(OrderProblem.successor_exists, () -> maker.submit(administrator, second));
        Certificate renewed = fetched(administrator, id);
        assertThat(renewed.notAfter())
                .isBetween(
                        Instant.now().plus(Duration.ofDays(394)),
                        Instant.now().plus(Duration.ofDays(396)));
        assertThat(renewed.publicKey()).isNotEqualTo(old.publicKey());
        assertThat(state(old)).isEqualTo("active");
        refused(OrderProblem.successor_exists, () -> submit.submit(administrator, second));
    }

    @Test
    void R20_twentyRenewalsOfOneCertificateAtOnce_oneIsSubmitted() throws Exception {
        Certificate old = additional();
        expires(old, Duration.ofDays(30));
        Queue<UUID> drafts = new ConcurrentLinkedQueue<>();
        for (int i = 0; i < 20; i++) {
            UUID id = place(administrator, OrderKind.renewal, old.serial(), "ANSTEEL-ENT-1Y");
            maker.papers(administrator, id);
            drafts.add(id);
        }
        List<UUID> all = List.copyOf(drafts);
        atOnce(
                20,
                () -> {
                    submit.submit(administrator, drafts.remove());
                    return true;
                });
        assertThat(all.stream().map(orders::byId).map(Order::state))
                .filteredOn(OrderState.awaiting_review::equals)
                .hasSize(1);
    }

    @Test
    void R20_reissue_isForALostCertificate_atTheServiceFee_untilTheSameDay() {
        Certificate old = additional();
        refused(
                OrderProblem.predecessor_state,
                () -> place(administrator, OrderKind.reissue, old.serial(), "ANSTEEL-ENT-1Y"));
        database.sql(
                        "UPDATE product_price SET service_cents = 3000 WHERE product_code = 'ANSTEEL-ENT-1Y'")
                .update();
        freeze.freeze(administrator, old.serial());
        UUID id = approved(administrator, OrderKind.reissue, old.serial());
        assertThat(orders.byId(id).priceCents()).isEqualTo(3000);
        assertThat(state(old)).isEqualTo("frozen");
        Certificate reissued = fetched(administrator, id);
        assertThat(reissued.notAfter()).isEqualTo(old.notAfter());
        assertThat(state(old)).isEqualTo("revoked");
        assertThat(certificates.find(old.serial()).orElseThrow().revocation()).isEqualTo(4);
        assertThat(state(reissued)).isEqualTo("active");
    }

    @Test
    void R20_aReissueWhoseOldCertificateRanOutMeanwhile_issuesNothing_andCanBePaidBack() {
        Certificate old = additional();
        freeze.freeze(administrator, old.serial());
        UUID id = approved(administrator, OrderKind.reissue, old.serial());
        paid(id);
        expires(old, Duration.ofSeconds(-1));
        refused(
                CertificateProblem.predecessor_expired,
                () -> phone.download(administrator, device, id));
        assertThat(orders.byId(id).isFulfilled()).isFalse();
        assertThat(certificates.pair(id)).isEmpty();
    }

    @Test
    void R20_change_isTheAdministratorsAlone_replacesTheCertificate_andTellsTheEnterprise() {
        Certificate old = additional();
        Certificate members = fetched(agent, approved(agent, OrderKind.agent, null));
        desk.claimer = administrator;
        refused(
                OrderProblem.order_unknown,
                () -> place(administrator, OrderKind.change, old.serial(), "ANSTEEL-ENT-1Y"));
        desk.claimKind = "change";
        refused(
                OrderProblem.order_unknown,
                () -> place(administrator, OrderKind.claim, null, "ANSTEEL-ENT-1Y"));
        refused(
                OrderProblem.order_unknown,
                () -> place(agent, OrderKind.change, members.serial(), "ANSTEEL-ENT-1Y"));
        UUID id = approved(administrator, OrderKind.change, old.serial());
        Certificate changed = fetched(administrator, id);
        assertThat(changed.notAfter()).isEqualTo(old.notAfter());
        assertThat(state(old)).isEqualTo("revoked");
        assertThat(
                        database.sql("SELECT command FROM saga_command WHERE id LIKE ?")
                                .param(id + ":%")
                                .query(String.class)
                                .list())
                .containsExactly("confirm");
    }

    @Test
    void R20_aRejectedRenewal_freesTheCertificateForAnother() {
        Certificate old = additional();
        expires(old, Duration.ofDays(30));
        UUID first = place(administrator, OrderKind.renewal, old.serial(), "ANSTEEL-ENT-1Y");
        maker.submit(administrator, first);
        transactions.executeWithoutResult(
                s -> orders.move(orders.lock(first), OrderState.rejected, "x", "资料不符", "rejected"));
        UUID second = place(administrator, OrderKind.renewal, old.serial(), "ANSTEEL-ENT-1Y");
        maker.submit(administrator, second);
        assertThat(orders.byId(second).state()).isEqualTo(OrderState.awaiting_review);
    }
}
