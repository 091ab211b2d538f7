package cn.biaozhengtong.caorder.pair;

import static cn.biaozhengtong.kit.test.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.caorder.cosigning.KeyState;
import cn.biaozhengtong.caorder.issuance.DownloadCertificates;
import cn.biaozhengtong.caorder.ordering.OrderId;
import cn.biaozhengtong.caorder.ordering.OrderKind;
import cn.biaozhengtong.caorder.ordering.OrderProblem;
import cn.biaozhengtong.caorder.ordering.OrderState;
import cn.biaozhengtong.caorder.ordering.PlaceOrder;
import cn.biaozhengtong.caorder.ordering.SubmitOrder;
import cn.biaozhengtong.caorder.recovery.RecoverCertificates;
import cn.biaozhengtong.caorder.recovery.Recoveries;
import cn.biaozhengtong.caorder.standing.IdentityDesk.Proof;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;

/// One certificate has one place, whatever takes it: recoveries and orders that follow it, in any
/// order.
class PlacesTest extends HoldsTestBase {
    @Autowired private SubmitOrder submit;

    @BeforeEach
    void aChangeIsHis() {
        desk.claimer = account;
        desk.claimKind = "change";
    }

    @AfterEach
    void asItWas() {
        desk.claimKind = "claim";
    }

    private OrderId placed(OrderKind kind, SerialNumber old) {
        return maker.placed(
                place.prepare(
                        account,
                        new PlaceOrder.Wish(
                                kind, enterprise.value(), enterprise, old, "ANSTEEL-ENT-1Y")));
    }

    private OrderId paidFor(OrderKind kind, SerialNumber old) {
        OrderId id = placed(kind, old);
        maker.submit(account, id);
        operators.approve(id);
        transactions.executeWithoutResult(s ->
                orders.move(orders.lock(id), OrderState.awaiting_download, "test", null, "paid"));
        return id;
    }

    private DownloadCertificates.Pair taken(OrderId id) {
        DownloadCertificates.Pair it = phone.download(on(lost), id);
        confirm.confirm(on(lost), id);
        phone.knows(parsed(it.signing()));
        return it;
    }

    private List<String> inForce() {
        return database.sql(
                        """
                        SELECT c.serial FROM certificate c JOIN issued_certificate i ON i.serial = c.serial
                        WHERE c.account_id = ? AND i.state <> 'revoked' AND c.key_usage = 'signing'\
                        """)
                .param(account.toString())
                .query(String.class)
                .list();
    }

    private void reportedLost(OrderKind kind, SerialNumber serial) {
        if (kind == OrderKind.reissue) {
            freeze.freeze(account, serial);
        }
    }

    private void aboutToExpire(SerialNumber serial) {
        database.sql("UPDATE issued_certificate SET not_after = ? WHERE serial = ?")
                .params(Timestamp.from(Instant.now().plus(Duration.ofDays(30))), serial.hex())
                .update();
    }

    @ParameterizedTest
    @EnumSource(
            value = OrderKind.class,
            names = {"change", "reissue"})
    void item17_recoveredWhileAnOrderIsUnderWay_theOrdersCertificateTakesThatPlace(OrderKind kind) {
        SerialNumber old = pair.signing().serial();
        reportedLost(kind, old);
        OrderId id = paidFor(kind, old);
        RecoverCertificates.Recovered first = recovered(pair.signing());
        RecoverCertificates.Recovered second = recovered(first.signing());
        DownloadCertificates.Pair changed = taken(id);
        assertThat(inForce()).containsExactly(changed.signing().serial().hex());
        assertThat(now(second.signing()).isSuperseded()).isTrue();
        assertThat(now(pair.encryption()).isSuperseded()).isTrue();
        assertThat(of.keys().of(second.signing().pairId()).orElseThrow().state())
                .isEqualTo(KeyState.revoked);
    }

    @ParameterizedTest
    @EnumSource(
            value = OrderKind.class,
            names = {"change", "reissue", "renewal"})
    void item17_whatARecoveryReplaced_isFollowedByNoOrder(OrderKind kind) {
        aboutToExpire(pair.signing().serial());
        recovered(pair.signing());
        refused(OrderProblem.predecessor_superseded, () -> placed(kind, pair.signing().serial()));
    }

