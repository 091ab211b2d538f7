package cn.biaozhengtong.caorder.operatorkey;

import static cn.biaozhengtong.kit.test.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.biaozhengtong.caorder.OrdersTestBase;
import cn.biaozhengtong.caorder.TestOperators;
import cn.biaozhengtong.caorder.TestOperators.Operator;
import cn.biaozhengtong.caorder.TestOrders;
import cn.biaozhengtong.caorder.authority.StatusRegister;
import cn.biaozhengtong.caorder.ordering.OrderId;
import cn.biaozhengtong.caorder.ordering.OrderState;
import cn.biaozhengtong.caorder.ordering.Orders;
import cn.biaozhengtong.caorder.review.Decision;
import cn.biaozhengtong.caorder.review.ReviewProblem;
import cn.biaozhengtong.caorder.review.VerifyDecisions;
import cn.biaozhengtong.crypto.Sm2KeyPair;
import cn.biaozhengtong.crypto.Sm3;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.CertificateStatus;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// Item 10: operators' keys are enrolled by two people, listed, replaced with an overlap, revoked,
/// reminded of; validity and revocation count at the decision.
@Import(TestOperators.class)
class OperatorKeysTest extends OrdersTestBase {
    @Autowired private EnrolOperatorKey enrol;
    @Autowired private RevokeOperatorKey revoke;
    @Autowired private ListOperatorKeys list;
    @Autowired private OperatorKeys keys;
    @Autowired private TestOperators operators;
    @Autowired private TestOrders.Maker maker;
    @Autowired private Orders orders;
    @Autowired private VerifyDecisions decisions;
    @Autowired private StatusRegister status;
    @Autowired private JdbcClient database;
    @Autowired private TransactionTemplate transactions;

    private final Operator reviewer = somebody();
    private final Operator approver = somebody();

    private static Operator somebody() {
        return new Operator("operator-" + UUID.randomUUID(), Sm2KeyPair.generate());
    }

    private OperatorKey.Holder holder(Operator it) {
        return new OperatorKey.Holder(it.name(), null);
    }

    private EnrolOperatorKey.Proposal proposed(Operator it) {
        return enrol.propose("admin", holder(it), it.request());
    }

    private ListOperatorKeys.Listed listed(OperatorKeyId id) {
        return list.all().stream()
                .filter(it -> it.key().getId().equals(id.value()))
                .findFirst()
                .orElseThrow();
    }

    private SerialNumber serial(OperatorKeyId id) {
        return listed(id).key().serial().orElseThrow();
    }

    private void expires(OperatorKeyId id, Duration in) {
        database.sql("UPDATE issued_certificate SET not_after = ? WHERE serial = ?")
                .params(Timestamp.from(Instant.now().plus(in)), serial(id).hex())
                .update();
    }

    /// Reviewed and approved, by keys that were in force.
    private OrderId approved(OperatorKeyId[] ids) {
        ids[0] = reviewer.enrol(enrol);
        ids[1] = approver.enrol(enrol);
        OrderId order = maker.submitted().id();
        operators.decide(order, Decision.Stage.review, reviewer);
        operators.decide(order, Decision.Stage.approval, approver);
        assertThat(orders.byId(order).state()).isEqualTo(OrderState.awaiting_payment);
        return order;
    }

    private void verify(OrderId order) {
        transactions.executeWithoutResult(s -> decisions.verify(orders.lock(order)));
    }

    @Test
    void item10_proposed_isConfirmedByAnotherAdministratorOnly_whoComparedTheKey() {
        EnrolOperatorKey.Proposal it = proposed(reviewer);
        assertThat(it.keyHash()).isEqualTo(Sm3.hex(reviewer.key().publicKey().info()));
        refused(OperatorKeyProblem.not_enrolled, () -> keys.usable(reviewer.name()));
        refused(
                OperatorKeyProblem.same_administrator,
                () -> enrol.confirm("admin", it.id(), it.keyHash()));
        refused(
                OperatorKeyProblem.own_key,
                () -> enrol.confirm(reviewer.name(), it.id(), it.keyHash()));
        refused(
                OperatorKeyProblem.own_key,
                () -> enrol.propose(approver.name(), holder(approver), approver.request()));
        refused(
                OperatorKeyProblem.other_key,
                () -> enrol.confirm("admin-2", it.id(), "0".repeat(64)));
        refused(OperatorKeyProblem.proposal_open, () -> proposed(reviewer));
        Certificate certificate = enrol.confirm("admin-2", it.id(), it.keyHash());
        assertThat(enrol.confirm("admin-2", it.id(), it.keyHash())).isEqualTo(certificate);
        assertThat(certificate.subject().commonName()).isEqualTo(reviewer.name());
        assertThat(status.status(certificate.serial())).isEqualTo(new CertificateStatus.Good());
        assertThat(keys.usable(reviewer.name())).hasSize(1);
        refused(OperatorKeyProblem.wrong_state, () -> enrol.refuse("admin", it.id()));
        // The database knows the two people too.
        assertThatThrownBy(() ->
                        database.sql(
                                        "UPDATE operator_key SET confirmed_by = proposed_by WHERE id = ?")
                                .param(it.id().toString())
                                .update())
                .isNotNull();
    }

