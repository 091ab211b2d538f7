package cn.biaozhengtong.caorder.pair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.biaozhengtong.caorder.catalogue.Permission;
import cn.biaozhengtong.caorder.ordering.OrderId;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.DeviceId;
import cn.biaozhengtong.kit.id.EnterpriseId;
import cn.biaozhengtong.kit.id.Person;
import cn.biaozhengtong.kit.problem.Problem;
import cn.biaozhengtong.kit.problem.ProblemException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A pair from its key to its end, and what is told on the way.
class CertificatePairTest {
    private static final AccountId ACCOUNT = AccountId.random();
    private static final DeviceId PHONE = DeviceId.random();
    private static final Person HIM = new Person(ACCOUNT, PHONE);
    private static final Instant NOW = Instant.parse("2026-11-27T01:30:00Z");
    private static final Holder HOLDER =
            new Holder(EnterpriseId.random(), "91210300MA00000015", "𠮷野（中国）有限公司", "ANSTEEL");
    private static final SerialNumber LOST = SerialNumber.random();

    private final SerialNumber signing = SerialNumber.random();
    private final SerialNumber encryption = SerialNumber.random();

    private static CertificatePair ordered() {
        return CertificatePair.born(HIM, PairOrigin.order(OrderId.random()), NOW);
    }

    private CertificatePair reserved() {
        CertificatePair it = ordered();
        it.reserve(
                HOLDER,
                Set.of(Permission.login, Permission.decrypt),
                new CertificatePair.Serials(signing, encryption, null));
        return it;
    }

    private CertificatePair recovering() {
        CertificatePair it = CertificatePair.born(HIM, PairOrigin.recovery(UUID.randomUUID()), NOW);
        it.reserve(HOLDER, Set.of(), new CertificatePair.Serials(signing, encryption, LOST));
        return it;
    }

    private CertificatePair signed() {
        CertificatePair it = reserved();
        it.sign();
        return it;
    }

    private CertificatePair active() {
        CertificatePair it = signed();
        it.confirm(NOW);
        it.takeEvents();
        return it;
    }

    private CertificatePair in(PairState state) {
        CertificatePair it =
                switch (state) {
                    case keyed -> ordered();
                    case reserved -> reserved();
                    case signed -> signed();
                    case active, frozen, revoked -> active();
                };
        if (state == PairState.frozen) {
            it.freeze(it.serials(), "holder");
        } else if (state == PairState.revoked) {
            it.revoke(it.serials(), Revocation.byHolder());
        }
        assertThat(it.state()).isEqualTo(state);
        return it;
    }

    private static void refused(Problem problem, Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOf(ProblemException.class)
                .extracting(e -> ((ProblemException) e).problem())
                .isEqualTo(problem);
    }

    @Test
    void key_mayBeMadeAgain_byAnotherDevice_untilCertificatesExist() {
        CertificatePair it = ordered();
        DeviceId other = DeviceId.random();
        it.keyAgain(new Person(ACCOUNT, other));
        assertThat(it.deviceId()).isEqualTo(other);
        CertificatePair recorded = reserved();
        refused(
                CertificateProblem.already_issued,
                () -> recorded.keyAgain(new Person(ACCOUNT, other)));
        assertThat(recorded.deviceId()).isEqualTo(PHONE);
    }

    @Test
    void reserved_knowsWhoseItIs_andWhatItMayBeUsedFor() {
        CertificatePair it = reserved();
        assertThat(it.holder()).isEqualTo(HOLDER);
        assertThat(it.permissions()).containsOnly(Permission.login, Permission.decrypt);
        assertThat(it.serials()).containsExactly(signing, encryption);
    }

    @Test
    void orderedPair_isToldAsIssued_onceItsDeviceConfirmed_andOnce() {
        CertificatePair it = signed();
        assertThat(it.takeEvents()).isEmpty();
        it.confirm(NOW);
        assertThat(it.takeEvents()).containsExactly(new PairEvent.Issued());
        it.confirm(NOW);
        assertThat(it.takeEvents()).isEmpty();
    }

