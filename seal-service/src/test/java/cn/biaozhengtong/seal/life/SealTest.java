package cn.biaozhengtong.seal.life;

import static cn.biaozhengtong.kit.test.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.crypto.seal.SealAct;
import cn.biaozhengtong.kit.id.EnterpriseId;
import cn.biaozhengtong.kit.test.ContractFiles;
import cn.biaozhengtong.kit.test.Transitions;
import cn.biaozhengtong.seal.act.SignedAct;
import cn.biaozhengtong.seal.document.DocumentState;
import cn.biaozhengtong.seal.filing.Filing;
import cn.biaozhengtong.seal.invitation.InvitationState;
import cn.biaozhengtong.seal.stamping.Stamping;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The life of a seal.
class SealTest {
    private static final Instant NOW = Instant.parse("2026-11-27T08:00:00Z");

    private final Seal seal = draft(SealKind.enterprise_seal);

    private static Seal draft(SealKind kind) {
        Seal it =
                Seal.draft(
                        new Seal.Owner(EnterpriseId.random(), "𠮷野（中国）有限公司"),
                        kind,
                        new SealWords("𠮷野（中国）有限公司", ""),
                        NOW);
        it.takeEvents();
        it.shows("0".repeat(64));
        return it;
    }

    private Seal made() {
        seal.made(1, "es-1", true);
        seal.goesUnfiled();
        seal.takeEvents();
        return seal;
    }

    @Test
    void R40_made_isInForceAtOnce_whereThereIsNoFilingSystem_andSaysSo() {
        seal.made(1, "es-1", true);
        seal.goesUnfiled();
        assertThat(seal.state()).isEqualTo(SealState.active);
        assertThat(seal.filing().state()).isEqualTo(SealFiling.State.not_configured);
        assertThat(seal.takeEvents()).containsExactly(new SealEvent.Made("es-1"));
    }

    private Seal waiting() {
        seal.made(1, "es-1", true);
        seal.awaitsFiling();
        seal.takeEvents();
        return seal;
    }

    @Test
    void R40_made_waitsForItsNumber_andIsInForceWithIt() {
        assertThat(waiting().state()).isEqualTo(SealState.made);
        assertThat(seal.filing().inForce()).isFalse();
        seal.filed("es-1", "辽备一号", NOW);
        assertThat(seal.state()).isEqualTo(SealState.active);
        assertThat(seal.filing())
                .isEqualTo(new SealFiling(SealFiling.State.filed, "辽备一号", NOW, null));
        assertThat(seal.takeEvents()).containsExactly(new SealEvent.Filed("辽备一号"));
    }

    @Test
    void R40_refused_waitsOn_saysWhy_andIsFiledLater() {
        waiting().filingRefused("印模不清");
        assertThat(seal.state()).isEqualTo(SealState.made);
        assertThat(seal.filing().refusal()).isEqualTo("印模不清");
        assertThat(seal.takeEvents()).containsExactly(new SealEvent.FilingRefused("印模不清"));
        seal.awaitsFiling();
        assertThat(seal.filing().refusal()).isNull();
        seal.filed("es-1", "辽备一号", NOW);
        assertThat(seal.state()).isEqualTo(SealState.active);
    }

    @Test
    void R40_stoppedWhileItWaits_isNotInForceByItsNumber_norByItsResumptionAlone() {
        waiting().mustAllow(SealAct.Kind.stop);
        seal.stop(StopCause.administrator);
        seal.resume(StopCause.administrator);
        assertThat(seal.state()).isEqualTo(SealState.made);
        seal.stop(StopCause.administrator);
        seal.filed("es-1", "辽备一号", NOW);
        assertThat(seal.state()).isEqualTo(SealState.stopped);
        seal.resume(StopCause.administrator);
        assertThat(seal.state()).isEqualTo(SealState.active);
    }

    @Test
    void R40_cancelledWhileItWaits_staysCancelled_andKeepsItsNumber() {
        waiting().cancel();
        seal.filed("es-1", "辽备一号", NOW);
        assertThat(seal.state()).isEqualTo(SealState.cancelled);
        assertThat(seal.filing().number()).isEqualTo("辽备一号");
    }

    @Test
    void R40_filedOnce_aLaterVersionCountsAtOnce_whateverBecomesOfItsFiling() {
        waiting().filed("es-1", "辽备一号", NOW);
        seal.made(2, "es-2", true);
        seal.awaitsFiling();
        assertThat(seal.state()).isEqualTo(SealState.active);
        seal.filingRefused("名称不符");
        assertThat(seal.state()).isEqualTo(SealState.active);
        seal.stop(StopCause.administrator);
        seal.resume(StopCause.administrator);
        assertThat(seal.state()).isEqualTo(SealState.active);
        assertThat(seal.filing().number()).isEqualTo("辽备一号");
    }

    @Test
    void R40_filedInAnOlderVersion_isInForce_andTheNewerOneWaits() {
        waiting().made(2, "es-2", true);
        seal.awaitsFiling();
        seal.filed("es-1", "辽备一号", NOW);
        assertThat(seal.state()).isEqualTo(SealState.active);
        assertThat(seal.filing().state()).isEqualTo(SealFiling.State.waiting);
    }

