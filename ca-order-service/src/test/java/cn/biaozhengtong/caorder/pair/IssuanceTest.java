package cn.biaozhengtong.caorder.pair;

import static cn.biaozhengtong.kit.test.Refusals.atOnce;
import static cn.biaozhengtong.kit.test.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.biaozhengtong.caorder.TestCeremony;
import cn.biaozhengtong.caorder.TestOperators;
import cn.biaozhengtong.caorder.TestOrders;
import cn.biaozhengtong.caorder.authority.AuthorityKeys;
import cn.biaozhengtong.caorder.authority.StatusRegister;
import cn.biaozhengtong.caorder.authority.TransparencyLog;
import cn.biaozhengtong.caorder.authority.register.CertificateState;
import cn.biaozhengtong.caorder.authority.register.DyingSigner;
import cn.biaozhengtong.caorder.authority.register.FinishSigning;
import cn.biaozhengtong.caorder.authority.register.IssuedCertificate;
import cn.biaozhengtong.caorder.authority.register.Register;
import cn.biaozhengtong.caorder.issuance.DownloadCertificates;
import cn.biaozhengtong.caorder.operatorkey.EnrolOperatorKey;
import cn.biaozhengtong.caorder.operatorkey.OperatorKey;
import cn.biaozhengtong.caorder.operatorkey.OperatorKeys;
import cn.biaozhengtong.caorder.ordering.OrderState;
import cn.biaozhengtong.caorder.ordering.Orders;
import cn.biaozhengtong.caorder.platformcertificate.PlatformCertificates;
import cn.biaozhengtong.caorder.review.ReviewProblem;
import cn.biaozhengtong.crypto.Sm2KeyPair;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.CertificateRequest;
import cn.biaozhengtong.crypto.cert.CertificateStatus;
import cn.biaozhengtong.crypto.cert.DistinguishedName;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.kit.id.DeviceId;
import cn.biaozhengtong.kit.id.Person;
import cn.biaozhengtong.kit.test.RealServers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;

/// R24, R30, P2: two operators' own signatures issue, forged rows do not; no signature without a
/// record before it; one pair per order, whatever dies when.
@SpringBootTest
@RealServers
@Import({TestOrders.class, TestOperators.class, TestPhone.class, DyingSigner.class})
class IssuanceTest {
    @DynamicPropertySource
    static void ca(DynamicPropertyRegistry registry) {
        TestCeremony.properties(registry);
    }

    @Autowired private ByOrigin of;
    @Autowired private TestOrders.Maker maker;
    @Autowired private Orders orders;
    @Autowired private TestOperators operators;
    @Autowired private TestPhone phone;
    @Autowired private DownloadCertificates download;
    @Autowired private Certificates certificates;
    @Autowired private TransparencyLog log;
    @Autowired private Register register;
    @Autowired private FinishSigning finish;
    @Autowired private StatusRegister status;
    @Autowired private PlatformCertificates platforms;
    @Autowired private OperatorKeys operatorKeys;
    @Autowired private EnrolOperatorKey enrol;
    @Autowired private AuthorityKeys keys;
    @Autowired private TransactionTemplate transactions;
    @Autowired private JdbcClient database;

    private final DeviceId device = DeviceId.random();
    private TestOrders.Placed order;

    @BeforeEach
    void aPaidOrder() {
        order = approvedAndPaid();
    }

    private TestOrders.Placed approvedAndPaid() {
        TestOrders.Placed it = maker.submitted();
        operators.approve(it.id());
        paid(it);
        return it;
    }

    private void paid(TestOrders.Placed it) {
        transactions.executeWithoutResult(s ->
                orders.move(
                        orders.lock(it.id()), OrderState.awaiting_download, "test", null, "paid"));
    }

    private Person buyer(TestOrders.Placed it) {
        return new Person(it.account(), device);
    }

    private DownloadCertificates.Pair download(TestOrders.Placed it) {
        return phone.download(buyer(it), it.id());
    }

    private List<SerialNumber> serials(TestOrders.Placed it) {
        return of.certificates(it.id()).stream().map(Certificates.Stored::serial).toList();
    }

