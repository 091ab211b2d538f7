package cn.biaozhengtong.caorder.pair;

import static cn.biaozhengtong.kit.test.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.biaozhengtong.caorder.cosigning.Cosigner;
import cn.biaozhengtong.caorder.cosigning.CosigningProblem;
import cn.biaozhengtong.caorder.cosigning.RoundId;
import cn.biaozhengtong.caorder.decryption.AnswerDecryption;
import cn.biaozhengtong.caorder.decryption.Authorisation;
import cn.biaozhengtong.caorder.decryption.SelfTest;
import cn.biaozhengtong.caorder.standing.RevokeCertificate;
import cn.biaozhengtong.caorder.standing.TenderDesk;
import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.Point;
import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.crypto.Sm3;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.crypto.twoparty.DeviceRound;
import cn.biaozhengtong.crypto.twoparty.RoundAnswer;
import cn.biaozhengtong.crypto.twoparty.RoundSession;
import cn.biaozhengtong.crypto.twoparty.SplitDecryption;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.Person;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// R33, R34, R35: what is decrypted is exactly what was authorised; what would be lost is named
/// before it is given up; a phone can test itself.
class DecryptionTest extends HeldPairTestBase {
    @Autowired private AnswerDecryption decryption;

    @Test
    void R33_R34_revokingNamesTheTendersThatWouldBeLost_andGoesOnOnlyWhenAllAreKnown() {
        SerialNumber serial = pair.signing().serial();
        desk.waiting.put(
                pair.encryption().serial(),
                List.of(
                        new TenderDesk.Tender(
                                "ANSTEEL",
                                "招标-1",
                                "标段-1",
                                "高炉备件采购",
                                Instant.now().plusSeconds(3600))));
        assertThat(revoke.losses(on(lost), serial)).hasSize(1);
        DeviceRound round =
                DeviceRound.begin(("revoke:" + serial).getBytes(StandardCharsets.UTF_8), 1);
        refused(
                CertificateProblem.tenders_waiting,
                () -> revoke.open(on(lost), serial, 0, round.commitments().getFirst()));
        RevokeCertificate.Opened opened =
                revoke.open(on(lost), serial, 1, round.commitments().getFirst());
        revoke.revoke(
                on(lost),
                serial,
                opened.round().roundId(),
                phone.answer(
                        round, lost, parsed(pair.signing()), opened.preimage(), opened.round()));
        assertThat(now(pair.signing()).isRevoked()).isTrue();
        refused(
                CertificateProblem.revoked,
                () -> decrypt(lost, pair.signing(), bid(pair.encryption(), "密钥")));
    }

    @Test
    void R34_whatIsDecrypted_isExactlyWhatWasSigned() {
        Authorisation bid = bid(pair.encryption(), "密钥");
        List<Preimage> others = bid(pair.encryption(), "别的密钥").wrappedKeys();
        for (UnaryOperator<Authorisation> swap :
                List.<UnaryOperator<Authorisation>>of(
                        it -> changed(it, it.tender(), "ANSTEEL", others),
                        it -> changed(it, "招标-2", "ANSTEEL", it.wrappedKeys()),
                        it -> changed(it, it.tender(), "LNGGZY", it.wrappedKeys()))) {
            refused(
                    CosigningProblem.round_lost,
                    () -> phone.decrypt(holder(lost, pair.signing()), bid, swap));
        }
        AccountId thief = AccountId.random();
        refused(
                CertificateProblem.certificate_unknown,
                () ->
                        phone.decrypt(
                                new AnswerDecryption.Holder(
                                        new Person(thief, lost), pair.signing().serial()),
                                bid,
                                UnaryOperator.identity()));
        refused(CertificateProblem.other_device, () -> decrypt(found, pair.signing(), bid));
    }

    private static Authorisation changed(
            Authorisation it, String tender, String platform, List<Preimage> keys) {
        return new Authorisation(
                it.session(),
                tender,
                it.lot(),
                platform,
                it.recipientHash(),
                it.encryptionSerial(),
                keys);
    }

    private record Probe(RoundId round, Preimage wrapped, RoundAnswer answer) {}

    private Probe probe() {
        SerialNumber serial = pair.signing().serial();
        DeviceRound round = DeviceRound.begin(RoundSession.selfTest(serial.hex()).toBytes(), 1);
        SelfTest.Opened opened =
                selfTest.open(holder(lost, pair.signing()), round.commitments().getFirst());
        return new Probe(
                opened.round().roundId(),
                opened.wrapped(),
                phone.answer(
                        round, lost, parsed(pair.signing()), opened.preimage(), opened.round()));
    }

    private String opened(Probe it) {
        Point partial = selfTest.finish(holder(lost, pair.signing()), it.round(), it.answer());
        return Sm3.hex(
                SplitDecryption.finish(
                        phone.stored(lost, pair.encryption().serial()),
                        partial,
                        it.wrapped().toBytes()));
    }

    private String noted() {
        return database.sql("SELECT COALESCE(self_test, '') FROM certificate WHERE serial = ?")
                .param(pair.signing().serial().hex())
                .query(String.class)
                .single();
    }

    @Test
    void R35_item7_selfTest_opensTheServersProbe_andItsOutcomeIsProvedAndKept() {
        AnswerDecryption.Holder holder = holder(lost, pair.signing());
        Probe probe = probe();
        refused(
                CosigningProblem.round_lost,
                () -> selfTest.outcome(holder, probe.round(), "0".repeat(64)));
        String hash = opened(probe);
        assertThat(selfTest.outcome(holder, probe.round(), hash)).isTrue();
        assertThat(noted()).isEqualTo("passed");
        // Once, for that probe, by its holder.
        refused(CosigningProblem.round_lost, () -> selfTest.outcome(holder, probe.round(), hash));
        Probe second = probe();
        opened(second);
        refused(
                CosigningProblem.round_lost,
                () -> selfTest.outcome(holder, new RoundId(UUID.randomUUID()), hash));
        refused(
                CertificateProblem.certificate_unknown,
                () ->
                        selfTest.outcome(
                                new AnswerDecryption.Holder(
                                        new Person(AccountId.random(), lost),
                                        pair.signing().serial()),
                                second.round(),
                                hash));
        assertThat(noted()).isEqualTo("passed");
        assertThat(selfTest.outcome(holder, second.round(), hash)).isFalse();
        assertThat(noted()).isEqualTo("failed");
    }

    @Test
    void item7_realBid_isNotOpenedAsASelfTest() {
        AnswerDecryption.Holder holder = holder(lost, pair.signing());
        Authorisation bid = bid(pair.encryption(), "投标密钥");
        // A round of another session, over somebody's bid: no probe lies with it.
        DeviceRound round = DeviceRound.begin(RoundSession.decryption(bid.session()).toBytes(), 1);
        Cosigner.Opened opened =
                decryption.open(
                        holder,
                        new AnswerDecryption.Wish(Optional.empty(), List.of(bid)),
                        round.commitments());
        RoundAnswer answer =
                phone.answer(round, lost, parsed(pair.signing()), bid.preimage(), opened);
        refused(
                CosigningProblem.round_lost,
                () -> selfTest.finish(holder, opened.roundId(), answer));
        // What the phone is answered for a probe is of no use for the bid.
        Probe probe = probe();
        Point partial = selfTest.finish(holder, probe.round(), probe.answer());
        assertThatThrownBy(() ->
                        SplitDecryption.finish(
                                phone.stored(lost, pair.encryption().serial()),
                                partial,
                                bid.wrappedKeys().getFirst().toBytes()))
                .isInstanceOf(CryptoException.class);
    }
}
