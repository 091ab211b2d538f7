package cn.biaozhengtong.caorder.pair;

import static cn.biaozhengtong.kit.test.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.caorder.cosigning.CosigningProblem;
import cn.biaozhengtong.caorder.cosigning.RoundId;
import cn.biaozhengtong.caorder.recovery.DecideContest;
import cn.biaozhengtong.caorder.recovery.ObjectToRecovery;
import cn.biaozhengtong.caorder.recovery.Recoveries;
import cn.biaozhengtong.caorder.recovery.RecoveryProblem;
import cn.biaozhengtong.caorder.recovery.RecoveryState;
import cn.biaozhengtong.caorder.recovery.VetoRecovery;
import cn.biaozhengtong.caorder.review.BeforeOrders;
import cn.biaozhengtong.caorder.standing.IdentityDesk;
import cn.biaozhengtong.caorder.standing.IdentityDesk.Proof;
import cn.biaozhengtong.caorder.standing.IdentityDesk.Purpose;
import cn.biaozhengtong.crypto.twoparty.DeviceRound;
import cn.biaozhengtong.crypto.twoparty.RoundAnswer;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.DeviceId;
import cn.biaozhengtong.kit.id.Person;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// Recovery cannot be hijacked: a thief in the account, on a device of his own (`thiefs`), against
/// the holder, whose key is on `lost` and who recovers on `found`.
class RecoveryContestTest extends HeldPairTestBase {
    @Autowired private ObjectToRecovery objections;
    @Autowired private VetoRecovery vetoes;
    @Autowired private DecideContest desk;

    private final DeviceId thiefs = DeviceId.random();

    private RecoveryState state(Recoveries.Recovery it) {
        return objections.open(account).stream()
                .filter(each -> each.id().equals(it.id()))
                .map(Recoveries.Recovery::state)
                .findFirst()
                .orElseGet(() ->
                        RecoveryState.valueOf(
                                database.sql("SELECT state FROM recovery WHERE id = ?")
                                        .param(it.id().toString())
                                        .query(String.class)
                                        .single()));
    }

    private long told(Recoveries.Recovery it, String what) {
        return database.sql("SELECT COUNT(*) FROM outbox WHERE event_type = ? AND payload LIKE ?")
                .params("ca-order.certificate." + what + ".v1", "%" + it.id() + "%")
                .query(Long.class)
                .single();
    }

    private void recovers(DeviceId device, Recoveries.Recovery it) {
        phone.recover(on(device), it.id(), it.keys().size());
    }

    /// The attack: he starts, waits, and the holder proves himself for purposes of his own.
    @Test
    void aThiefsRecovery_doesNotGoOn_whenTheHolderProvesHimselfForSomethingElse() {
        Recoveries.Recovery his = start.start(on(thiefs), pair.signing().serial());
        String serial = pair.signing().serial().hex();
        proves(lost, Purpose.release, serial, Proof.presence);
        Recoveries.Recovery mine = proved(found, pair.signing(), Proof.presence);
        // Also with the holder's proof for this very recovery, begun on another device.
        proves(lost, Purpose.recovery, his.id().toString(), Proof.presence);
        IdentityDesk.Asker thief = TestIdentityDesk.asker(on(thiefs));
        refused(CertificateProblem.verify_anew, () -> admit.prove(thief, his.id()));
        refused(CertificateProblem.verify_anew, () -> recovers(thiefs, his));
        // In another login on the same device.
        proves(thiefs, Purpose.recovery, his.id().toString(), Proof.presence);
        IdentityDesk.Asker later = new IdentityDesk.Asker(on(thiefs), "another login");
        refused(CertificateProblem.verify_anew, () -> admit.prove(later, his.id()));
        // His intention blocked nobody, and nobody was told of it.
        assertThat(told(his, "recovering")).isZero();
        recovers(found, mine);
    }

    @Test
    void aProvedRecovery_isToldToTheHoldersOtherDevices() {
        Recoveries.Recovery it = proved(thiefs, pair.signing(), Proof.possession);
        assertThat(told(it, "recovering")).isOne();
        assertThat(objections.open(account)).extracting(Recoveries.Recovery::id).contains(it.id());
        // Proving it again changes nothing and tells nothing.
        admit.prove(TestIdentityDesk.asker(on(thiefs)), it.id());
        assertThat(told(it, "recovering")).isOne();
    }

