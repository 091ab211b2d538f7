package cn.biaozhengtong.caorder.pair;

import static cn.biaozhengtong.kit.test.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.biaozhengtong.caorder.OrdersTestBase;
import cn.biaozhengtong.caorder.TestOperators;
import cn.biaozhengtong.caorder.TestOrders;
import cn.biaozhengtong.caorder.cosigning.CosigningProblem;
import cn.biaozhengtong.caorder.cosigning.KeyId;
import cn.biaozhengtong.caorder.cosigning.KeyRefresh;
import cn.biaozhengtong.caorder.cosigning.SigningKeys;
import cn.biaozhengtong.caorder.decryption.AnswerDecryption;
import cn.biaozhengtong.caorder.decryption.Authorisation;
import cn.biaozhengtong.caorder.issuance.ConfirmDownload;
import cn.biaozhengtong.caorder.issuance.DownloadCertificates;
import cn.biaozhengtong.caorder.ordering.OrderState;
import cn.biaozhengtong.caorder.ordering.Orders;
import cn.biaozhengtong.caorder.pin.ChangePin;
import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.crypto.Scalar;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.crypto.twoparty.DeviceRound;
import cn.biaozhengtong.crypto.twoparty.RoundSession;
import cn.biaozhengtong.crypto.twoparty.ShareRefresh;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.DeviceId;
import cn.biaozhengtong.kit.id.Person;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// R7, R36: a change of PIN turns all shares; whoever has an old snapshot of the phone, with either
/// PIN, has nothing; a phone that dies on the way keeps working.
@Import({TestOperators.class, TestPhone.class})
class PinChangeTest extends OrdersTestBase {
    @Autowired private TestOrders.Maker maker;
    @Autowired private TestOperators operators;
    @Autowired private TestPhone phone;
    @Autowired private Orders orders;
    @Autowired private ConfirmDownload confirm;
    @Autowired private ChangePin change;
    @Autowired private KeyRefresh refresh;
    @Autowired private SigningKeys keys;
    @Autowired private Certificates certificates;
    @Autowired private TransactionTemplate transactions;
    @Autowired private JdbcClient database;

    private final DeviceId device = DeviceId.random();
    private AccountId account;
    private SerialNumber signing;
    private SerialNumber encryption;
    private Certificate certificate;
    private Certificate encryptionCertificate;

    @BeforeEach
    void aPairOnAPhone() {
        TestOrders.Placed order = maker.submitted();
        operators.approve(order.id());
        transactions.executeWithoutResult(s ->
                orders.move(
                        orders.lock(order.id()),
                        OrderState.awaiting_download,
                        "test",
                        null,
                        "paid"));
        account = order.account();
        DownloadCertificates.Pair pair = phone.download(him(), order.id());
        confirm.confirm(him(), order.id());
        certificate = Certificate.parse(pair.signing().encoded());
        encryptionCertificate = Certificate.parse(pair.encryption().encoded());
        phone.knows(certificate);
        signing = certificate.serial();
        encryption = encryptionCertificate.serial();
    }

    private Person him() {
        return new Person(account, device);
    }

    private ChangePin.Holder holder() {
        return new ChangePin.Holder(him(), "login", signing);
    }

    private static DeviceRound round(RoundSession session) {
        return DeviceRound.begin(session.toBytes(), 1);
    }

    private KeyRefresh.Agreement begin() {
        DeviceRound round = round(RoundSession.pinChange(signing.hex()));
        ChangePin.Opened opened = change.open(holder(), round.commitments().getFirst());
        return change.refresh(
                holder(),
                opened.round().roundId(),
                phone.answer(round, device, certificate, opened.preimage(), opened.round()));
    }

    private void confirmChange() {
        DeviceRound round = round(RoundSession.pinConfirmation(signing.hex()));
        ChangePin.Opened opened = change.openConfirmation(holder(), round.commitments().getFirst());
        change.confirm(
                holder(),
                opened.round().roundId(),
                phone.answer(round, device, certificate, opened.preimage(), opened.round()));
    }

    private void turn(KeyRefresh.Agreement by) {
        phone.store(device, signing, by.refresh().deviceSigning(phone.stored(device, signing)));
    }

    private void turnDecryption(KeyRefresh.Agreement by) {
        assertThat(by.keys()).containsExactly(encryption);
        phone.store(
                device,
                encryption,
                by.refresh().deviceDecryption(0, phone.stored(device, encryption)));
    }