    @Test
    void item17_usernameThatNobodyLogsInWith_isRefused() {
        for (String name :
                List.of(
                        "",
                        "a",
                        "x,OU=操作员",
                        "操作员",
                        "ADMIN-CHEN",
                        "Operator-1",
                        " operator-1",
                        "operator-1 ",
                        "operator 1",
                        "operator-1\n",
                        "-operator",
                        "operator.",
                        "operat\u043er",
                        "ｏperator",
                        "ádmin",
                        "a".repeat(61))) {
            refused(
                    OperatorKeyProblem.username_invalid,
                    () ->
                            enrol.propose(
                                    "admin-chen",
                                    new OperatorKey.Holder(name, null),
                                    reviewer.request()));
        }
        for (String name : List.of("ab", "reviewer-li", "li.wei_2@ca.example", "a".repeat(60))) {
            assertThat(new OperatorKey.Holder(name, null).username()).isEqualTo(name);
        }
    }

    @Test
    void item17_onePersonInTwoSpellings_isOnePerson() {
        String loud = reviewer.name().toUpperCase(Locale.ROOT);
        refused(
                OperatorKeyProblem.own_key,
                () -> enrol.propose(loud, holder(reviewer), reviewer.request()));
        EnrolOperatorKey.Proposal it = proposed(reviewer);
        refused(OperatorKeyProblem.own_key, () -> enrol.confirm(loud, it.id(), it.keyHash()));
        for (String administrator : List.of("ADMIN", "Admin", "ádmin", "ａdmin")) {
            refused(
                    OperatorKeyProblem.same_administrator,
                    () -> enrol.confirm(administrator, it.id(), it.keyHash()));
        }
    }

    @Test
    void item10_refusedOrLapsedProposals_becomeNothing_andAKeyIsEnrolledOnce() {
        EnrolOperatorKey.Proposal it = proposed(reviewer);
        enrol.refuse("admin-2", it.id());
        refused(
                OperatorKeyProblem.wrong_state,
                () -> enrol.confirm("admin-2", it.id(), it.keyHash()));
        EnrolOperatorKey.Proposal late = proposed(reviewer);
        database.sql("UPDATE operator_key SET proposed_at = ? WHERE id = ?")
                .params(
                        Timestamp.from(Instant.now().minus(Duration.ofDays(8))),
                        late.id().toString())
                .update();
        refused(
                OperatorKeyProblem.proposal_lapsed,
                () -> enrol.confirm("admin-2", late.id(), late.keyHash()));
        EnrolOperatorKey.Proposal again = proposed(reviewer);
        enrol.confirm("admin-2", again.id(), again.keyHash());
        // Somebody else's name on the same key.
        EnrolOperatorKey.Proposal copied =
                enrol.propose("admin", holder(approver), reviewer.request());
        refused(
                OperatorKeyProblem.key_enrolled,
                () -> enrol.confirm("admin-2", copied.id(), copied.keyHash()));
    }

    @Test
    void item10_replaced_bothKeysDecideDuringTheOverlap_thenTheNewOneOnly() {
        OperatorKeyId old = reviewer.enrol(enrol);
        Operator next = new Operator(reviewer.name(), Sm2KeyPair.generate());
        OperatorKeyId fresh = next.enrol(enrol);
        assertThat(keys.usable(reviewer.name())).hasSize(2);
        operators.decide(maker.submitted().id(), Decision.Stage.review, reviewer);
        operators.decide(maker.submitted().id(), Decision.Stage.review, next);
        assertThat(listed(old).key().state()).isEqualTo(OperatorKeyState.replaced);
        database.sql("UPDATE operator_key SET usable_until = ? WHERE id = ?")
                .params(Timestamp.from(Instant.now().minusSeconds(1)), old.toString())
                .update();
        OrderId order = maker.submitted().id();
        refused(
                ReviewProblem.signature_wrong,
                () -> operators.decide(order, Decision.Stage.review, reviewer));
        operators.decide(order, Decision.Stage.review, next);
        revoke.endOverlaps();
        assertThat(listed(old).key().state()).isEqualTo(OperatorKeyState.revoked);
        assertThat(status.status(serial(old))).isInstanceOf(CertificateStatus.Revoked.class);
        assertThat(status.status(serial(fresh))).isEqualTo(new CertificateStatus.Good());
    }

