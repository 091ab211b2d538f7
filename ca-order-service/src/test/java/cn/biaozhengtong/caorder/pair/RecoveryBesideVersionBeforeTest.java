package cn.biaozhengtong.caorder.pair;

import static cn.biaozhengtong.kit.test.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.biaozhengtong.caorder.escrow.KeyManagementCentre;
import cn.biaozhengtong.caorder.recovery.DecideContest;
import cn.biaozhengtong.caorder.recovery.ObjectToRecovery;
import cn.biaozhengtong.caorder.recovery.Recoveries;
import cn.biaozhengtong.caorder.recovery.RecoveryProblem;
import cn.biaozhengtong.caorder.recovery.RecoveryState;
import cn.biaozhengtong.caorder.standing.IdentityDesk.Proof;
import cn.biaozhengtong.caorder.standing.IdentityDesk.Purpose;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DuplicateKeyException;

/// P19: a version that knows no rounds, splits and logins of recoveries runs beside this one, in
/// its own statements.
class RecoveryBesideVersionBeforeTest extends HeldPairTestBase {
    @Autowired private ObjectToRecovery objections;
    @Autowired private DecideContest contests;
    @Autowired private KeyManagementCentre kmc;

    private void decides(Recoveries.Recovery it, String operator) {
        database.sql(
                        "INSERT INTO recovery_decision (recovery_id, operator, goes_on, reason, decided_at) VALUES (?, ?, ?, ?, NOW(6))")
                .params(it.id().toString(), operator, false, "持有人否认")
                .update();
    }

    @Test
    void P19_whatItsOperatorsSay_isAboutTheRoundOfThatMoment_once() {
        Recoveries.Recovery his = proved(found, pair.signing(), Proof.possession);
        objections.object(on(lost), his.id());
        decides(his, operators.reviewerName());
        assertThatThrownBy(() -> decides(his, operators.reviewerName()))
                .isInstanceOf(DuplicateKeyException.class);
        refused(
                RecoveryProblem.decided_already,
                () -> contests.decide(operators.reviewerName(), his.id(), false, "x"));
        assertThat(contests.decide(operators.approverName(), his.id(), false, "x"))
                .isEqualTo(RecoveryState.refused);
    }

    @Test
    void P19_whatItRefused_holdsForADay_andWhatItProved_goesOn() {
        Recoveries.Recovery first = proved(found, pair.signing(), Proof.presence);
        database.sql("UPDATE recovery SET login = NULL WHERE id = ?")
                .param(first.id().toString())
                .update();
        phone.proved(on(found), first.id(), first.keys().size());
        database.sql(
                        "UPDATE recovery SET state = 'refused', goes_on_for = NULL WHERE id = ? AND state = 'proved'")
                .param(first.id().toString())
                .update();
        Recoveries.Recovery anew = start.start(on(found), pair.signing().serial());
        proves(found, Purpose.recovery, anew.id().toString(), Proof.possession);
        refused(
                RecoveryProblem.recovery_needs_presence,
                () -> admit.prove(TestIdentityDesk.asker(on(found)), anew.id()));
    }

    @Test
    void P19_shareThatItWrites_isAnotherSplit_andItsAgreement_isOverNone() {
        List<Integer> before = kmc.splits(List.of(pair.encryption().serial()));
        database.sql("UPDATE escrowed_key SET share_sealed = 'another' WHERE serial = ?")
                .param(pair.encryption().serial().hex())
                .update();
        assertThat(kmc.splits(List.of(pair.encryption().serial())))
                .containsExactly(before.getFirst() + 1);
        String pairId = pair.signing().pairId().toString();
        for (String each :
                List.of(
                        "next_share_sealed = 'a', refresh_sealed = 'a', refresh_ends_at = NOW(6), refresh_splits = '/0/', refresh_login = 'x'",
                        "next_share_sealed = 'b', refresh_sealed = 'b'")) {
            database.sql("UPDATE signing_key SET " + each + " WHERE pair_id = ?")
                    .param(pairId)
                    .update();
        }
        assertThat(
                        database.sql(
                                        "SELECT COUNT(*) FROM signing_key WHERE pair_id = ? AND refresh_splits IS NULL AND refresh_login IS NULL")
                                .param(pairId)
                                .query(Integer.class)
                                .single())
                .isEqualTo(1);
        database.sql(
                        "UPDATE signing_key SET next_share_sealed = NULL, refresh_sealed = NULL, refresh_ends_at = NULL WHERE pair_id = ?")
                .param(pairId)
                .update();
    }
}