    @Test
    void recoveredPair_isToldWhenItIsInForce_withTheCertificateThatItReplaces() {
        CertificatePair it = recovering();
        it.sign();
        assertThat(it.takeEvents()).containsExactly(new PairEvent.Recovered(LOST));
        it.confirm(NOW);
        assertThat(it.takeEvents()).isEmpty();
    }

    @Test
    void frozenBeforeItsDeviceConfirmed_isReleasedToWait() {
        CertificatePair it = signed();
        it.freeze(it.serials(), "account frozen");
        refused(CertificateProblem.frozen, () -> it.confirm(NOW));
        it.release(it.serials());
        assertThat(it.state()).isEqualTo(PairState.signed);
        assertThat(it.takeEvents())
                .containsExactly(
                        new PairEvent.Frozen(List.of(signing, encryption), "account frozen"),
                        new PairEvent.Released(List.of(signing, encryption)));
    }

    @Test
    void frozenAfterwards_isReleasedToWork() {
        CertificatePair it = in(PairState.frozen);
        it.release(it.serials());
        assertThat(it.state()).isEqualTo(PairState.active);
    }

    @Test
    void whatARecoveryTookAlong_endsWithTheNewPair_notWithThisOne() {
        CertificatePair it = active();
        assertThat(it.handOver()).isEqualTo(encryption);
        assertThat(it.serials()).containsExactly(signing);
        it.revoke(it.serials(), Revocation.recovered(SerialNumber.random()));
        assertThat(it.takeEvents())
                .singleElement()
                .isInstanceOfSatisfying(
                        PairEvent.Revoked.class,
                        told -> assertThat(told.serials()).containsExactly(signing));
    }

    @Test
    void item17_signedWhileAHoldIsOn_isToldAsRecoveredAndFrozen_andWaitsForItsDeviceOnceReleased() {
        CertificatePair it = recovering();
        it.signToRest(it.serials(), "membership ended");
        assertThat(it.state()).isEqualTo(PairState.frozen);
        refused(CertificateProblem.frozen, it::mustGoOn);
        it.release(it.serials());
        assertThat(it.state()).isEqualTo(PairState.signed);
        assertThat(it.takeEvents())
                .containsExactly(
                        new PairEvent.Recovered(LOST),
                        new PairEvent.Frozen(List.of(signing, encryption), "membership ended"),
                        new PairEvent.Released(List.of(signing, encryption)));
    }

    @Test
    void notInForce_isNotConfirmed() {
        refused(CertificateProblem.not_issued, () -> in(PairState.keyed).confirm(NOW));
        refused(CertificateProblem.not_issued, () -> in(PairState.reserved).confirm(NOW));
        refused(CertificateProblem.revoked, () -> in(PairState.revoked).confirm(NOW));
    }

    @ParameterizedTest
    @EnumSource(PairState.class)
    void everyStateFromEveryState_onlyWhatTheTableSays(PairState from) {
        Map<PairState, Consumer<CertificatePair>> moves =
                Map.of(
                        PairState.reserved,
                        it ->
                                it.reserve(
                                        HOLDER,
                                        Set.of(),
                                        new CertificatePair.Serials(signing, encryption, null)),
                        PairState.signed,
                        CertificatePair::sign,
                        PairState.frozen,
                        it -> it.freeze(it.serials(), "holder"),
                        PairState.revoked,
                        it -> it.revoke(it.serials(), Revocation.byHolder()));
        moves.forEach((next, move) -> {
            CertificatePair it = in(from);
            if (from.mayBecome(next)) {
                move.accept(it);
                assertThat(it.state()).isEqualTo(next);
            } else {
                it.takeEvents();
                assertThatThrownBy(() -> move.accept(it)).isInstanceOf(IllegalStateException.class);
                assertThat(it.state()).isEqualTo(from);
                assertThat(it.takeEvents()).isEmpty();
            }
        });
    }
}