    @Test
    void R30_twentyOrders_eachDyingBetweenSigningAndStoring_giveOnePairOfRecordedSerials() {
        Set<SerialNumber> all = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            TestOrders.Placed it = i == 0 ? order : approvedAndPaid();
            // The first or the second certificate of the pair, or both in turn.
            DyingSigner.DEATHS.set(1 + i % 2);
            assertThatThrownBy(() -> download(it)).hasMessageContaining("died");
            List<Certificates.Stored> recorded = of.certificates(it.id());
            assertThat(recorded).hasSize(2).allMatch(c -> c.tbs().toBytes().length > 100);
            assertThat(recorded).anyMatch(c -> c.state() == CertificateState.reserved);
            DyingSigner.DEATHS.set(0);
            DownloadCertificates.Pair pair = download.issued(buyer(it), it.id());
            assertThat(List.of(pair.signing().serial(), pair.encryption().serial()))
                    .isEqualTo(recorded.stream().map(Certificates.Stored::serial).toList());
            for (Certificates.Stored each : List.of(pair.signing(), pair.encryption())) {
                assertThat(new String(each.encoded(), StandardCharsets.ISO_8859_1))
                        .contains(new String(each.tbs().toBytes(), StandardCharsets.ISO_8859_1));
                assertThat(log.inclusion(each.serial(), log.checkpoint().size())).isPresent();
            }
            all.addAll(serials(it));
        }
        assertThat(all).hasSize(40);
    }

    @Test
    void R30_resumedByTwentyAtOnceAfterACrash_allGetTheSameBytes() throws Exception {
        DyingSigner.DEATHS.set(1);
        assertThatThrownBy(() -> download(order)).hasMessageContaining("died");
        Set<String> seen = ConcurrentHashMap.newKeySet();
        atOnce(
                20,
                () -> {
                    DownloadCertificates.Pair it = download.issued(buyer(order), order.id());
                    return seen.add(HexFormat.of().formatHex(it.signing().encoded()));
                });
        assertThat(seen).hasSize(1);
        refused(
                CertificateProblem.other_device,
                () -> download.issued(new Person(order.account(), DeviceId.random()), order.id()));
        refused(CertificateProblem.already_issued, () -> download(order));
    }

    private static byte[] request(Sm2KeyPair key) {
        return CertificateRequest.create(DistinguishedName.of("x", "x", "x"), key);
    }

    private SerialNumber last(String table) {
        return database.sql(
                        "SELECT i.serial FROM "
                                + table
                                + " t JOIN issued_certificate i ON i.serial = t.serial ORDER BY i.recorded_at DESC LIMIT 1")
                .query((row, n) -> new SerialNumber(row.getString(1)))
                .single();
    }

    /// It was recorded before the signer died; the reconciler finishes that very certificate.
    private void finished(SerialNumber serial, Sm2KeyPair key) {
        IssuedCertificate before = register.find(serial).orElseThrow();
        assertThat(before.state()).isEqualTo(CertificateState.reserved);
        assertThat(before.der()).isNull();
        assertThat(status.status(serial)).isInstanceOf(CertificateStatus.Unknown.class);
        finish.finish(Duration.ZERO);
        IssuedCertificate after = register.find(serial).orElseThrow();
        assertThat(after.state()).isEqualTo(CertificateState.active);
        Certificate signed = Certificate.parse(after.der().toBytes());
        assertThat(signed.tbs()).isEqualTo(before.tbs().toBytes());
        assertThat(signed.publicKey()).isEqualTo(key.publicKey());
        assertThat(status.status(serial)).isEqualTo(new CertificateStatus.Good());
        assertThat(log.inclusion(serial, log.checkpoint().size())).isPresent();
        // Once more changes nothing.
        long size = log.checkpoint().size();
        assertThat(register.sign(register.recorded(serial))).isEqualTo(signed);
        assertThat(log.checkpoint().size()).isEqualTo(size);
    }

    @Test
    void item10_P2_signerDiesAfterAPlatformsCertificate_itWasRecordedBefore_andIsFinished() {
        Sm2KeyPair key = Sm2KeyPair.generate();
        DyingSigner.DEATHS.set(1);
        assertThatThrownBy(() -> platforms.issue("admin", "ANSTEEL", request(key)))
                .hasMessageContaining("died");
        finished(last("platform_certificate"), key);
    }

    @Test
    void item10_P2_signerDiesAfterAnOperatorsCertificate_itWasRecordedBefore_andIsFinished() {
        Sm2KeyPair key = Sm2KeyPair.generate();
        String name = "operator-" + UUID.randomUUID();
        DyingSigner.DEATHS.set(1);
        EnrolOperatorKey.Proposal it =
                enrol.propose("admin", new OperatorKey.Holder(name, null), request(key));
        assertThatThrownBy(() -> enrol.confirm("admin-2", it.id(), it.keyHash()))
                .hasMessageContaining("died");
        finished(last("operator_key"), key);
        assertThat(operatorKeys.usable(name))
                .singleElement()
                .satisfies(found ->
                        assertThat(found.certificate().publicKey()).isEqualTo(key.publicKey()));
    }

    @Test
    void item10_P2_nothingIsSignedInATransaction_whoseRecordCouldStillBeRolledBack() {
        DyingSigner.DEATHS.set(1);
        assertThatThrownBy(
                        () -> platforms.issue("admin", "ANSTEEL", request(Sm2KeyPair.generate())))
                .hasMessageContaining("died");
        SerialNumber serial = last("platform_certificate");
        assertThatThrownBy(
                        () -> transactions.execute(s -> register.sign(register.recorded(serial))))
                .isInstanceOf(IllegalTransactionStateException.class);
        assertThat(register.find(serial).orElseThrow().state())
                .isEqualTo(CertificateState.reserved);
    }

    @Test
    void item10_register_hasEverythingThatTheLogHas_andOurOwnServersToo() {
        long before = log.checkpoint().size();
        download(order);
        platforms.issue("admin", "ANSTEEL", request(Sm2KeyPair.generate()));
        finish.finish(Duration.ZERO);
        for (String file : List.of("ocsp", "tsa", "seal-maker", "kmc", "kmc-signing", "webhook")) {
            SerialNumber own = keys.load(file).certificate().serial();
            assertThat(status.status(own)).as(file).isEqualTo(new CertificateStatus.Good());
        }
        assertThat(
                        count(
                                "SELECT COUNT(*) FROM issued_certificate i WHERE state <> 'reserved' AND NOT EXISTS (SELECT 1 FROM log_entry l WHERE l.serial = i.serial)"))
                .isZero();
        assertThat(
                        count(
                                "SELECT COUNT(*) FROM log_entry l JOIN issued_certificate i ON i.serial = l.serial WHERE l.position >= "
                                        + before))
                .isEqualTo(log.checkpoint().size() - before)
                .isGreaterThanOrEqualTo(3);
    }

    private long count(String sql) {
        return database.sql(sql).query(Long.class).single();
    }

    @Test
    void R24_forgedRows_issueNothing() {
        for (String forgery :
                List.of(
                        "UPDATE orders SET product_code = 'ANSTEEL-ENT-2Y' WHERE id = ?",
                        "UPDATE orders SET price_cents = 1 WHERE id = ?",
                        "UPDATE decision SET operator = 'somebody' WHERE order_id = ? AND stage = 'approval'",
                        "UPDATE decision SET sheet_hash = REPEAT('0', 64), reason = 'x' WHERE order_id = ?",
                        "UPDATE attachment SET sm3 = REPEAT('0', 64) WHERE order_id = ?",
                        "UPDATE decision SET certificate = (SELECT certificate FROM (SELECT * FROM decision) d WHERE d.order_id = decision.order_id AND d.stage = 'review') WHERE order_id = ?")) {
            TestOrders.Placed it = approvedAndPaid();
            database.sql(forgery).param(it.id().toString()).update();
            refused(ReviewProblem.decisions_invalid, () -> download(it));
            assertThat(of.certificates(it.id())).as(forgery).isEmpty();
            assertThat(orders.byId(it.id()).isFulfilled()).isFalse();
        }
        TestOrders.Placed none = maker.awaitingPayment();
        paid(none);
        assertThatThrownBy(() -> download(none)).isNotNull();
        assertThat(of.certificates(none.id())).isEmpty();
        assertThat(download(order).signing().isActive()).isTrue();
    }
}
