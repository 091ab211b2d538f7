package cn.biaozhengtong.caorder.pair;

import static cn.biaozhengtong.kit.test.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.caorder.cosigning.CosigningProblem;
import cn.biaozhengtong.caorder.cosigning.KeyRefresh;
import cn.biaozhengtong.caorder.decryption.Authorisation;
import cn.biaozhengtong.caorder.issuance.DownloadCertificates;
import cn.biaozhengtong.caorder.ordering.OrderKind;
import cn.biaozhengtong.caorder.pin.ChangePin;
import cn.biaozhengtong.caorder.recovery.RecoverCertificates;
import cn.biaozhengtong.caorder.recovery.Recoveries;
import cn.biaozhengtong.caorder.recovery.RecoveryProblem;
import cn.biaozhengtong.caorder.standing.IdentityDesk.Proof;
import cn.biaozhengtong.crypto.Scalar;
import cn.biaozhengtong.crypto.twoparty.DeviceRound;
import cn.biaozhengtong.crypto.twoparty.RoundSession;
import cn.biaozhengtong.kit.id.DeviceId;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// A key that moved to another phone's store is turned and split by nobody who had it before.
class PinChangeOfMovedKeysTest extends HeldPairTestBase {
    @Autowired private ChangePin change;

    private ChangePin.Holder holder() {
        return new ChangePin.Holder(on(lost), "login", pair.signing().serial());
    }

    private KeyRefresh.Agreement begin() {
        DeviceRound round =
                DeviceRound.begin(
                        RoundSession.pinChange(pair.signing().serial().hex()).toBytes(), 1);
        ChangePin.Opened opened = change.open(holder(), round.commitments().getFirst());
        return change.refresh(
                holder(),
                opened.round().roundId(),
                phone.answer(
                        round, lost, parsed(pair.signing()), opened.preimage(), opened.round()));
    }

    private void confirmChange() {
        DeviceRound round =
                DeviceRound.begin(
                        RoundSession.pinConfirmation(pair.signing().serial().hex()).toBytes(), 1);
        ChangePin.Opened opened = change.openConfirmation(holder(), round.commitments().getFirst());
        change.confirm(
                holder(),
                opened.round().roundId(),
                phone.answer(
                        round, lost, parsed(pair.signing()), opened.preimage(), opened.round()));
    }

    private void turn(Scalar from, KeyRefresh.Agreement by) {
        phone.store(lost, pair.signing().serial(), by.refresh().deviceSigning(from));
    }

    /// As if the recovery had not ended it: what is left is the check of what was agreed on.
    private void lastsLonger() {
        database.sql(
                        "UPDATE signing_key SET refresh_ends_at = refresh_ends_at + INTERVAL 9 MINUTE WHERE pair_id = ?")
                .param(pair.signing().pairId().toString())
                .update();
    }

    @Test
    void item17_pinChange_confirmedAfterItsKeyMoved_turnsNothing_andTheBidOpens() {
        Authorisation first = bid(pair.encryption(), "一号密钥");
        Authorisation second = bid(pair.encryption(), "二号密钥");
        DownloadCertificates.Pair newer = fetched(OrderKind.additional, null);
        Scalar old = phone.stored(lost, pair.signing().serial());
        KeyRefresh.Agreement agreed = begin();
        assertThat(agreed.keys()).containsExactly(pair.encryption().serial());
        RecoverCertificates.Recovered got = recovered(newer.signing());
        assertThat(decrypt(found, got.signing(), first)).containsExactly("一号密钥");
        // The recovery ended it.
        turn(old, agreed);
        refused(CosigningProblem.no_pin_change, this::confirmChange);
        lastsLonger();
        refused(CosigningProblem.round_lost, this::confirmChange);
        assertThat(decrypt(found, got.signing(), second)).containsExactly("二号密钥");
        // Begun anew it turns what lies there.
        phone.store(lost, pair.signing().serial(), old);
        KeyRefresh.Agreement again = begin();
        assertThat(again.keys()).isEmpty();
        assertThat(again.refresh().rho()).isNotEqualTo(agreed.refresh().rho());
        turn(old, again);
        confirmChange();
        assertThat(decrypt(found, got.signing(), bid(pair.encryption(), "三号密钥")))
                .containsExactly("三号密钥");
    }

    /// The kind: who lost the answer to his round splits nothing back that a later recovery took.
    @Test
    void item17_roundOfARecovery_afterALaterOneTookItsKey_splitsNothing() {
        DownloadCertificates.Pair newer = fetched(OrderKind.additional, null);
        DeviceId third = DeviceId.random();
        Recoveries.Recovery older = proved(found, pair.signing(), Proof.presence);
        Recoveries.Recovery later = proved(third, newer.signing(), Proof.presence);
        RecoverCertificates.Recovered unconfirmed =
                phone.unconfirmed(on(found), older.id(), older.keys().size());
        Callable<?> again = phone.provedAgain(on(found), older.id(), unconfirmed);
        RecoverCertificates.Recovered got =
                phone.recover(on(third), later.id(), later.keys().size());
        phone.knows(parsed(got.signing()));
        Authorisation bid = bid(pair.encryption(), "密钥");
        assertThat(decrypt(third, got.signing(), bid)).containsExactly("密钥");
        refused(RecoveryProblem.recovery_over, again::call);
        assertThat(decrypt(third, got.signing(), bid(pair.encryption(), "密钥")))
                .containsExactly("密钥");
    }
}
