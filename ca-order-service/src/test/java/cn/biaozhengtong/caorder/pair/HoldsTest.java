package cn.biaozhengtong.caorder.pair;

import static cn.biaozhengtong.kit.test.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.biaozhengtong.caorder.issuance.DownloadCertificates;
import cn.biaozhengtong.caorder.ordering.EnterpriseDesk.Role;
import cn.biaozhengtong.caorder.ordering.OrderId;
import cn.biaozhengtong.caorder.ordering.OrderKind;
import cn.biaozhengtong.caorder.ordering.OrderState;
import cn.biaozhengtong.caorder.ordering.PlaceOrder;
import cn.biaozhengtong.caorder.recovery.RecoverCertificates;
import cn.biaozhengtong.caorder.recovery.Recoveries;
import cn.biaozhengtong.caorder.standing.IdentityDesk;
import cn.biaozhengtong.caorder.standing.IdentityDesk.Proof;
import cn.biaozhengtong.caorder.standing.IdentityDesk.Purpose;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Whoever lost his power keeps no certificate in force and gets none, in whatever moment of a
/// recovery, a release or a download he lost it.
class HoldsTest extends HoldsTestBase {
    /// The event is taken between the question for the role and what the answer is for.
    @ParameterizedTest
    @EnumSource(Power.class)
    void item17_powerEndsWhileARecoveryIsFinished_nothingIsInForce(Power power) {
        Recoveries.Recovery it = proved(found, pair.signing(), Proof.presence);
        TestPhone.Last last = phone.proved(on(found), it.id(), it.keys().size());
        desk.meanwhile.set(() -> takes(power));
        attempt(last);
        desk.meanwhile.set(null);
        attempt(() -> {
            recovery.confirm(device(it));
            return true;
        });
        unfinished.finish(Duration.ZERO);
        nothingIsInForce();
    }

    @ParameterizedTest
    @EnumSource(Power.class)
    void item17_powerEndsBeforeTheRecoveredCertificateIsSigned_itRestsFromTheFirst(Power power) {
        Recoveries.Recovery it = proved(found, pair.signing(), Proof.presence);
        TestPhone.Last last = phone.proved(on(found), it.id(), it.keys().size());
        diesOnce(last);
        takes(power);
        assertThat(now(pair.encryption()).isFrozen()).isTrue();
        unfinished.finish(Duration.ZERO);
        nothingIsInForce();
        assertThat(of.certificates(it.id())).hasSize(2).allMatch(Certificates.Stored::isFrozen);
        assertThat(of.pair(it.id()).orElseThrow().state()).isEqualTo(PairState.frozen);
    }

    @ParameterizedTest
    @EnumSource(Power.class)
    void item17_powerEndsWhileACertificateIsReleased_itStaysFrozen(Power power) {
        freeze.freeze(account, pair.signing().serial());
        IdentityDesk.Asker him = proves(found, Purpose.release, serial(), Proof.presence);
        desk.meanwhile.set(() -> takes(power));
        attempt(() -> {
            freeze.release(him, pair.signing().serial());
            return true;
        });
        nothingIsInForce();
    }