    @Test
    void twoEquallyProvedRecoveries_waitForTwoOperators_whoseChoiceGoesOn() {
        Recoveries.Recovery his = proved(thiefs, pair.signing(), Proof.possession);
        Recoveries.Recovery mine = proved(found, pair.signing(), Proof.possession);
        assertThat(state(his)).isEqualTo(RecoveryState.contested);
        assertThat(state(mine)).isEqualTo(RecoveryState.contested);
        refused(RecoveryProblem.recovery_contested, () -> recovers(thiefs, his));
        refused(RecoveryProblem.recovery_contested, () -> recovers(found, mine));
        assertThat(desk.waiting())
                .extracting(DecideContest.Contested::recoveryId)
                .contains(his.id(), mine.id());
        // Before any order, for whoever opens the queue.
        assertThat(desk.urgent()).extracting(BeforeOrders.Case::id).contains(his.id(), mine.id());
        String one = operators.reviewerName();
        String other = operators.approverName();
        assertThat(desk.decide(one, mine.id(), true, "电话核实")).isEqualTo(RecoveryState.contested);
        refused(RecoveryProblem.decided_already, () -> desk.decide(one, mine.id(), true, "电话核实"));
        refused(RecoveryProblem.recovery_contested, () -> recovers(found, mine));
        assertThat(desk.decide(other, mine.id(), true, "电话核实")).isEqualTo(RecoveryState.proved);
        assertThat(state(his)).isEqualTo(RecoveryState.refused);
        refused(RecoveryProblem.recovery_over, () -> recovers(thiefs, his));
        waited(mine);
        recovers(found, mine);
        assertThat(desk.waiting())
                .extracting(DecideContest.Contested::recoveryId)
                .doesNotContain(his.id(), mine.id());
    }

    @Test
    void presence_beatsPossession_whicheverCameFirst() {
        Recoveries.Recovery his = proved(thiefs, pair.signing(), Proof.possession);
        Recoveries.Recovery mine = proved(found, pair.signing(), Proof.presence);
        assertThat(state(his)).isEqualTo(RecoveryState.contested);
        assertThat(state(mine)).isEqualTo(RecoveryState.proved);
        Recoveries.Recovery again = proved(DeviceId.random(), pair.signing(), Proof.possession);
        assertThat(again.state()).isEqualTo(RecoveryState.contested);
        assertThat(state(mine)).isEqualTo(RecoveryState.proved);
        // Within minutes, contested or not; then nothing is left to be decided.
        recovers(found, mine);
        assertThat(state(his)).isEqualTo(RecoveryState.replaced);
        assertThat(state(again)).isEqualTo(RecoveryState.replaced);
    }

    @Test
    void aContestedRecovery_goesOn_whenItsHolderProvesHisPresence() {
        Recoveries.Recovery his = proved(thiefs, pair.signing(), Proof.possession);
        Recoveries.Recovery mine = proved(found, pair.signing(), Proof.possession);
        admit.prove(
                proves(found, Purpose.recovery, mine.id().toString(), Proof.presence), mine.id());
        assertThat(state(mine)).isEqualTo(RecoveryState.proved);
        assertThat(state(his)).isEqualTo(RecoveryState.contested);
        recovers(found, mine);
    }

    private void waited(Recoveries.Recovery it) {
        database.sql("UPDATE recovery SET proved_at = proved_at - INTERVAL 15 MINUTE WHERE id = ?")
                .param(it.id().toString())
                .update();
    }

    /// A stolen phone may get the bank's code: who holds the key has time to stop it.
    @Test
    void withoutAFace_itWaitsAQuarterOfAnHour_withOneItGoesOnAtOnce() {
        Recoveries.Recovery it = proved(found, pair.signing(), Proof.possession);
        refused(RecoveryProblem.recovery_waits, () -> recovers(found, it));
        admit.prove(TestIdentityDesk.asker(on(found)), it.id());
        refused(RecoveryProblem.recovery_waits, () -> recovers(found, it));
        admit.prove(proves(found, Purpose.recovery, it.id().toString(), Proof.presence), it.id());
        assertThat(told(it, "recovering")).isOne();
        // What proves less afterwards takes nothing away.
        admit.prove(proves(found, Purpose.recovery, it.id().toString(), Proof.possession), it.id());
        recovers(found, it);
    }

    @Test
    void withoutAFace_itGoesOnAfterAQuarterOfAnHour() {
        Recoveries.Recovery it = proved(found, pair.signing(), Proof.possession);
        waited(it);
        recovers(found, it);
    }

    @Test
    void begunAnewOnTheSameDevice_replacesTheFirst() {
        Recoveries.Recovery first = proved(found, pair.signing(), Proof.presence);
        Recoveries.Recovery second = proved(found, pair.signing(), Proof.presence);
        // Who names the device as his own and proves less takes nothing's place.
        Recoveries.Recovery third = proved(found, pair.signing(), Proof.possession);
        assertThat(third.state()).isEqualTo(RecoveryState.contested);
        refused(RecoveryProblem.recovery_over, () -> recovers(found, first));
        recovers(found, second);
    }

    /// The device's part of a round for a veto.
    private record Vetoing(RoundId round, RoundAnswer answer) {}

    private Vetoing vetoing(Recoveries.Recovery it, DeviceId device) {
        byte[] session = ("veto:" + it.id()).getBytes(StandardCharsets.UTF_8);
        DeviceRound round = DeviceRound.begin(session, 1);
        VetoRecovery.Opened opened =
                vetoes.open(on(device), it.id(), round.commitments().getFirst());
        RoundAnswer answer =
                phone.answer(
                        round, device, parsed(pair.signing()), opened.preimage(), opened.round());
        return new Vetoing(opened.round().roundId(), answer);
    }

