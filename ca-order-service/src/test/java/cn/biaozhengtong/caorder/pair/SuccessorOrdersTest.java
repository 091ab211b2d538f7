package cn.biaozhengtong.caorder.pair;

import static cn.biaozhengtong.kit.test.Refusals.atOnce;
import static cn.biaozhengtong.kit.test.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.caorder.ordering.Order;
import cn.biaozhengtong.caorder.ordering.OrderId;
import cn.biaozhengtong.caorder.ordering.OrderKind;
import cn.biaozhengtong.caorder.ordering.OrderProblem;
import cn.biaozhengtong.caorder.ordering.OrderState;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.RevocationReason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/// R20: orders that follow a certificate: renewal, reissue, change.
class SuccessorOrdersTest extends OrderKindsTestBase {
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
        OrderId id = approved(administrator, OrderKind.renewal, old.serial());
        OrderId second = place(administrator, OrderKind.renewal, old.serial(), "ANSTEEL-ENT-1Y");
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
        Queue<OrderId> drafts = new ConcurrentLinkedQueue<>();
        for (int i = 0; i < 20; i++) {
            OrderId id = place(administrator, OrderKind.renewal, old.serial(), "ANSTEEL-ENT-1Y");
            maker.papers(administrator, id);
            drafts.add(id);
        }
        List<OrderId> all = List.copyOf(drafts);
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
        OrderId id = approved(administrator, OrderKind.reissue, old.serial());
        assertThat(orders.byId(id).priceCents()).isEqualTo(3000);
        assertThat(state(old)).isEqualTo("frozen");
        Certificate reissued = fetched(administrator, id);
        assertThat(reissued.notAfter()).isEqualTo(old.notAfter());
        assertThat(state(old)).isEqualTo("revoked");
        assertThat(certificates.find(old.serial()).orElseThrow().revocation())
                .isEqualTo(RevocationReason.superseded);
        assertThat(state(reissued)).isEqualTo("active");
    }

    @Test
    void R20_aReissueWhoseOldCertificateRanOutMeanwhile_issuesNothing_andCanBePaidBack() {
        Certificate old = additional();
        freeze.freeze(administrator, old.serial());
        OrderId id = approved(administrator, OrderKind.reissue, old.serial());
        paid(id);
        expires(old, Duration.ofSeconds(-1));
        refused(
                CertificateProblem.predecessor_expired,
                () -> phone.download(person(administrator), id));
        assertThat(orders.byId(id).isFulfilled()).isFalse();
        assertThat(of.certificates(id)).isEmpty();
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
        OrderId id = approved(administrator, OrderKind.change, old.serial());
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
        OrderId first = place(administrator, OrderKind.renewal, old.serial(), "ANSTEEL-ENT-1Y");
        maker.submit(administrator, first);
        transactions.executeWithoutResult(
                s -> orders.move(orders.lock(first), OrderState.rejected, "x", "资料不符", "rejected"));
        OrderId second = place(administrator, OrderKind.renewal, old.serial(), "ANSTEEL-ENT-1Y");
        maker.submit(administrator, second);
        assertThat(orders.byId(second).state()).isEqualTo(OrderState.awaiting_review);
    }
}