    /// Signs and decrypts, with whatever shares the phone has.
    private void mustWork() {
        byte[] secret = "密钥".getBytes(StandardCharsets.UTF_8);
        Preimage wrapped = Preimage.of(encryptionCertificate.publicKey().encrypt(secret));
        List<byte[]> got =
                phone.decrypt(
                        new AnswerDecryption.Holder(him(), signing),
                        new Authorisation(
                                "session-" + UUID.randomUUID(),
                                "招标-1",
                                "标段-1",
                                "ANSTEEL",
                                "",
                                encryption,
                                List.of(wrapped)),
                        UnaryOperator.identity());
        assertThat(got.getFirst()).isEqualTo(secret);
    }

    private String sealed() {
        return database.sql(
                        "SELECT share_sealed FROM signing_key WHERE pair_id = (SELECT pair_id FROM certificate WHERE serial = ?)")
                .param(signing.hex())
                .query(String.class)
                .single();
    }

    @Test
    void R7_changed_theNewSharesWork_andTheOldOnesAreWorthNothing() {
        Scalar oldSigning = phone.stored(device, signing);
        Scalar oldDecryption = phone.stored(device, encryption);
        String before = sealed();
        KeyRefresh.Agreement agreed = begin();
        turn(agreed);
        confirmChange();
        turnDecryption(agreed);
        mustWork();
        assertThat(sealed()).isNotEqualTo(before);
        assertThat(change.underWayUntil(holder())).isEmpty();
        phone.store(device, signing, oldSigning);
        refused(CosigningProblem.wrong_pin, this::mustWork);
        turn(agreed);
        phone.store(device, encryption, oldDecryption);
        assertThatThrownBy(this::mustWork).isInstanceOf(CryptoException.class);
    }

    @Test
    void R7_aPhoneThatDiesBeforeItConfirms_worksWithEitherShare_andLearnsWhatWasAgreed() {
        KeyRefresh.Agreement agreed = begin();
        mustWork();
        assertThat(change.underWayUntil(holder())).isPresent();
        turn(agreed);
        mustWork();
        confirmChange();
        turnDecryption(agreed);
        mustWork();
    }

    @Test
    void R7_begunAgainWithTheNewShare_agreesOnTheSame_soThatNobodyIsLockedOut() {
        KeyRefresh.Agreement agreed = begin();
        turn(agreed);
        // The phone has the new share alone, and its user begins once more.
        assertThat(begin().refresh()).isEqualTo(agreed.refresh());
        mustWork();
        confirmChange();
        turnDecryption(agreed);
        mustWork();
    }

    @Test
    void R7_aConfirmationOfAnotherAgreement_putsNothingInForce() {
        KeyRefresh.Agreement agreed = begin();
        KeyId key = keys.of(certificates.find(signing).orElseThrow().pairId()).orElseThrow().id();
        refused(
                CosigningProblem.round_lost,
                () ->
                        transactions.executeWithoutResult(s ->
                                refresh.confirm(
                                        key,
                                        new KeyRefresh.Agreement(
                                                ShareRefresh.random(1),
                                                agreed.keys(),
                                                agreed.splits(),
                                                agreed.endsAt()))));
        mustWork();
        turn(agreed);
        confirmChange();
        turnDecryption(agreed);
        mustWork();
    }

    @Test
    void R36_aWrongOldPin_isCounted_andChangesNothing() {
        Scalar right = phone.stored(device, signing);
        phone.store(device, signing, Scalar.random());
        refused(CosigningProblem.wrong_pin, this::begin);
        assertThat(change.underWayUntil(holder())).isEmpty();
        phone.store(device, signing, right);
        mustWork();
    }

    @Test
    void R36_theOldShareConfirmsNothing_norDoesAnotherDeviceOrAccount() {
        begin();
        refused(CosigningProblem.wrong_pin, this::confirmChange);
        ChangePin.Holder thief =
                new ChangePin.Holder(new Person(AccountId.random(), device), "login", signing);
        ChangePin.Holder elsewhere =
                new ChangePin.Holder(new Person(account, DeviceId.random()), "login", signing);
        refused(CertificateProblem.certificate_unknown, () -> change.underWayUntil(thief));
        refused(CertificateProblem.other_device, () -> change.underWayUntil(elsewhere));
        mustWork();
    }
}
