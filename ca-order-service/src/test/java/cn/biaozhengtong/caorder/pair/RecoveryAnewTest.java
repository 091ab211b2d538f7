package cn.biaozhengtong.caorder.pair;

import static cn.biaozhengtong.kit.test.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.caorder.ordering.OrderKind;
import cn.biaozhengtong.caorder.recovery.DecideContest;
import cn.biaozhengtong.caorder.recovery.ObjectToRecovery;
import cn.biaozhengtong.caorder.recovery.Recoveries;
import cn.biaozhengtong.caorder.recovery.RecoveryProblem;
import cn.biaozhengtong.caorder.recovery.RecoveryState;
import cn.biaozhengtong.caorder.recovery.VetoRecovery;
import cn.biaozhengtong.caorder.standing.IdentityDesk.Proof;
import cn.biaozhengtong.caorder.standing.IdentityDesk.Purpose;
import cn.biaozhengtong.kit.id.DeviceId;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// Beginning anew shakes nothing off: a thief in the account, with the bank's code and devices of
/// his own, after the holder objected, vetoed, or two operators refused.
class RecoveryAnewTest extends HeldPairTestBase {
    @Autowired private ObjectToRecovery objections;
    @Autowired private VetoRecovery vetoes;
    @Autowired private DecideContest contests;

    private final DeviceId thiefs = DeviceId.random();
    private final DeviceId another = DeviceId.random();

    private RecoveryState state(Recoveries.Recovery it) {
        return RecoveryState.valueOf(
                database.sql("SELECT state FROM recovery WHERE id = ?")
                        .param(it.id().toString())
                        .query(String.class)
                        .single());
    }

    private DecideContest.Contested shown(Recoveries.Recovery it) {
        return contests.waiting().stream()
                .filter(each -> each.recoveryId().equals(it.id()))
                .findFirst()
                .orElseThrow();
    }

    private void refuse(Recoveries.Recovery it) {
        contests.decide(operators.reviewerName(), it.id(), false, "持有人否认");
        contests.decide(operators.approverName(), it.id(), false, "持有人否认");
        assertThat(state(it)).isEqualTo(RecoveryState.refused);
    }

    private void onlyPresenceBegins(DeviceId device) {
        Recoveries.Recovery it = start.start(on(device), pair.signing().serial());
        String id = it.id().toString();
        proves(device, Purpose.recovery, id, Proof.possession);
        refused(
                RecoveryProblem.recovery_needs_presence,
                () -> admit.prove(TestIdentityDesk.asker(on(device)), it.id()));
        assertThat(state(it)).isEqualTo(RecoveryState.awaiting_proof);
    }

    private void daysPass(int days, Recoveries.Recovery... all) {
        for (Recoveries.Recovery it : all) {
            String id = it.id().toString();
            Timestamp then = Timestamp.from(Instant.now().minus(Duration.ofDays(days)));
            database.sql("UPDATE recovery SET started_at = ?, ended_at = ? WHERE id = ?")
                    .params(then, then, id)
                    .update();
            database.sql("UPDATE recovery_objection SET made_at = ? WHERE recovery_id = ?")
                    .params(then, id)
                    .update();
        }
    }

    @Test
    void item17_objection_holdsForWhatIsBegunAnew_onThatDeviceOrAnother() {
        Recoveries.Recovery first = proved(thiefs, pair.signing(), Proof.possession);
        objections.object(on(lost), first.id());
        for (DeviceId device : new DeviceId[] {thiefs, another, thiefs}) {
            Recoveries.Recovery anew = proved(device, pair.signing(), Proof.possession);
            assertThat(anew.state()).isEqualTo(RecoveryState.contested);
            assertThat(shown(anew).objections()).isEqualTo(1);
        }
        assertThat(state(first)).isEqualTo(RecoveryState.replaced);
    }

