package cn.biaozhengtong.caorder.pair;

import static cn.biaozhengtong.kit.test.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.biaozhengtong.caorder.authority.AuthorityKeys;
import cn.biaozhengtong.caorder.cosigning.Cosigner;
import cn.biaozhengtong.caorder.ordering.EnterpriseDesk.Role;
import cn.biaozhengtong.caorder.ordering.OrderKind;
import cn.biaozhengtong.caorder.sealmaking.MakeSeal;
import cn.biaozhengtong.caorder.sealmaking.Mandate;
import cn.biaozhengtong.caorder.sealmaking.SealMakingProblem;
import cn.biaozhengtong.caorder.sealmaking.SealOrder;
import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.crypto.Sm3;
import cn.biaozhengtong.crypto.cert.RevocationReason;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.crypto.seal.Seal;
import cn.biaozhengtong.crypto.seal.SealAct;
import cn.biaozhengtong.crypto.seal.SealPicture;
import cn.biaozhengtong.crypto.twoparty.DeviceRound;
import cn.biaozhengtong.kit.id.EnterpriseId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;

/// Seals are made on the administrator's signed order, for certificates of the enterprise only.
class SealMakerTest extends HeldPairTestBase {
    private static final SealPicture PICTURE = picture("a picture");

    @Autowired private MakeSeal make;
    @Autowired private AuthorityKeys keys;

    private final UUID seal = UUID.randomUUID();
    private String name;

    @BeforeEach
    void named() {
        name = pair.signing().holder();
    }

    private static SealPicture picture(String data) {
        return SealPicture.of("png", data.getBytes(StandardCharsets.UTF_8), 40, 40);
    }

    private SealOrder order(int version, SerialNumber... signers) {
        return new SealOrder(
                seal,
                version,
                enterprise,
                "enterprise_seal",
                false,
                name,
                PICTURE,
                List.of(signers));
    }

    private SerialNumber mine() {
        return pair.signing().serial();
    }

    private static Preimage act(SealOrder order, Instant at) {
        return new SealAct(
                        SealAct.Kind.make,
                        order.kind(),
                        order.sealId().toString(),
                        order.version(),
                        order.enterpriseId().toString(),
                        order.name(),
                        SealAct.hash(order.picture()),
                        order.signers(),
                        at)
                .preimage();
    }

    /// Signed with the PIN, over what the order says.
    private Optional<Mandate> mandate(SealOrder order, Instant at) {
        Preimage act = act(order, at);
        String session = "seal:" + order.sealId();
        DeviceRound device =
                DeviceRound.begin(("scan:" + session).getBytes(StandardCharsets.UTF_8), 1);
        Cosigner.Opened opened =
                sign.open(on(lost), mine(), session, List.of(act), device.commitments());
        byte[] signature =
                sign.finish(
                                on(lost),
                                mine(),
                                opened.roundId(),
                                List.of(act),
                                List.of(
                                        phone.answer(
                                                device, lost, parsed(pair.signing()), act, opened)))
                        .signatures()
                        .getFirst();
        return Optional.of(new Mandate(mine(), at, Preimage.of(signature)));
    }

    private Optional<Mandate> mandate(SealOrder order) {
        return mandate(order, Instant.now());
    }

    private Seal made(SealOrder order) {
        return make.make(order, mandate(order));
    }

    private void unordered(SealOrder order, Optional<Mandate> mandate) {
        refused(SealMakingProblem.seal_unordered, () -> make.make(order, mandate));
        assertThat(rows(order.sealId())).isLessThan(order.version());
    }

    private int rows(UUID id) {
        return database.sql("SELECT COUNT(*) FROM made_seal WHERE seal_id = ?")
                .param(id.toString())
                .query(Integer.class)
                .single();
    }

    @Test
    void R40_seal_isSignedByTheMaker_boundToTheHoldersCertificate_andTheSameWhenAskedAgain() {
        SealOrder order = order(1, mine());
        Optional<Mandate> mandate = mandate(order);
        Seal it = make.make(order, mandate);
        it.verify(
                keys.verifier(),
                List.of(keys.load("issuing").certificate()),
                Instant.now(),
                Optional.empty());
        assertThat(it.info().name()).isEqualTo(name);
        assertThat(it.info().picture()).isEqualTo(PICTURE);
        assertThat(it.info().signers().contain(parsed(pair.signing()))).isTrue();
        assertThat(it.info().signers().contain(parsed(pair.encryption()))).isFalse();
        assertThat(make.make(order, mandate).encoded()).isEqualTo(it.encoded());
        assertThat(make.get(it.info().id()).encoded()).isEqualTo(it.encoded());
    }

