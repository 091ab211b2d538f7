package cn.biaozhengtong.seal.making;

import static cn.biaozhengtong.kit.test.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.crypto.seal.SealAct;
import cn.biaozhengtong.crypto.seal.SealPicture;
import cn.biaozhengtong.crypto.seal.SignatureStrokes;
import cn.biaozhengtong.crypto.seal.SignatureStrokes.At;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.DeviceId;
import cn.biaozhengtong.kit.id.EnterpriseId;
import cn.biaozhengtong.kit.id.Person;
import cn.biaozhengtong.kit.test.RealServers;
import cn.biaozhengtong.kit.work.UnitOfWork;
import cn.biaozhengtong.seal.act.ActId;
import cn.biaozhengtong.seal.act.BeginAct;
import cn.biaozhengtong.seal.act.SignAct;
import cn.biaozhengtong.seal.filing.FileAgain;
import cn.biaozhengtong.seal.filing.FilingProblem;
import cn.biaozhengtong.seal.inventory.AddSeal;
import cn.biaozhengtong.seal.inventory.DrawSignature;
import cn.biaozhengtong.seal.inventory.ListSeals;
import cn.biaozhengtong.seal.life.Seal;
import cn.biaozhengtong.seal.life.SealFiling;
import cn.biaozhengtong.seal.life.SealId;
import cn.biaozhengtong.seal.life.SealKind;
import cn.biaozhengtong.seal.life.SealProblem;
import cn.biaozhengtong.seal.life.SealState;
import cn.biaozhengtong.seal.life.SealWords;
import cn.biaozhengtong.seal.life.Seals;
import cn.biaozhengtong.seal.life.StopCause;
import cn.biaozhengtong.seal.making.CertificateOffice.Signer;
import cn.biaozhengtong.seal.member.Enterprises.Role;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;

/// What an administrator signs for is what comes into force, and nothing else does: seals, acts and
/// reviews on the real database, what other services know set by the test.
@SpringBootTest
@RealServers
@Import(Neighbours.class)
class SealsInForceTest {
    @Autowired private Neighbours others;
    @Autowired private AddSeal add;
    @Autowired private DrawSignature draw;
    @Autowired private ListSeals list;
    @Autowired private BeginAct begin;
    @Autowired private SignAct sign;
    @Autowired private ReviewSeals review;
    @Autowired private FollowEvents follow;
    @Autowired private Seals seals;
    @Autowired private SealVersions versions;
    @Autowired private FileAgain file;
    @Autowired private UnitOfWork work;

    private final EnterpriseId enterprise = EnterpriseId.random();
    private final AccountId administrator = AccountId.random();
    private final AccountId agent = AccountId.random();
    private final Person who = new Person(administrator, DeviceId.random());
    private Signer signer;
    private SerialNumber agents;

    @BeforeEach
    void anEnterprise() {
        signer = new Signer(who, others.member(administrator, Role.administrator));
        agents = others.member(agent, Role.agent);
    }

    @AfterEach
    void asItWas() {
        others.held.clear();
        others.delegates.clear();
        others.pictures.clear();
        others.name = "鞍山测试有限公司";
    }

    private ActId begun(SealId id) {
        return begin.begin(signer, id, SealAct.Kind.make).id();
    }

    private Seal signed(ActId act) {
        return sign.sign(
                who,
                act,
                UUID.randomUUID(),
                new CertificateOffice.Answer(new byte[32], new byte[32], new byte[32]));
    }

    private SealId added() {
        return add.add(administrator, enterprise, SealKind.bidding_seal, "").id();
    }

    private List<SerialNumber> signers(SealId id) {
        return versions.find(seals.get(id).esId().orElseThrow()).orElseThrow().signers();
    }

    private String said(SealId id) {
        return versions.find(seals.get(id).esId().orElseThrow()).orElseThrow().name();
    }

    private static SignatureStrokes strokes(double to) {
        return new SignatureStrokes(List.of(List.of(new At(0, 0), new At(3, to), new At(9, 4))));
    }