    @ParameterizedTest
    @EnumSource(Power.class)
    void item17_powerEndsWhileCertificatesAreDownloaded_nothingIsInForce_orIssued(Power power) {
        OrderId id = paid(OrderKind.additional, null);
        TestPhone.Fetching download = phone.downloading(on(lost), id);
        desk.meanwhile.set(() -> takes(power));
        attempt(download);
        unfinished.finish(Duration.ZERO);
        nothingIsInForce();
        // He can be paid back.
        assertThat(orders.byId(id).isFulfilled()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(Power.class)
    void item17_powerEndsBeforeDownloadedCertificatesAreSigned_theyRestFromTheFirst(Power power) {
        OrderId id = paid(OrderKind.additional, null);
        diesOnce(() -> phone.download(on(lost), id));
        takes(power);
        unfinished.finish(Duration.ZERO);
        nothingIsInForce();
        assertThat(of.certificates(id)).hasSize(2).allMatch(Certificates.Stored::isFrozen);
    }

    /// Both certificates of a pair, wherever the signer died between them.
    @Test
    void item17_powerEndsBetweenTheTwoSignatures_bothRest() {
        OrderId id = paid(OrderKind.additional, null);
        diesOnce(() -> phone.download(on(lost), id));
        register.sign(register.recorded(of.certificates(id).getFirst().serial()));
        takes(Power.membership);
        unfinished.finish(Duration.ZERO);
        nothingIsInForce();
        assertThat(of.pair(id).orElseThrow().state()).isEqualTo(PairState.frozen);
    }

    @ParameterizedTest
    @EnumSource(Power.class)
    void item17_powerEndsBeforeTheDownloadIsConfirmed_itIsNot(Power power) {
        OrderId id = paid(OrderKind.additional, null);
        phone.download(on(lost), id);
        desk.meanwhile.set(() -> takes(power));
        refused(CertificateProblem.frozen, () -> confirm.confirm(on(lost), id));
        nothingIsInForce();
    }

    /// Before any event: enterprise-service is asked until the last step.
    @Test
    void item17_whoBelongsNoLonger_confirmsNoRecovery_andSeesNoneAgain() {
        Recoveries.Recovery it = proved(found, pair.signing(), Proof.presence);
        phone.unconfirmed(on(found), it.id(), it.keys().size());
        desk.appoint(account, enterprise, Role.none);
        refused(CertificateProblem.no_member, () -> recovery.confirm(device(it)));
        refused(CertificateProblem.no_member, () -> recovery.recovered(device(it)));
    }

    /// His own report of a loss makes no difference to what froze it besides.
    @ParameterizedTest
    @EnumSource(Power.class)
    void item17_frozenByItsHolderBefore_isNotReleasedByHim_beforeHisPowerIsBack(Power power) {
        freeze.freeze(account, pair.signing().serial());
        takes(power);
        IdentityDesk.Asker him = proves(found, Purpose.release, serial(), Proof.presence);
        attempt(() -> {
            freeze.release(him, pair.signing().serial());
            return true;
        });
        attempt(() -> recovered(pair.signing()));
        nothingIsInForce();
        givesBack(power);
        assertThat(now(pair.signing()).isFrozen()).isTrue();
        freeze.release(him, pair.signing().serial());
        assertThat(now(pair.signing()).isActive()).isTrue();
        assertThat(now(pair.encryption()).isActive()).isTrue();
    }

    @Test
    void item17_reportedLostBeforeItIsSigned_isRefused_notForgotten() {
        OrderId id = paid(OrderKind.additional, null);
        diesOnce(() -> phone.download(on(lost), id));
        refused(
                CertificateProblem.not_issued,
                () -> freeze.freeze(account, of.certificates(id).getFirst().serial()));
        unfinished.finish(Duration.ZERO);
        freeze.freeze(account, of.certificates(id).getFirst().serial());
        assertThat(of.certificates(id)).allMatch(Certificates.Stored::isFrozen);
    }

    /// It was proved for while the power was there; what is left of a round gives nothing after.
    @Test
    void item17_roundsAfterThePowerEnded_giveNothingThatSharesAreCheckedAgainst() {
        Recoveries.Recovery it = proved(found, pair.signing(), Proof.presence);
        RecoverCertificates.Recovered got = phone.unconfirmed(on(found), it.id(), it.keys().size());
        TestPhone.Last again = phone.provedAgain(on(found), it.id(), got);
        desk.meanwhile.set(() -> takes(Power.membership));
        refused(CertificateProblem.frozen, again::call);
        givesBack(Power.membership);
        freeze.release(
                proves(found, Purpose.release, got.signing().serial().hex(), Proof.presence),
                got.signing().serial());
        phone.provedAgain(on(found), it.id(), got).call();
        recovery.confirm(device(it));
        assertThat(now(got.signing()).isActive()).isTrue();
    }

    /// The successor of an administrator: what had happened to the enterprise and to him before
    /// does not bind a claim that was decided after; what happens later does.
    @Test
    void item17_claim_isBoundByWhatHappensAfterIt_andByAFrozenAccount() {
        takes(Power.membership);
        takes(Power.enterprise);
        OrderId id = claimed();
        DownloadCertificates.Pair it = phone.download(on(lost), id);
        confirm.confirm(on(lost), id);
        assertThat(now(it.signing()).isActive()).isTrue();
        givesBack(Power.enterprise);
        takes(Power.enterprise);
        assertThat(now(it.signing()).isFrozen()).isTrue();
        givesBack(Power.enterprise);
        OrderId another = claimed();
        takes(Power.account);
        refused(CertificateProblem.account_frozen, () -> phone.download(on(lost), another));
    }

    /// Whoever was dismissed, or whose enterprise was frozen, after two operators decided and
    /// before he made his key: they did not know.
    @Test
    void item17_claim_isBoundByWhatHappensAfterTheDecision_beforeItsKey() throws Exception {
        for (Power power : List.of(Power.membership, Power.enterprise)) {
            OrderId id = claimed();
            // Decisions are dated in whole seconds.
            Thread.sleep(1100);
            takes(power);
            refused(
                    power == Power.membership
                            ? CertificateProblem.no_member
                            : CertificateProblem.enterprise_frozen,
                    () -> phone.download(on(lost), id));
            givesBack(power);
        }
    }

    /// Who took an administrator's place belongs again, though nobody invited him.
    @Test
    void item17_succession_givesBackThePowerOfWhoWasRemovedBefore() {
        takes(Power.membership);
        tell(
                Power.membership,
                Power.membership.taken,
                event -> {
                    event.put("accountId", UUID.randomUUID().toString());
                    event.put("administratorId", account.toString());
                    event.put("cause", "succeeded");
                });
        freeze.release(
                proves(found, Purpose.release, serial(), Proof.presence), pair.signing().serial());
        assertThat(now(pair.signing()).isActive()).isTrue();
    }

    private OrderId claimed() {
        desk.claimer = account;
        OrderId id =
                maker.placed(
                        place.prepare(
                                account,
                                new PlaceOrder.Wish(
                                        OrderKind.claim,
                                        enterprise.value(),
                                        null,
                                        null,
                                        "ANSTEEL-ENT-1Y")));
        maker.submit(account, id);
        operators.approve(id);
        transactions.executeWithoutResult(s ->
                orders.move(orders.lock(id), OrderState.awaiting_download, "test", null, "paid"));
        return id;
    }

    /// P19: a version before signs and releases by these statements.
    @Test
    void P19_versionThatKnowsNoHolds_putsNothingInForce_whileOneIsOn() {
        OrderId id = paid(OrderKind.additional, null);
        diesOnce(() -> phone.download(on(lost), id));
        takes(Power.membership);
        String signs =
                "UPDATE issued_certificate SET der = X'3000', state = 'active', version = version + 1 WHERE serial = ?";
        String releases =
                "UPDATE issued_certificate SET state = 'active', revoked_at = NULL, revocation = NULL WHERE serial = ?";
        assertThatThrownBy(() -> update(signs, of.certificates(id).getFirst().serial()))
                .hasMessageContaining("a hold is on its holder");
        assertThatThrownBy(() -> update(releases, pair.signing().serial()))
                .hasMessageContaining("a hold is on its holder");
        givesBack(Power.membership);
        assertThat(update(releases, pair.signing().serial())).isEqualTo(1);
    }

    /// P19: it freezes what it finds in force, under its own name in the inbox; the fact is noted
    /// nevertheless.
    @Test
    void P19_eventThatAVersionBeforeTook_isAHoldToo() {
        takenByAVersionBefore = true;
        takes(Power.membership);
        assertThat(now(pair.signing()).isActive()).isTrue();
        refused(
                CertificateProblem.no_member,
                () -> phone.download(on(lost), paid(OrderKind.additional, null)));
        givesBack(Power.membership);
        phone.download(on(lost), paid(OrderKind.additional, null));
    }

    @Test
    void item10_holds_endOnce_andAreNeverDeleted() {
        takes(Power.account);
        String subject = "account:" + account;
        assertThatThrownBy(() ->
                        database.sql("DELETE FROM certificate_hold WHERE subject = ?")
                                .param(subject)
                                .update())
                .hasMessageContaining("holds are never deleted");
        givesBack(Power.account);
        assertThatThrownBy(() ->
                        database.sql(
                                        "UPDATE certificate_hold SET in_force = subject, ended_at = NULL WHERE subject = ?")
                                .param(subject)
                                .update())
                .hasMessageContaining("a hold ends once");
    }

    private int update(String sql, SerialNumber serial) {
        return database.sql(sql).param(serial.hex()).update();
    }

    private String serial() {
        return pair.signing().serial().hex();
    }
}
