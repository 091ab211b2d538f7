package cn.biaozhengtong.caorder.pair;

import static cn.biaozhengtong.kit.test.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.biaozhengtong.caorder.decryption.AnswerDecryption;
import cn.biaozhengtong.caorder.decryption.Authorisation;
import cn.biaozhengtong.caorder.standing.RevokeCertificate;
import cn.biaozhengtong.caorder.standing.TenderDesk;
import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.crypto.twoparty.DeviceRound;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// R33, R34, R35: what is decrypted is exactly what was authorised; what would be lost is named
/// before it is given up; a phone can test itself.
class DecryptionTest extends HeldPairTestBase {
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
        assertThat(revoke.losses(account, lost, serial)).hasSize(1);
        DeviceRound round =
                DeviceRound.begin(("revoke:" + serial).getBytes(StandardCharsets.UTF_8), 1);
        refused(
                CertificateProblem.tenders_waiting,
                () -> revoke.open(account, lost, serial, 0, round.commitments().getFirst()));
        RevokeCertificate.Opened opened =
                revoke.open(account, lost, serial, 1, round.commitments().getFirst());
        revoke.revoke(
                account,
                lost,
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
            assertThatThrownBy(() -> phone.decrypt(holder(lost, pair.signing()), bid, swap))
                    .isInstanceOf(CryptoException.class);
        }
        UUID thief = UUID.randomUUID();
        refused(
                CertificateProblem.certificate_unknown,
                () ->
                        phone.decrypt(
                                new AnswerDecryption.Holder(thief, lost, pair.signing().serial()),
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

    @Test
    void R35_selfTest_encryptsToItselfAndDecrypts_andItsOutcomeIsKept() {
        byte[] random = "随机数据".getBytes(StandardCharsets.UTF_8);
        Preimage wrapped = Preimage.of(parsed(pair.encryption()).publicKey().encrypt(random));
        Authorisation probe = selfTest.probe(account, pair.signing().serial(), wrapped);
        assertThat(decrypt(lost, pair.signing(), probe)).containsExactly("随机数据");
        selfTest.record(account, pair.signing().serial(), true);
        assertThat(
                        database.sql("SELECT self_test FROM certificate WHERE serial = ?")
                                .param(pair.signing().serial().hex())
                                .query(String.class)
                                .single())
                .isEqualTo("passed");
        refused(
                CertificateProblem.certificate_unknown,
                () -> selfTest.record(UUID.randomUUID(), pair.signing().serial(), true));
    }
}
