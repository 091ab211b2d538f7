package cn.biaozhengtong.caorder.certificate;

import static cn.biaozhengtong.kit.test.Refusals.atOnce;
import static cn.biaozhengtong.kit.test.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.biaozhengtong.caorder.OrdersTestBase;
import cn.biaozhengtong.caorder.TestOperators;
import cn.biaozhengtong.caorder.TestOrders;
import cn.biaozhengtong.caorder.cosigning.Cosigner;
import cn.biaozhengtong.caorder.decryption.AnswerDecryption;
import cn.biaozhengtong.caorder.decryption.Authorisation;
import cn.biaozhengtong.caorder.decryption.SelfTest;
import cn.biaozhengtong.caorder.ordering.EnterpriseDesk.Role;
import cn.biaozhengtong.caorder.ordering.OrderKind;
import cn.biaozhengtong.caorder.ordering.OrderState;
import cn.biaozhengtong.caorder.ordering.Orders;
import cn.biaozhengtong.caorder.ordering.PlaceOrder;
import cn.biaozhengtong.caorder.recovery.RecoverCertificates;
import cn.biaozhengtong.caorder.recovery.Recoveries;
import cn.biaozhengtong.caorder.recovery.RecoveryProblem;
import cn.biaozhengtong.caorder.recovery.StartRecovery;
import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.crypto.twoparty.DeviceRound;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// R32, R34, R35: recovered on another phone with the same encryption key; bids from before open;
/// nothing without the identity proved anew, the PIN and the very list.
@Import({TestOperators.class, TestPhone.class, RecoveryTest.People.class})
class RecoveryTest extends OrdersTestBase {
    /// Knows when each account was verified last.
    @TestConfiguration
    static class People {
        static final Map<UUID, Instant> VERIFIED = new ConcurrentHashMap<>();

        @Bean
        @Primary
        IdentityDesk people() {
            return (account, moment) ->
                    VERIFIED.getOrDefault(account, Instant.EPOCH).isAfter(moment);
        }
    }

    @Autowired private TestOrders.NotingDesk desk;
    @Autowired private TestOrders.Maker maker;
    @Autowired private TestOperators operators;
    @Autowired private TestPhone phone;
    @Autowired private PlaceOrder place;
    @Autowired private Orders orders;
    @Autowired private ConfirmDownload confirm;
    @Autowired private Certificates certificates;
    @Autowired private FreezeCertificate freeze;
    @Autowired private RevokeCertificate revoke;
    @Autowired private SignForSession sign;
    @Autowired private SelfTest selfTest;
    @Autowired private StartRecovery start;
    @Autowired private TransactionTemplate transactions;
    @Autowired private JdbcClient database;

    private final UUID enterprise = UUID.randomUUID();
    private final UUID account = UUID.randomUUID();
    private final UUID lost = UUID.randomUUID();
    private final UUID found = UUID.randomUUID();
    private DownloadCertificates.Pair pair;

    @BeforeEach
    void aPairOnAPhone() {
        desk.appoint(enterprise, account, Role.administrator);
        pair = fetched(OrderKind.additional, null);
    }

    private DownloadCertificates.Pair fetched(OrderKind kind, SerialNumber old) {
        UUID id =
                maker.placed(
                        place.prepare(
                                account,
                                new PlaceOrder.Wish(
                                        kind, null, enterprise, old, "ANSTEEL-ENT-1Y")));
        maker.submit(account, id);
        operators.approve(id);
        transactions.executeWithoutResult(s ->
                orders.move(orders.lock(id), OrderState.awaiting_download, "test", null, "paid"));
        DownloadCertificates.Pair it = phone.download(account, lost, id);
        confirm.confirm(account, lost, id);
        phone.knows(parsed(it.signing()));
        return it;
    }

    private static Certificate parsed(Certificates.Stored it) {
        return Certificate.parse(it.encoded());
    }

    private RecoverCertificates.Recovered recovered(Certificates.Stored signing) {
        Recoveries.Recovery it = start.start(account, found, signing.serial());
        People.VERIFIED.put(account, Instant.now());
        RecoverCertificates.Recovered got =
                phone.recover(account, found, it.id(), it.keys().size());
        phone.knows(parsed(got.signing()));
        return got;
    }

    private static Authorisation bid(Certificates.Stored encryption, String... secrets) {
        Certificate to = parsed(encryption);
        return new Authorisation(
                "session-" + UUID.randomUUID(),
                "招标-1",
                "标段-1",
                "ANSTEEL",
                "",
                encryption.serial(),
                List.of(secrets).stream()
                        .map(it -> to.publicKey().encrypt(it.getBytes(StandardCharsets.UTF_8)))
                        .map(Preimage::of)
                        .toList());
    }

    private AnswerDecryption.Holder holder(UUID device, Certificates.Stored signing) {
        return new AnswerDecryption.Holder(account, device, signing.serial());
    }

    private List<String> decrypt(UUID device, Certificates.Stored signing, Authorisation what) {
        return phone.decrypt(holder(device, signing), what, UnaryOperator.identity()).stream()
                .map(it -> new String(it, StandardCharsets.UTF_8))
                .toList();
    }

    private Certificates.Stored now(Certificates.Stored it) {
        return certificates.find(it.serial()).orElseThrow();
    }