    @Test
    void R40_whatWaits_isInForce_onceNoFilingSystemIsConfiguredAnyMore() {
        waiting().filingRefused("印模不清");
        seal.goesUnfiled();
        assertThat(seal.state()).isEqualTo(SealState.active);
        assertThat(seal.filing().state()).isEqualTo(SealFiling.State.not_configured);
        // And what is answered when it is configured again is taken.
        seal.filed("es-1", "辽备一号", NOW);
        assertThat(seal.state()).isEqualTo(SealState.active);
    }

    @Test
    void R40_versions_followOneAnother() {
        refused(SealProblem.seal_changed, () -> seal.made(2, "es-2", true));
        made();
        refused(SealProblem.seal_changed, () -> seal.made(1, "es-1", true));
        seal.made(2, "es-2", false);
        assertThat(seal.esId()).contains("es-2");
    }

    @Test
    void R40_stopped_goesOn_onceNothingStopsItAnyMore() {
        made().stop(StopCause.administrator);
        seal.stop(StopCause.enterprise_changed);
        refused(SealProblem.seal_state, () -> seal.resume(StopCause.no_signer));
        seal.resume(StopCause.administrator);
        assertThat(seal.state()).isEqualTo(SealState.stopped);
        seal.resume(StopCause.enterprise_changed);
        assertThat(seal.state()).isEqualTo(SealState.active);
        assertThat(seal.takeEvents())
                .containsExactly(
                        new SealEvent.Stopped(StopCause.administrator),
                        new SealEvent.Stopped(StopCause.enterprise_changed),
                        new SealEvent.Resumed());
    }

    @Test
    void R40_changeOfTheListAlone_endsOnlyAStopForWantOfSigners_anOrderAlsoThatOfOldWords() {
        made().stop(StopCause.enterprise_changed);
        seal.stop(StopCause.no_signer);
        seal.made(2, "es-2", false);
        assertThat(seal.stopCauses()).containsExactly(StopCause.enterprise_changed);
        seal.made(3, "es-3", true);
        assertThat(seal.state()).isEqualTo(SealState.active);
    }

    @Test
    void R40_whatTheAdministratorStopped_hisNextVersionDoesNotStart() {
        made().stop(StopCause.administrator);
        seal.made(2, "es-2", true);
        assertThat(seal.state()).isEqualTo(SealState.stopped);
    }

    @Test
    void R40_ofAFrozenEnterprise_nothingStartsIt_norIsItMade() {
        made().stop(StopCause.administrator);
        seal.stop(StopCause.enterprise_frozen);
        refused(SealProblem.seal_state, () -> seal.mustAllow(SealAct.Kind.make));
        seal.resume(StopCause.administrator);
        assertThat(seal.state()).isEqualTo(SealState.stopped);
        seal.made(2, "es-2", true);
        assertThat(seal.state()).isEqualTo(SealState.stopped);
        seal.released(NOW);
        assertThat(seal.stopCauses()).containsExactly(StopCause.enterprise_changed);
    }

    @ParameterizedTest
    @EnumSource(SealAct.Kind.class)
    void R40_cancelled_isForEver(SealAct.Kind act) {
        made().cancel();
        refused(SealProblem.seal_state, () -> seal.mustAllow(act));
        refused(SealProblem.seal_cancelled, () -> seal.shows("1".repeat(64)));
        refused(SealProblem.seal_cancelled, () -> seal.made(2, "es-2", true));
    }

    @Test
    void R40_pictureOfTheSameWords_stays_whenItIsDrawnLate_thatOfOldWordsGoes() {
        seal.reworded("𠮷野（中国）有限公司", new SealWords("𠮷野（中国）有限公司", ""), null);
        assertThat(seal.picture()).contains("0".repeat(64));
        seal.reworded("更名有限公司", new SealWords("更名有限公司", ""), null);
        assertThat(seal.picture()).isEmpty();
    }

    @Test
    void transitions_areWrittenDown() {
        ContractFiles.mustEqual(
                "transitions.md",
                "# State machines of seal-service\n\n"
                        + Transitions.diagram("Seal 印章", SealState.draft)
                        + "\n"
                        + Transitions.diagram(
                                "Act over a seal 印章操作", SignedAct.State.awaiting_signature)
                        + "\n"
                        + Transitions.diagram(
                                "Invitation of the legal person 法人签名邀请", InvitationState.open)
                        + "\n"
                        + Transitions.diagram(
                                "Filing of a seal 印章备案", SealFiling.State.not_configured)
                        + "\n"
                        + Transitions.diagram(
                                "What a filing system is told 备案报送", Filing.State.waiting)
                        + "\n"
                        + Transitions.diagram(
                                "Document to be sealed 待签章文件", DocumentState.uploading)
                        + "\n"
                        + Transitions.diagram("Stamping of a session 签章", Stamping.State.prepared));
    }
}