    @ParameterizedTest
    @EnumSource(
            value = OrderKind.class,
            names = {"change", "reissue", "renewal"})
    void item17_recoveredBeforeAnOrderIsSubmitted_itIsNot(OrderKind kind) {
        SerialNumber old = pair.signing().serial();
        aboutToExpire(old);
        reportedLost(kind, old);
        OrderId id = placed(kind, old);
        maker.papers(account, id);
        recovered(pair.signing());
        refused(OrderProblem.predecessor_superseded, () -> submit.submit(account, id));
        assertThat(orders.byId(id).state()).isEqualTo(OrderState.draft);
    }

    /// Two orders for one place: one of the certificate, one of what a recovery made of it.
    @ParameterizedTest
    @EnumSource(
            value = OrderKind.class,
            names = {"change", "reissue", "renewal"})
    void item17_anotherOrder_forWhatARecoveryMadeOfIt_isNotSubmitted(OrderKind kind) {
        SerialNumber old = pair.signing().serial();
        OrderId first = paidFor(OrderKind.change, old);
        RecoverCertificates.Recovered got = recovered(pair.signing());
        aboutToExpire(got.signing().serial());
        reportedLost(kind, got.signing().serial());
        OrderId second = placed(kind, got.signing().serial());
        maker.papers(account, second);
        refused(OrderProblem.successor_exists, () -> submit.submit(account, second));
        DownloadCertificates.Pair changed = taken(first);
        assertThat(inForce()).containsExactly(changed.signing().serial().hex());
    }

    /// A version before let both be submitted: the second one issues nothing and can be paid back.
    @Test
    void P19_twoOrdersForOnePlace_ofAVersionBefore_theSecondIssuesNothing() {
        OrderId first = paidFor(OrderKind.change, pair.signing().serial());
        database.sql("UPDATE orders SET successor_of = NULL WHERE id = ?")
                .param(first.toString())
                .update();
        RecoverCertificates.Recovered got = recovered(pair.signing());
        OrderId second = paidFor(OrderKind.change, got.signing().serial());
        DownloadCertificates.Pair changed = taken(first);
        refused(CertificateProblem.predecessor_superseded, () -> phone.download(on(lost), second));
        assertThat(orders.byId(second).isFulfilled()).isFalse();
        assertThat(inForce()).containsExactly(changed.signing().serial().hex());
    }

    /// The recovery is recorded and not signed: nobody takes its place unseen.
    @Test
    void item17_recoveryThatIsNotSigned_isWaitedFor() {
        OrderId id = paidFor(OrderKind.change, pair.signing().serial());
        DownloadCertificates.Pair changed = phone.download(on(lost), id);
        Recoveries.Recovery it = proved(found, pair.signing(), Proof.presence);
        TestPhone.Last last = phone.proved(on(found), it.id(), it.keys().size());
        diesOnce(last);
        refused(CertificateProblem.predecessor_recovering, () -> confirm.confirm(on(lost), id));
        unfinished.finish(Duration.ZERO);
        confirm.confirm(on(lost), id);
        assertThat(inForce()).containsExactly(changed.signing().serial().hex());
    }

    /// The recovery has the old pair locked; who takes its place waits and goes on to the new one.
    @Test
    void item17_confirmedWhileARecoveryIsRecorded_takesThePlaceOfWhatItMade() throws Exception {
        OrderId id = paidFor(OrderKind.change, pair.signing().serial());
        DownloadCertificates.Pair changed = phone.download(on(lost), id);
        Recoveries.Recovery it = proved(found, pair.signing(), Proof.presence);
        TestPhone.Last last = phone.proved(on(found), it.id(), it.keys().size());
        Others others = new Others(database);
        transactions.executeWithoutResult(s -> {
            database.sql("SELECT serial FROM issued_certificate WHERE serial = ? FOR UPDATE")
                    .param(pair.signing().serial().hex())
                    .query()
                    .singleRow();
            others.begin(last).waitsIn("UPDATE issued_certificate SET state");
            others.begin(
                            () -> {
                                confirm.confirm(on(lost), id);
                                return true;
                            })
                    .waitsIn("select%certificate_pair%for update");
        });
        others.end();
        attempt(() -> {
            confirm.confirm(on(lost), id);
            return true;
        });
        assertThat(inForce()).containsExactly(changed.signing().serial().hex());
    }
}