    @Test
    void item10_expiredKey_decidesNothing_soNobodyPaysForWhatCannotBeIssued() {
        OperatorKeyId id = reviewer.enrol(enrol);
        expires(id, Duration.ofSeconds(-1));
        OrderId order = maker.submitted().id();
        refused(
                OperatorKeyProblem.not_in_force,
                () -> operators.decide(order, Decision.Stage.review, reviewer));
        assertThat(orders.byId(order).state()).isEqualTo(OrderState.awaiting_review);
    }

    @Test
    void item10_revokedKey_decidesNothing_fromTheNextDecisionOn() {
        OperatorKeyId id = reviewer.enrol(enrol);
        operators.decide(maker.submitted().id(), Decision.Stage.review, reviewer);
        revoke.revoke("admin", id, RevokeOperatorKey.Why.cessation_of_operation, null);
        OrderId order = maker.submitted().id();
        refused(
                OperatorKeyProblem.not_enrolled,
                () -> operators.decide(order, Decision.Stage.review, reviewer));
        assertThat(status.status(serial(id))).isInstanceOf(CertificateStatus.Revoked.class);
        refused(
                OperatorKeyProblem.wrong_state,
                () ->
                        revoke.revoke(
                                "admin", id, RevokeOperatorKey.Why.cessation_of_operation, null));
    }

    @Test
    void item10_rightlyDecided_staysIssuable_whenTheKeysExpiredOrWereRevokedLater() {
        OperatorKeyId[] ids = new OperatorKeyId[2];
        OrderId order = approved(ids);
        verify(order);
        expires(ids[0], Duration.ofMillis(-1));
        revoke.revoke("admin", ids[1], RevokeOperatorKey.Why.cessation_of_operation, null);
        verify(order);
    }

    @Test
    void item10_decidedAfterTheKeyWasCompromised_isNotIssuable_beforeItIs() {
        OperatorKeyId[] ids = new OperatorKeyId[2];
        OrderId order = approved(ids);
        refused(
                OperatorKeyProblem.since_missing,
                () -> revoke.revoke("admin", ids[1], RevokeOperatorKey.Why.key_compromise, null));
        Instant after = Instant.now().plusSeconds(60);
        revoke.revoke("admin", ids[0], RevokeOperatorKey.Why.key_compromise, after);
        verify(order);
        Instant before = Instant.now().minus(Duration.ofHours(1));
        // Learnt only after it was revoked for something else.
        revoke.revoke("admin", ids[1], RevokeOperatorKey.Why.cessation_of_operation, null);
        verify(order);
        revoke.revoke("admin", ids[1], RevokeOperatorKey.Why.key_compromise, before);
        refused(ReviewProblem.decisions_invalid, () -> verify(order));
        assertThat(status.status(serial(ids[1])))
                .isInstanceOfSatisfying(
                        CertificateStatus.Revoked.class,
                        it -> assertThat(it.reason()).isEqualTo(1));
    }

    @Test
    void item10_decisionWhoseCertificateIsNotInTheRegister_orWhoseTimeIsAnother_issuesNothing() {
        OperatorKeyId[] ids = new OperatorKeyId[2];
        OrderId order = approved(ids);
        database.sql(
                        "UPDATE decision SET at = at - INTERVAL 1 SECOND WHERE order_id = ? AND stage = 'review'")
                .param(order.toString())
                .update();
        refused(ReviewProblem.decisions_invalid, () -> verify(order));
    }

    @Test
    void item10_signedTime_isNow() {
        reviewer.enrol(enrol);
        OrderId order = maker.submitted().id();
        refused(
                ReviewProblem.decided_elsewhen,
                () ->
                        operators.decide(
                                order,
                                Decision.Stage.review,
                                reviewer,
                                Instant.now().minusSeconds(300)));
    }

    @Test
    void item10_remindedOf_30_15_7DaysBefore_eachOnce_andListed() {
        OperatorKeyId id = reviewer.enrol(enrol);
        assertThat(listed(id).expiresSoon()).isFalse();
        for (int days : new int[] {40, 29, 14, 6}) {
            expires(id, Duration.ofDays(days));
            list.remind();
            list.remind();
        }
        assertThat(listed(id).expiresSoon()).isTrue();
        assertThat(
                        database.sql(
                                        "SELECT days_before FROM certificate_reminder WHERE serial = ? ORDER BY days_before DESC")
                                .param(serial(id).hex())
                                .query(Integer.class)
                                .list())
                .containsExactly(30, 15, 7);
        new Operator(reviewer.name(), Sm2KeyPair.generate()).enrol(enrol);
        assertThat(listed(id).expiresSoon()).isFalse();
    }
}
