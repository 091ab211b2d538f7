package cn.biaozhengtong.caorder.pair;

import static cn.biaozhengtong.kit.test.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.biaozhengtong.caorder.cosigning.CosigningProblem;
import cn.biaozhengtong.caorder.cosigning.KeyRefresh;
import cn.biaozhengtong.caorder.decryption.Authorisation;
import cn.biaozhengtong.caorder.issuance.DownloadCertificates;
import cn.biaozhengtong.caorder.ordering.OrderKind;
import cn.biaozhengtong.caorder.pin.ChangePin;
import cn.biaozhengtong.caorder.recovery.RecoverCertificates;
import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.Scalar;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.crypto.twoparty.DeviceRound;
import cn.biaozhengtong.crypto.twoparty.RoundSession;
import cn.biaozhengtong.crypto.twoparty.ShareRefresh;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.scheduling.config.ScheduledTask;
import org.springframework.scheduling.config.ScheduledTaskHolder;

/// Item 6: a change of PIN turns every encryption key that lies in the phone's store, each by its
/// own; one that is not confirmed ends in minutes, and the user is told.
class PinChangeOfAllKeysTest extends HeldPairTestBase {
    @Autowired private ChangePin change;
    @Autowired private List<ScheduledTaskHolder> scheduled;

    private Certificates.Stored signing;

    private ChangePin.Holder holder() {
        return new ChangePin.Holder(on(found), "login", signing.serial());
    }

    private KeyRefresh.Agreement begin() {
        DeviceRound round =
                DeviceRound.begin(RoundSession.pinChange(signing.serial().hex()).toBytes(), 1);
        ChangePin.Opened opened = change.open(holder(), round.commitments().getFirst());
        KeyRefresh.Agreement agreed =
                change.refresh(
                        holder(),
                        opened.round().roundId(),
                        phone.answer(
                                round, found, parsed(signing), opened.preimage(), opened.round()));
        assertThat(opened.keys()).isEqualTo(agreed.keys());
        return agreed;
    }

    private void confirmChange() {
        DeviceRound round =
                DeviceRound.begin(
                        RoundSession.pinConfirmation(signing.serial().hex()).toBytes(), 1);
        ChangePin.Opened opened = change.openConfirmation(holder(), round.commitments().getFirst());
        change.confirm(
                holder(),
                opened.round().roundId(),
                phone.answer(round, found, parsed(signing), opened.preimage(), opened.round()));
    }

    private void turn(KeyRefresh.Agreement by) {
        ShareRefresh refresh = by.refresh();
        phone.store(
                found,
                signing.serial(),
                refresh.deviceSigning(phone.stored(found, signing.serial())));
    }

    private void turnDecryption(KeyRefresh.Agreement by) {
        for (int i = 0; i < by.keys().size(); i++) {
            SerialNumber key = by.keys().get(i);
            phone.store(found, key, by.refresh().deviceDecryption(i, phone.stored(found, key)));
        }
    }

    /// Renewed on the first phone, recovered on the second.
    private List<Certificates.Stored> renewedAndRecovered() {
        database.sql(
                        "UPDATE issued_certificate SET not_after = ? WHERE serial IN (SELECT serial FROM certificate WHERE pair_id = ?)")
                .params(
                        Timestamp.from(Instant.now().plus(Duration.ofDays(30))),
                        pair.signing().pairId().toString())
                .update();
        DownloadCertificates.Pair renewed = fetched(OrderKind.renewal, pair.signing().serial());
        RecoverCertificates.Recovered got = recovered(renewed.signing());
        signing = got.signing();
        return got.keys();
    }

    @Test
    void item6_renewed_recovered_pinChanged_theOldestBidOpens_andOldSharesAreWorthNothing() {
        Authorisation oldest = bid(pair.encryption(), "续期前的密钥");
        List<Certificates.Stored> keys = renewedAndRecovered();
        assertThat(keys).hasSize(2);
        Map<SerialNumber, Scalar> before = new HashMap<>();
        keys.forEach(it -> before.put(it.serial(), phone.stored(found, it.serial())));
        KeyRefresh.Agreement agreed = begin();
        assertThat(agreed.keys())
                .containsExactlyElementsOf(keys.stream().map(Certificates.Stored::serial).toList());
        assertThat(agreed.refresh().deltas()).doesNotHaveDuplicates();
        turn(agreed);
        confirmChange();
        turnDecryption(agreed);
        assertThat(decrypt(found, signing, oldest)).containsExactly("续期前的密钥");
        for (Certificates.Stored key : keys) {
            assertThat(decrypt(found, signing, bid(key, "密钥"))).containsExactly("密钥");
            Scalar now = phone.stored(found, key.serial());
            assertThat(now).isNotEqualTo(before.get(key.serial()));
            phone.store(found, key.serial(), before.get(key.serial()));
            assertThatThrownBy(() -> decrypt(found, signing, bid(key, "密钥")))
                    .isInstanceOf(CryptoException.class);
            phone.store(found, key.serial(), now);
        }
    }

    @Test
    void item6_unconfirmedChange_endsAfterTenMinutes_theOldShareStays_andTheUserIsTold() {
        renewedAndRecovered();
        Scalar old = phone.stored(found, signing.serial());
        KeyRefresh.Agreement agreed = begin();
        assertThat(agreed.endsAt())
                .isBetween(Instant.now().plusSeconds(500), Instant.now().plusSeconds(601));
        turn(agreed);
        PairId id = signing.pairId();
        database.sql("UPDATE signing_key SET refresh_ends_at = ? WHERE pair_id = ?")
                .params(Timestamp.from(Instant.now().minusSeconds(1)), id.toString())
                .update();
        assertThat(change.underWayUntil(holder())).isEmpty();
        refused(CosigningProblem.no_pin_change, this::confirmChange);
        refused(CosigningProblem.wrong_pin, this::begin);
        phone.store(found, signing.serial(), old);
        scheduled.stream()
                .flatMap(it -> it.getScheduledTasks().stream())
                .map(ScheduledTask::getTask)
                .filter(it -> it.toString().contains("EndPinChanges"))
                .forEach(it -> it.getRunnable().run());
        assertThat(
                        database.sql(
                                        "SELECT COUNT(*) FROM signing_key WHERE pair_id = ? AND next_share_sealed IS NULL AND refresh_sealed IS NULL")
                                .param(id.toString())
                                .query(Integer.class)
                                .single())
                .isEqualTo(1);
        assertThat(
                        database.sql(
                                        "SELECT COUNT(*) FROM outbox WHERE event_type = 'ca-order.certificate.pin-change-ended.v1' AND event_key = ?")
                                .param(signing.serial().hex())
                                .query(Integer.class)
                                .single())
                .isEqualTo(1);
        KeyRefresh.Agreement again = begin();
        assertThat(again.refresh()).isNotEqualTo(agreed.refresh());
        turn(again);
        confirmChange();
        turnDecryption(again);
        assertThat(decrypt(found, signing, bid(pair.encryption(), "密钥"))).containsExactly("密钥");
    }
}