    @Test
    void item25_withoutAnOrder_byAnother_overAnother_orStale_nothingIsMade() {
        SealOrder order = order(1, mine());
        unordered(order, Optional.empty());
        unordered(order, mandate(order(2, mine())));
        unordered(order, mandate(order, Instant.now().minus(Duration.ofMinutes(16))));
        Optional<Mandate> good = mandate(order);
        unordered(
                order,
                good.map(it -> new Mandate(it.serial(), it.at().plusNanos(1000), it.signature())));
        desk.appoint(account, enterprise, Role.agent);
        unordered(order, good);
        desk.appoint(account, enterprise, Role.administrator);
        assertThat(make.make(order, good)).isNotNull();
    }

    @Test
    void item25_anotherPicture_inTheSameVersion_isRefused() {
        made(order(1, mine()));
        SealOrder other =
                new SealOrder(
                        seal,
                        1,
                        enterprise,
                        "enterprise_seal",
                        false,
                        name,
                        picture("another"),
                        List.of(mine()));
        refused(SealMakingProblem.seal_changed, () -> make.make(other, mandate(other)));
    }

    @Test
    void item25_signers_areOfTheEnterprise_inForce_andSign() {
        refused(SealMakingProblem.signer_unfit, () -> made(order(1, pair.encryption().serial())));
        refused(SealMakingProblem.signer_unfit, () -> made(order(1, SerialNumber.random())));
        SealOrder foreign =
                new SealOrder(
                        seal, 1, EnterpriseId.random(), "k", false, name, PICTURE, List.of(mine()));
        refused(SealMakingProblem.signer_unfit, () -> make.make(foreign, mandate(foreign)));
        SealOrder mine = order(1, mine());
        Optional<Mandate> before = mandate(mine);
        transactions.executeWithoutResult(
                ignored -> register.revoke(mine(), RevocationReason.key_compromise));
        refused(SealMakingProblem.signer_unfit, () -> make.make(mine, before));
    }

    @Test
    void item25_nameOfAnotherEnterprise_isRefused() {
        name = "别的公司";
        refused(SealMakingProblem.name_foreign, () -> made(order(1, mine())));
    }

    @Test
    void R40_newCertificateOfTheSamePerson_comesIn_withoutAnotherOrder_andNobodyElses() {
        Seal first = made(order(1, mine()));
        SerialNumber renewed = fetched(OrderKind.additional, null).signing().serial();
        refused(
                SealMakingProblem.seal_version,
                () -> make.make(order(3, renewed), Optional.empty()));
        Seal second = make.make(order(2, mine(), renewed), Optional.empty());
        assertThat(second.info().id()).isNotEqualTo(first.info().id());
        assertThat(second.info().picture()).isEqualTo(first.info().picture());

        SealOrder another =
                new SealOrder(
                        seal,
                        3,
                        enterprise,
                        "enterprise_seal",
                        false,
                        name,
                        picture("another"),
                        List.of(renewed));
        refused(SealMakingProblem.seal_unordered, () -> make.make(another, Optional.empty()));
        desk.appoint(account, enterprise, Role.none);
        refused(
                SealMakingProblem.seal_unordered,
                () -> make.make(order(3, renewed), Optional.empty()));
    }

    @Test
    void R40_makerThatDiesBeforeItSigns_isCompletedByARepeat() {
        Seal it = made(order(1, mine()));
        UUID dead = UUID.randomUUID();
        SealOrder order =
                new SealOrder(
                        dead,
                        1,
                        enterprise,
                        "enterprise_seal",
                        false,
                        name,
                        PICTURE,
                        List.of(mine()));
        String esId = dead.toString().replace("-", "") + "-1";
        // As a process leaves it that is killed between the two.
        database.sql(
                        """
                        INSERT INTO made_seal (es_id, seal_id, version, enterprise_id, kind, fingerprint, signers, info, recorded_at)
                        SELECT ?, ?, 1, enterprise_id, kind, ?, signers, info, recorded_at FROM made_seal WHERE es_id = ?\
                        """)
                .params(
                        esId,
                        dead.toString(),
                        Sm3.hex(act(order, Instant.EPOCH).toBytes()),
                        it.info().id())
                .update();
        refused(SealMakingProblem.seal_unknown, () -> make.get(esId));
        Seal completed = make.make(order, Optional.empty());
        assertThat(completed.info()).isEqualTo(it.info());
        assertThat(make.get(esId).encoded()).isEqualTo(completed.encoded());
    }

    @Test
    void item10_madeSeal_isNeitherChangedNorDeleted() {
        String esId = made(order(1, mine())).info().id();
        for (String sql :
                List.of(
                        "UPDATE made_seal SET info = seal WHERE es_id = ?",
                        "UPDATE made_seal SET seal = NULL WHERE es_id = ?",
                        "DELETE FROM made_seal WHERE es_id = ?")) {
            assertThatThrownBy(() -> database.sql(sql).param(esId).update())
                    .isInstanceOf(DataAccessException.class);
        }
    }
}