    /// What contested the first is gone when the second is proved.
    @Test
    void item17_contestedOne_isNotReplacedByOneThatGoesOn() {
        Recoveries.Recovery first = proved(thiefs, pair.signing(), Proof.possession);
        Recoveries.Recovery mine = proved(found, pair.signing(), Proof.possession);
        vetoes.veto(proves(lost, Purpose.veto, mine.id().toString(), Proof.presence), mine.id());
        daysPass(2, mine);
        assertThat(state(first)).isEqualTo(RecoveryState.contested);
        assertThat(proved(thiefs, pair.signing(), Proof.possession).state())
                .isEqualTo(RecoveryState.contested);
    }

    @Test
    void item17_objectedOne_isSeenAgain_whenItsHolderBeginsAnewWithHisFace_andWaitsForNobody() {
        Recoveries.Recovery first = proved(found, pair.signing(), Proof.possession);
        objections.object(on(thiefs), first.id());
        Recoveries.Recovery anew = proved(found, pair.signing(), Proof.presence);
        assertThat(anew.state()).isEqualTo(RecoveryState.proved);
        assertThat(shown(anew).objections()).isEqualTo(1);
        phone.recover(on(found), anew.id(), anew.keys().size());
    }

    /// Who objected is not stopped by himself.
    @Test
    void item17_objection_isNoneAgainstWhoMadeIt() {
        Recoveries.Recovery his = proved(thiefs, pair.signing(), Proof.possession);
        objections.object(on(found), his.id());
        refuse(his);
        daysPass(2, his);
        database.sql("UPDATE recovery_objection SET made_at = NOW(6) WHERE recovery_id = ?")
                .param(his.id().toString())
                .update();
        assertThat(proved(found, pair.signing(), Proof.possession).state())
                .isEqualTo(RecoveryState.proved);
    }

    @Test
    void item17_afterARefusal_onlyPresenceBeginsAnew_onEveryDevice() {
        Recoveries.Recovery first = proved(thiefs, pair.signing(), Proof.possession);
        objections.object(on(lost), first.id());
        refuse(first);
        onlyPresenceBegins(thiefs);
        onlyPresenceBegins(another);
        assertThat(proved(found, pair.signing(), Proof.presence).state())
                .isEqualTo(RecoveryState.proved);
    }

    @Test
    void item17_afterAVeto_onlyPresenceBeginsAnew_forADay() {
        Recoveries.Recovery first = proved(thiefs, pair.signing(), Proof.possession);
        vetoes.veto(proves(lost, Purpose.veto, first.id().toString(), Proof.presence), first.id());
        onlyPresenceBegins(thiefs);
        daysPass(2, first);
        assertThat(proved(found, pair.signing(), Proof.possession).state())
                .isEqualTo(RecoveryState.proved);
    }

    /// Nobody proves more than what two operators refused: they look again.
    @Test
    void item17_afterARefusedFace_anotherFaceWaitsForTheOperators() {
        Recoveries.Recovery first = proved(thiefs, pair.signing(), Proof.presence);
        objections.object(on(lost), first.id());
        refuse(first);
        Recoveries.Recovery anew = proved(thiefs, pair.signing(), Proof.presence);
        assertThat(anew.state()).isEqualTo(RecoveryState.contested);
        assertThat(shown(anew).againstIt()).isZero();
    }

    /// The newer certificate's recovery would bring the older one's key.
    @Test
    void item17_refusal_holdsForTheSameKeys_byWayOfAnotherCertificate() {
        Certificates.Stored newer = fetched(OrderKind.additional, null).signing();
        Recoveries.Recovery first = proved(thiefs, pair.signing(), Proof.possession);
        objections.object(on(lost), first.id());
        refuse(first);
        Recoveries.Recovery around = start.start(on(thiefs), newer.serial());
        assertThat(around.keys()).contains(pair.encryption().serial());
        proves(thiefs, Purpose.recovery, around.id().toString(), Proof.possession);
        refused(
                RecoveryProblem.recovery_needs_presence,
                () -> admit.prove(TestIdentityDesk.asker(on(thiefs)), around.id()));
    }
}
