package cn.biaozhengtong.caorder.pair;

import static cn.biaozhengtong.kit.test.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.caorder.TestOrders;
import cn.biaozhengtong.caorder.issuance.DownloadCertificates;
import cn.biaozhengtong.caorder.ordering.EnterpriseDesk.Role;
import cn.biaozhengtong.caorder.ordering.Order;
import cn.biaozhengtong.caorder.ordering.OrderId;
import cn.biaozhengtong.caorder.ordering.OrderKind;
import cn.biaozhengtong.caorder.ordering.OrderProblem;
import cn.biaozhengtong.caorder.ordering.OrderState;
import cn.biaozhengtong.caorder.payment.PayOrder;
import cn.biaozhengtong.crypto.cert.Certificate;
import java.util.EnumSet;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

/// R20: additional, agent and personal orders, and who may do what on the way.
class OrderKindsTest extends OrderKindsTestBase {
    @Test
    void R20_additional_isAskedForByAnyMember_paidAndFetchedByTheAdministratorAlone() {
        OrderId id = approved(agent, OrderKind.additional, null);
        assertThat(orders.byId(id).payerId()).isEqualTo(administrator);
        assertThat(orders.of(administrator, EnumSet.allOf(OrderState.class)))
                .extracting(Order::orderId)
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
        refused(OrderProblem.only_administrator, () -> phone.download(person(agent), id));
        refused(OrderProblem.order_unknown, () -> phone.download(person(stranger), id));
        DownloadCertificates.Pair pair = phone.download(person(administrator), id);
        refused(OrderProblem.only_administrator, () -> confirm.confirm(person(agent), id));
        confirm.confirm(person(administrator), id);
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
        OrderId id = approved(agent, OrderKind.agent, null);
        OrderId draft = place(agent, OrderKind.additional, null, "ANSTEEL-ENT-1Y");
        paid(id);
        desk.appoint(agent, enterprise, Role.none);
        maker.papers(agent, draft);
        refused(OrderProblem.no_member, () -> submit.submit(agent, draft));
        refused(OrderProblem.no_member, () -> phone.download(person(agent), id));
    }

    @Test
    void R20_administratorWhoHandedOver_paysNoMore_theSuccessorDoes() {
        OrderId id = approved(agent, OrderKind.additional, null);
        desk.appoint(administrator, enterprise, Role.none);
        desk.appoint(stranger, enterprise, Role.administrator);
        refused(
                OrderProblem.order_unknown,
                () -> pay.pay(administrator, id, PayOrder.Way.by("sandbox"), "k"));
        pay.pay(stranger, id, PayOrder.Way.by("sandbox"), "k");
        assertThat(orders.byId(id).payerId()).isEqualTo(stranger);
    }

    @Test
    void item15_aSuccessionThatBecameVoid_isNotPaidNorFetched_andIsPaidBack() {
        desk.claimer = stranger;
        desk.claimKind = "succession";
        OrderId id = approved(stranger, OrderKind.claim, null);
        desk.claimStands = false;
        refused(
                OrderProblem.succession_void,
                () -> pay.pay(stranger, id, PayOrder.Way.by("sandbox"), "k"));
        desk.claimStands = true;
        pay.pay(stranger, id, PayOrder.Way.by("sandbox"), "k");
        paid(id);
        desk.claimStands = false;
        refused(OrderProblem.succession_void, () -> phone.download(person(stranger), id));
        desk.claimStands = true;
        phone.download(person(stranger), id);
        desk.claimStands = false;
        assertThat(rights.refund(stranger, id).orderId()).isEqualTo(id);
        // Issued is issued: whether he takes the place is decided where members are kept.
        confirm.confirm(person(stranger), id);
        assertThat(orders.byId(id).state()).isEqualTo(OrderState.completed);
    }

    @Test
    void R20_agent_holdsAnOwnCertificateInTheEnterprisesName_theAdministratorPays() {
        refused(
                OrderProblem.agents_only,
                () -> place(administrator, OrderKind.agent, null, "ANSTEEL-ENT-1Y"));
        OrderId id = approved(agent, OrderKind.agent, null);
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
        OrderId id = approved(stranger, OrderKind.personal, null);
        try (var pdf = Loader.loadPDF(form.fill(stranger, id))) {
            assertThat(new PDFTextStripper().getText(pdf)).contains("李四").doesNotContain("企业名称");
        }
        Certificate it = fetched(stranger, id);
        assertThat(it.subject().commonName()).isEqualTo("李四");
        assertThat(it.uscc()).isEmpty();
        assertThat(certificates.find(it.serial()).orElseThrow().enterpriseId()).isNull();
    }
}