    @Test
    void R32_recoveredOnAnotherPhone_bidsFromBeforeOpen_andTheLostPhoneCanNothing() {
        Authorisation bid = bid(pair.encryption(), "一号密钥", "二号密钥");
        assertThat(decrypt(lost, pair.signing(), bid)).containsExactly("一号密钥", "二号密钥");
        RecoverCertificates.Recovered got = recovered(pair.signing());
        assertThat(got.keys().getFirst().certificate().serial())
                .isEqualTo(pair.encryption().serial());
        Certificate signing = parsed(got.signing());
        assertThat(signing.notAfter()).isEqualTo(parsed(pair.signing()).notAfter());
        assertThat(signing.subject()).isEqualTo(parsed(pair.signing()).subject());
        assertThat(signing.publicKey()).isNotEqualTo(parsed(pair.signing()).publicKey());
        assertThat(now(pair.signing()).isSuperseded()).isTrue();
        assertThat(now(pair.encryption()).isActive()).isTrue();
        assertThat(decrypt(found, got.signing(), bid(pair.encryption(), "三号密钥")))
                .containsExactly("三号密钥");
        assertThat(decrypt(found, got.signing(), bid)).containsExactly("一号密钥", "二号密钥");
        refused(CertificateProblem.revoked, () -> sign(lost, pair.signing()));
        assertThatThrownBy(() -> decrypt(lost, pair.signing(), bid)).isNotNull();
        assertThat(sign(found, got.signing())).isNotNull();
        // The device of a pair is the certificate's, for the list 生效中.
        assertThat(certificates.pair(got.signing().orderId()))
                .extracting(Certificates.Stored::deviceId)
                .containsOnly(found);
    }

    private Cosigner.Opened sign(UUID device, Certificates.Stored signing) {
        return sign.open(
                account,
                device,
                signing.serial(),
                UUID.randomUUID().toString(),
                List.of(Preimage.of(new byte[] {1})),
                DeviceRound.begin(new byte[] {1}, 1).commitments());
    }

    @Test
    void R32_withoutTheIdentityProvedAfterTheStart_nothingIsRecovered() {
        People.VERIFIED.put(account, Instant.now());
        Recoveries.Recovery it = start.start(account, found, pair.signing().serial());
        refused(
                CertificateProblem.verify_anew,
                () -> phone.recover(account, found, it.id(), it.keys().size()));
        UUID thief = UUID.randomUUID();
        People.VERIFIED.put(thief, Instant.now().plusSeconds(60));
        refused(
                CertificateProblem.certificate_unknown,
                () -> start.start(thief, found, pair.signing().serial()));
        refused(
                RecoveryProblem.recovery_unknown,
                () -> phone.recover(thief, found, it.id(), it.keys().size()));
        People.VERIFIED.put(account, Instant.now());
        refused(
                RecoveryProblem.recovery_unknown,
                () -> phone.recover(account, UUID.randomUUID(), it.id(), it.keys().size()));
        refused(
                RecoveryProblem.wrong_shares,
                () -> phone.recover(account, found, it.id(), it.keys().size() + 1));
        database.sql("UPDATE recovery SET started_at = ? WHERE id = ?")
                .params(Timestamp.from(Instant.now().minus(Duration.ofDays(2))), it.id().toString())
                .update();
        refused(
                RecoveryProblem.recovery_over,
                () -> phone.recover(account, found, it.id(), it.keys().size()));
        assertThat(now(pair.signing()).isActive()).isTrue();
    }

    @Test
    void R32_tenRecoveriesAtOnce_oneTakesEffect() throws Exception {
        People.VERIFIED.put(account, Instant.now().plusSeconds(60));
        int won =
                atOnce(
                        10,
                        () -> {
                            Recoveries.Recovery it =
                                    start.start(account, found, pair.signing().serial());
                            return phone.recover(account, found, it.id(), it.keys().size());
                        });
        assertThat(won).isEqualTo(1);
        assertThat(
                        certificates.of(account).stream()
                                .filter(it -> it.usage().equals("signing"))
                                .filter(Certificates.Stored::isActive))
                .hasSize(1);
    }

    @Test
    void R32_aFrozenPair_isRecoveredAndUsable() {
        freeze.freeze(account, pair.signing().serial());
        Authorisation bid = bid(pair.encryption(), "密钥");
        refused(CertificateProblem.frozen, () -> decrypt(lost, pair.signing(), bid));
        RecoverCertificates.Recovered got = recovered(pair.signing());
        assertThat(now(pair.encryption()).isActive()).isTrue();
        assertThat(decrypt(found, got.signing(), bid)).containsExactly("密钥");
    }

    @Test
    void R34_afterRenewalAndRecovery_bidsEncryptedBeforeOpen() {
        Authorisation before = bid(pair.encryption(), "续期前的密钥");
        database.sql("UPDATE certificate SET not_after = ? WHERE order_id = ?")
                .params(
                        Timestamp.from(Instant.now().plus(Duration.ofDays(30))),
                        pair.signing().orderId().toString())
                .update();
        DownloadCertificates.Pair renewed = fetched(OrderKind.renewal, pair.signing().serial());
        // Signed by the new certificate, decrypted with the old key.
        assertThat(decrypt(lost, renewed.signing(), before)).containsExactly("续期前的密钥");
        database.sql("UPDATE certificate SET not_after = ? WHERE order_id = ?")
                .params(
                        Timestamp.from(Instant.now().minusSeconds(60)),
                        pair.signing().orderId().toString())
                .update();
        refused(
                RecoveryProblem.recovery_expired_certificate,
                () -> start.start(account, found, pair.signing().serial()));
        RecoverCertificates.Recovered got = recovered(renewed.signing());
        assertThat(got.keys()).hasSize(2);
        assertThat(decrypt(found, got.signing(), before)).containsExactly("续期前的密钥");
        assertThat(decrypt(found, got.signing(), bid(renewed.encryption(), "续期后的密钥")))
                .containsExactly("续期后的密钥");
    }

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
        assertThat(now(pair.signing()).state()).isEqualTo("revoked");
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