    @Test
    void whoMayUseIt_otherThanShown_isNotMade() {
        SealId id = added();
        others.delegates.add(agent);
        ActId act = begun(id);
        others.delegates.clear();
        refused(SealProblem.seal_changed, () -> signed(act));
        assertThat(seals.get(id).state()).isEqualTo(SealState.draft);
        assertThat(others.pictures).isEmpty();
        assertThat(signed(begun(id)).state()).isEqualTo(SealState.active);
        assertThat(signers(id)).containsExactly(signer.serial());
    }

    @Test
    void R40_withoutAFilingSystem_itSaysSo_andThereIsNothingToFile() {
        SealId id = added();
        assertThat(list.get(administrator, id).filing()).isNull();
        signed(begun(id));
        assertThat(list.get(administrator, id).filing())
                .isEqualTo(
                        new ListSeals.Filing(
                                SealFiling.State.not_configured, null, null, null, null));
        refused(FilingProblem.not_configured, () -> file.file(administrator, id));
    }

    @Test
    void whoseDelegationEnds_whileItIsMade_isTakenOutAtOnce() {
        SealId id = added();
        others.delegates.add(agent);
        ActId act = begun(id);
        others.meanwhile = others.delegates::clear;
        assertThat(signed(act).state()).isEqualTo(SealState.active);
        assertThat(signers(id)).contains(agents);
        // As the schedule does, to which it is due now: one of both comes first, the other fails.
        await().ignoreExceptions()
                .untilAsserted(() -> {
                    review.review(id);
                    assertThat(signers(id)).containsExactly(signer.serial());
                });
    }

    @Test
    void aSignatureDrawnAnew_isNotInForce_untilTheAdministratorOrdersIt() {
        SealId id =
                work.get(() -> {
                    Seal it =
                            Seal.draft(
                                    new Seal.Owner(enterprise, others.name),
                                    SealKind.legal_person_signature,
                                    SealWords.of(
                                            SealKind.legal_person_signature, others.name, "王五", ""),
                                    work.now());
                    seals.add(it, "system");
                    return it.sealId();
                });
        draw.draw(administrator, id, strokes(5));
        others.delegates.add(agent);
        signed(begun(id));
        SealPicture first = list.picture(administrator, id, false);
        draw.draw(administrator, id, strokes(9));
        assertThat(list.picture(administrator, id, false)).isEqualTo(first);
        assertThat(list.picture(administrator, id, true)).isNotEqualTo(first);
        // Somebody leaves: the list is made anew, with the picture that was ordered.
        others.delegates.clear();
        review.review(id);
        assertThat(signers(id)).containsExactly(signer.serial());
        assertThat(others.pictures).hasSize(2).allMatch(first::equals);
        signed(begun(id));
        assertThat(list.picture(administrator, id, false)).isNotEqualTo(first);
    }

    @Test
    void whoMayUseIt_comesBack_andSoDoesTheSeal_whateverWasDrawnMeanwhile() {
        SealId id = added();
        signed(begun(id));
        List<CertificateOffice.Held> all = List.copyOf(others.held);
        others.held.clear();
        review.review(id);
        assertThat(seals.get(id).stopCauses()).containsExactly(StopCause.no_signer);
        others.held.addAll(all);
        review.review(id);
        assertThat(seals.get(id).state()).isEqualTo(SealState.active);
        assertThat(others.pictures).hasSize(1);
    }

    @Test
    void newWords_areNotInForce_untilTheAdministratorOrdersThem_whateverHappens() {
        SealId id = added();
        signed(begun(id));
        String before = said(id);
        others.name = "鞍山更名有限公司";
        work.run(() -> follow.enterpriseChanged(enterprise));
        for (int i = 0; i < 3; i++) {
            review.review(id);
            assertThat(seals.get(id).stopCauses()).containsExactly(StopCause.enterprise_changed);
        }
        assertThat(seals.get(id).name()).contains("更名");
        assertThat(said(id)).isEqualTo(before);
        // Called as before, it goes on as it was.
        others.name = "鞍山测试有限公司";
        review.review(id);
        assertThat(seals.get(id).state()).isEqualTo(SealState.active);
        assertThat(said(id)).isEqualTo(before);
    }
}
