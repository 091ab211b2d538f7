package cn.biaozhengtong.caorder.pair;

import static cn.biaozhengtong.kit.test.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.caorder.TestOperators;
import cn.biaozhengtong.caorder.operatorkey.EnrolOperatorKey;
import cn.biaozhengtong.caorder.recovery.DecideContest;
import cn.biaozhengtong.caorder.recovery.ObjectToRecovery;
import cn.biaozhengtong.caorder.recovery.Recoveries;
import cn.biaozhengtong.caorder.recovery.RecoveryProblem;
import cn.biaozhengtong.caorder.recovery.RecoveryState;
import cn.biaozhengtong.caorder.standing.IdentityDesk.Proof;
import cn.biaozhengtong.caorder.standing.IdentityDesk.Purpose;
import cn.biaozhengtong.crypto.Sm2KeyPair;
import cn.biaozhengtong.kit.id.DeviceId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// What operators said about one contest decides no other: `li` and `wang` spoke before the facts
/// changed, `zhao` after.
class ContestRoundsTest extends HeldPairTestBase {
    @Autowired private ObjectToRecovery objections;
    @Autowired private DecideContest contests;
    @Autowired private EnrolOperatorKey enrol;

    private final DeviceId thiefs = DeviceId.random();
    private String li = "";
    private String wang = "";
    private String zhao = "";

    @BeforeEach
    void threeOperators() {
        li = operators.reviewerName();
        wang = operators.approverName();
        TestOperators.Operator third =
                new TestOperators.Operator("zhao-" + UUID.randomUUID(), Sm2KeyPair.generate());
        third.enrol(enrol);
        zhao = third.name();
    }

    private RecoveryState state(Recoveries.Recovery it) {
        return RecoveryState.valueOf(
                database.sql("SELECT state FROM recovery WHERE id = ?")
                        .param(it.id().toString())
                        .query(String.class)
                        .single());
    }

    private List<Integer> votes(Recoveries.Recovery it) {
        return contests.waiting().stream()
                .filter(each -> each.recoveryId().equals(it.id()))
                .findFirst()
                .map(each -> List.of(each.forIt(), each.againstIt()))
                .orElse(List.of());
    }

    @Test
    void item17_votesOfAnEarlierContest_decideNoLaterOne() {
        Recoveries.Recovery his = proved(thiefs, pair.signing(), Proof.presence);
        objections.object(on(lost), his.id());
        contests.decide(li, his.id(), true, "本人");
        contests.decide(wang, his.id(), true, "本人");
        assertThat(votes(his)).isEmpty();
        Recoveries.Recovery mine = proved(found, pair.signing(), Proof.presence);
        assertThat(state(his)).isEqualTo(RecoveryState.contested);
        assertThat(votes(his)).containsExactly(0, 0);
        assertThat(contests.decide(zhao, his.id(), true, "x")).isEqualTo(RecoveryState.contested);
        assertThat(state(mine)).isEqualTo(RecoveryState.contested);
        // Who spoke in the first may speak in the second, once.
        assertThat(contests.decide(li, mine.id(), true, "本人")).isEqualTo(RecoveryState.contested);
        refused(RecoveryProblem.decided_already, () -> contests.decide(li, mine.id(), true, "本人"));
        assertThat(contests.decide(wang, mine.id(), true, "本人")).isEqualTo(RecoveryState.proved);
        assertThat(state(his)).isEqualTo(RecoveryState.refused);
    }

    @Test
    void item17_votesFromBeforeAnotherJoined_orProvedMore_countNoMore() {
        Recoveries.Recovery his = proved(thiefs, pair.signing(), Proof.possession);
        Recoveries.Recovery mine = proved(found, pair.signing(), Proof.possession);
        contests.decide(li, his.id(), true, "本人");
        contests.decide(li, mine.id(), false, "非本人");
        proved(DeviceId.random(), pair.signing(), Proof.possession);
        assertThat(votes(his)).containsExactly(0, 0);
        assertThat(votes(mine)).containsExactly(0, 0);
        contests.decide(li, mine.id(), false, "非本人");
        admit.prove(
                proves(found, Purpose.recovery, mine.id().toString(), Proof.presence), mine.id());
        objections.object(on(thiefs), mine.id());
        assertThat(votes(mine)).containsExactly(0, 0);
        contests.decide(zhao, mine.id(), false, "x");
        assertThat(state(mine)).isEqualTo(RecoveryState.proved);
    }

    /// An objection of a device of his own does not use up the holder's.
    @Test
    void item17_objectionAfterTheDecision_isANewContest() {
        Recoveries.Recovery his = proved(thiefs, pair.signing(), Proof.presence);
        objections.object(on(DeviceId.random()), his.id());
        contests.decide(li, his.id(), true, "本人");
        // One that waits for its second vote is not begun anew.
        objections.object(on(DeviceId.random()), his.id());
        assertThat(votes(his)).containsExactly(1, 0);
        contests.decide(wang, his.id(), true, "本人");
        objections.object(on(lost), his.id());
        assertThat(votes(his)).containsExactly(0, 0);
        contests.decide(li, his.id(), false, "持有人否认");
        assertThat(state(his)).isEqualTo(RecoveryState.proved);
        contests.decide(zhao, his.id(), false, "持有人否认");
        assertThat(state(his)).isEqualTo(RecoveryState.refused);
    }

    /// As many older ones as the desk shows.
    @Test
    void item17_contest_isDecided_howeverManyOlderOnesWait() {
        Recoveries.Recovery his = proved(thiefs, pair.signing(), Proof.possession);
        objections.object(on(lost), his.id());
        String of = UUID.randomUUID().toString();
        try {
            for (int i = 0; i < 200; i++) {
                database.sql(
                                """
                                INSERT INTO recovery (id, account_id, device_id, old_serial, started_at, state,
                                    proof, proved_at)
                                VALUES (?, ?, ?, ?, NOW(6), 'contested', 'possession', NOW(6) - INTERVAL 1 HOUR)\
                                """)
                        .params(UUID.randomUUID().toString(), of, of, "ab" + i)
                        .update();
            }
            contests.decide(li, his.id(), false, "持有人否认");
            contests.decide(wang, his.id(), false, "持有人否认");
            assertThat(state(his)).isEqualTo(RecoveryState.refused);
        } finally {
            database.sql(
                            "UPDATE recovery SET state = 'replaced', started_at = started_at - INTERVAL 3 DAY WHERE account_id = ?")
                    .param(of)
                    .update();
        }
    }
}