    /// Also while it is frozen, which whoever is logged in can bring about.
    @Test
    void vetoedByThePin_onTheDeviceThatHoldsTheKey_nothingGoesOn() {
        freeze.freeze(account, pair.signing().serial());
        Recoveries.Recovery his = proved(thiefs, pair.signing(), Proof.presence);
        Vetoing first = vetoing(his, lost);
        RoundAnswer it = first.answer();
        RoundAnswer wrong = new RoundAnswer(it.r(), it.r(), it.opening());
        refused(
                CosigningProblem.wrong_pin,
                () -> vetoes.veto(on(lost), his.id(), first.round(), wrong));
        assertThat(state(his)).isEqualTo(RecoveryState.proved);
        Vetoing right = vetoing(his, lost);
        vetoes.veto(on(lost), his.id(), right.round(), right.answer());
        assertThat(state(his)).isEqualTo(RecoveryState.vetoed);
        assertThat(told(his, "recovery-stopped")).isOne();
        refused(RecoveryProblem.recovery_over, () -> recovers(thiefs, his));
    }

    @Test
    void aMereLogin_vetoesNothing() {
        Recoveries.Recovery mine = proved(found, pair.signing(), Proof.possession);
        IdentityDesk.Asker thief = TestIdentityDesk.asker(on(thiefs));
        refused(RecoveryProblem.veto_unproved, () -> vetoes.veto(thief, mine.id()));
        proves(thiefs, Purpose.veto, mine.id().toString(), Proof.possession);
        refused(RecoveryProblem.veto_unproved, () -> vetoes.veto(thief, mine.id()));
        proves(lost, Purpose.veto, mine.id().toString(), Proof.presence);
        refused(RecoveryProblem.veto_unproved, () -> vetoes.veto(thief, mine.id()));
        refused(CertificateProblem.other_device, () -> vetoing(mine, thiefs));
        AccountId stranger = AccountId.random();
        refused(
                RecoveryProblem.recovery_unknown,
                () -> vetoes.veto(TestIdentityDesk.asker(new Person(stranger, thiefs)), mine.id()));
        assertThat(state(mine)).isEqualTo(RecoveryState.proved);
        IdentityDesk.Asker holder =
                proves(lost, Purpose.veto, mine.id().toString(), Proof.presence);
        vetoes.veto(holder, mine.id());
        assertThat(state(mine)).isEqualTo(RecoveryState.vetoed);
    }

    /// What a login may do: against possession the operators decide first, against presence nothing
    /// waits for them.
    @Test
    void anObjection_isSeenByTwoOperators_andCostsNobodyHisOpening() {
        Recoveries.Recovery weak = proved(found, pair.signing(), Proof.possession);
        refused(RecoveryProblem.recovery_own, () -> objections.object(on(found), weak.id()));
        objections.object(on(thiefs), weak.id());
        assertThat(state(weak)).isEqualTo(RecoveryState.contested);
        assertThat(told(weak, "recovery-contested")).isOne();
        admit.prove(
                proves(found, Purpose.recovery, weak.id().toString(), Proof.presence), weak.id());
        assertThat(state(weak)).isEqualTo(RecoveryState.proved);
        objections.object(on(DeviceId.random()), weak.id());
        assertThat(state(weak)).isEqualTo(RecoveryState.proved);
        assertThat(desk.waiting())
                .filteredOn(each -> each.recoveryId().equals(weak.id()))
                .extracting(DecideContest.Contested::objections)
                .containsExactly(2);
        recovers(found, weak);
    }

    @Test
    void operators_stopAnObjectedOne_andNobodyDecidesWhatIsNotContested() {
        Recoveries.Recovery his = proved(thiefs, pair.signing(), Proof.presence);
        String one = operators.reviewerName();
        refused(RecoveryProblem.not_contested, () -> desk.decide(one, his.id(), false, "x"));
        objections.object(on(lost), his.id());
        desk.decide(one, his.id(), false, "持有人否认");
        assertThat(state(his)).isEqualTo(RecoveryState.proved);
        desk.decide(operators.approverName(), his.id(), false, "持有人否认");
        assertThat(state(his)).isEqualTo(RecoveryState.refused);
        refused(RecoveryProblem.recovery_over, () -> recovers(thiefs, his));
    }

    @Test
    void theDatabase_letsOneGoOn_andNoneWithoutAProof() {
        Recoveries.Recovery first = proved(thiefs, pair.signing(), Proof.possession);
        Recoveries.Recovery second = start.start(on(found), pair.signing().serial());
        for (String bad :
                List.of(
                        "UPDATE recovery SET state = 'proved' WHERE id = ?",
                        "UPDATE recovery SET state = 'proved', proof = 'presence', proved_at = NOW(6), goes_on_for = old_serial WHERE id = ?",
                        "UPDATE recovery SET state = 'issued', proof = 'presence', proved_at = NOW(6) WHERE id = ?")) {
            org.assertj.core.api.Assertions.assertThatThrownBy(
                            () -> database.sql(bad).param(second.id().toString()).update())
                    .isNotNull();
        }
        assertThat(state(first)).isEqualTo(RecoveryState.proved);
        assertThat(second.startedAt()).isBefore(Instant.now().plusSeconds(1));
    }
}
