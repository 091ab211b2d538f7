package cn.biaozhengtong.caorder.pair;

import static cn.biaozhengtong.kit.test.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.biaozhengtong.caorder.TestCeremony;
import cn.biaozhengtong.caorder.TestOrders;
import cn.biaozhengtong.caorder.authority.CrlPublisher;
import cn.biaozhengtong.caorder.authority.CrlShard;
import cn.biaozhengtong.caorder.authority.OcspResponder;
import cn.biaozhengtong.caorder.authority.register.Register;
import cn.biaozhengtong.caorder.ordering.EnterpriseDesk.Role;
import cn.biaozhengtong.caorder.standing.FreezeCertificate;
import cn.biaozhengtong.caorder.standing.IdentityDesk;
import cn.biaozhengtong.caorder.standing.IdentityDesk.Proof;
import cn.biaozhengtong.caorder.standing.IdentityDesk.Purpose;
import cn.biaozhengtong.caorder.standing.RemindOfExpiry;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.CertificateStatus;
import cn.biaozhengtong.crypto.cert.Crl;
import cn.biaozhengtong.crypto.cert.OcspRequest;
import cn.biaozhengtong.crypto.cert.OcspResponse;
import cn.biaozhengtong.crypto.cert.RevocationReason;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.DeviceId;
import cn.biaozhengtong.kit.id.Person;
import cn.biaozhengtong.kit.test.RealServers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/// R35, R37: frozen, released and revoked, as OCSP and the lists of the shards tell it.
@SpringBootTest
@RealServers
@Import({TestOrders.class, RevocationTest.People.class})
class RevocationTest {
    @DynamicPropertySource
    static void ca(DynamicPropertyRegistry registry) {
        TestCeremony.properties(registry);
    }

    /// Knows who proved himself for what.
    @TestConfiguration
    static class People {
        @Bean
        @Primary
        IdentityDesk people() {
            return new TestIdentityDesk();
        }
    }

    @Autowired private Pairs pairs;
    @Autowired private Certificates certificates;
    @Autowired private Register register;
    @Autowired private CertificateNotes notes;
    @Autowired private TestOrders.NotingDesk desk;
    @Autowired private FreezeCertificate freeze;
    @Autowired private RemindOfExpiry remind;
    @Autowired private CrlPublisher lists;
    @Autowired private OcspResponder ocsp;
    @Autowired private TransactionTemplate transactions;
    @Autowired private JdbcClient database;

    private final AccountId account = AccountId.random();
    private final IdentityDesk.Asker him = onADevice(account);
    private final IdentityDesk.Asker stranger = onADevice(AccountId.random());
    private Certificate mine;
    private SerialNumber serial;

    @BeforeEach
    void aPair() {
        desk.appoint(account, StoredCertificates.ENTERPRISE, Role.administrator);
        mine = new StoredCertificates(pairs, register, transactions).pair(account);
        serial = mine.serial();
    }

    private static IdentityDesk.Asker onADevice(AccountId account) {
        return TestIdentityDesk.asker(new Person(account, DeviceId.random()));
    }

    private IdentityDesk.Asker proved() {
        return TestIdentityDesk.proves(him, Purpose.release, serial.hex(), Proof.possession);
    }

    private Certificate issuing() {
        return register.chain(cn.biaozhengtong.caorder.authority.register.Purpose.subscriber)
                .getFirst();
    }

    private CertificateStatus status() {
        byte[] answer = ocsp.answer(OcspRequest.about(issuing(), serial).encoded());
        return OcspResponse.verify(answer, issuing(), serial, Instant.now());
    }

    private Crl list(String file) {
        Crl crl = Crl.parse(lists.list(file).orElseThrow());
        crl.verify(issuing(), Instant.now());
        return crl;
    }

    private String shard() {
        return CrlShard.of(serial).list();
    }

    private static void within(Duration time, BooleanSupplier what) {
        Instant until = Instant.now().plus(time);
        while (!what.getAsBoolean()) {
            assertThat(Instant.now()).isBefore(until);
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Test
    void R37_aCertificate_namesTheListOfItsShard_whichAnyoneVerifies() {
        assertThat(mine.crlUrls()).hasSize(2);
        assertThat(mine.crlUrls().getFirst()).endsWith("/crl/" + shard());
        // For clients that know no critical extension of a list.
        assertThat(mine.crlUrls().getLast()).endsWith("/crl/issuing.crl");
        Crl crl = list(shard());
        assertThat(crl.covers(mine)).isTrue();
        assertThat(crl.deltaBase()).isEmpty();
        assertThat(list("issuing.crl").covers(mine)).isTrue();
        assertThat(lists.list("shard-64.crl")).isEmpty();
        assertThat(lists.list("../issuing.crl")).isEmpty();
    }

    @Test
    void R35_frozen_isToldAtOnce_andReleasedOnlyAfterANewVerification() {
        assertThat(status()).isEqualTo(new CertificateStatus.Good());
        within(Duration.ofSeconds(3), () -> list(shard()).number().isPresent());
        // From before it was frozen.
        proved();
        freeze.freeze(account, serial);
        freeze.freeze(account, serial);
        assertThat(status())
                .isInstanceOfSatisfying(
                        CertificateStatus.Revoked.class,
                        it -> assertThat(it.reason()).isEqualTo(6));
        refused(
                CertificateProblem.frozen,
                () -> certificates.find(serial).orElseThrow().mustBeActive());
        within(Duration.ofSeconds(5), () -> list(shard()).revokes(serial));
        within(Duration.ofSeconds(5), () -> list("issuing.crl").revokes(serial));
        Crl delta = list(CrlShard.of(serial).delta());
        assertThat(delta.revokes(serial)).isTrue();
        assertThat(delta.deltaBase()).isPresent();
        assertThat(delta.number()).isEqualTo(list(shard()).number());

        refused(CertificateProblem.verify_anew, () -> freeze.release(him, serial));
        // What he proves for himself elsewhere releases nothing that a thief asks for here.
        IdentityDesk.Asker elsewhere = onADevice(account);
        TestIdentityDesk.proves(elsewhere, Purpose.release, serial.hex(), Proof.presence);
        TestIdentityDesk.proves(him, Purpose.release, "0a", Proof.presence);
        TestIdentityDesk.proves(him, Purpose.recovery, serial.hex(), Proof.presence);
        refused(CertificateProblem.verify_anew, () -> freeze.release(him, serial));
        refused(CertificateProblem.certificate_unknown, () -> freeze.release(stranger, serial));
        freeze.release(proved(), serial);
        assertThat(status()).isEqualTo(new CertificateStatus.Good());
        within(Duration.ofSeconds(5), () -> !list(shard()).revokes(serial));
        refused(CertificateProblem.not_frozen, () -> freeze.release(him, serial));
    }

    @Test
    void R33_revoked_staysRevoked_andNumbersRise() {
        var before = list(shard()).number().orElseThrow();
        // As if its transaction had begun before the base list was made.
        Instant begun = Instant.now().minusSeconds(120);
        transactions.executeWithoutResult(s -> {
            register.revoke(serial, RevocationReason.cessation_of_operation);
            database.sql("UPDATE issued_certificate SET revoked_at = ? WHERE serial = ?")
                    .params(java.sql.Timestamp.from(begun), serial.hex())
                    .update();
        });
        assertThat(status()).isInstanceOf(CertificateStatus.Revoked.class);
        within(Duration.ofSeconds(5), () -> list(shard()).revokes(serial));
        assertThat(list(shard()).number().orElseThrow()).isGreaterThan(before);
        assertThat(list(CrlShard.of(serial).delta()).revokes(serial)).isTrue();
        for (int i = 0; i < CrlShard.COUNT; i++) {
            if (i != CrlShard.of(serial).number()) {
                assertThat(list(new CrlShard(i).list()).revokes(serial)).isFalse();
            }
        }
        refused(CertificateProblem.revoked, () -> freeze.freeze(account, serial));
        refused(CertificateProblem.not_frozen, () -> freeze.release(him, serial));
        assertThat(transactions.<Boolean>execute(s -> register.hold(serial))).isFalse();
        for (String bad :
                new String[] {
                    "UPDATE issued_certificate SET state = 'active', revoked_at = NULL, revocation = NULL WHERE state = 'revoked'",
                    "UPDATE issued_certificate SET revoked_at = NULL WHERE state = 'revoked'",
                    "UPDATE issued_certificate SET revocation = 'certificate_hold' WHERE state = 'revoked'",
                    "UPDATE issued_certificate SET tbs = X'00'",
                    "UPDATE issued_certificate SET der = NULL",
                    "DELETE FROM issued_certificate",
                    "UPDATE revocation_list SET number = number - 1",
                    "DELETE FROM certificate"
                }) {
            assertThatThrownBy(() -> database.sql(bad).update()).as(bad).isNotNull();
        }
    }

    private List<Integer> reminded() {
        return database.sql(
                        "SELECT days_before FROM certificate_reminder WHERE serial = ? ORDER BY days_before DESC")
                .param(serial.hex())
                .query(Integer.class)
                .list();
    }

    private void expiresIn(Duration time) {
        database.sql("UPDATE issued_certificate SET not_after = ? WHERE serial = ?")
                .params(java.sql.Timestamp.from(Instant.now().plus(time)), serial.hex())
                .update();
        remind.remind();
        remind.remind();
    }

    @Test
    void R35_reminders_eachThresholdOnce_andOnlyTheNearest() {
        expiresIn(Duration.ofDays(91));
        assertThat(reminded()).isEmpty();
        expiresIn(Duration.ofDays(89));
        assertThat(reminded()).containsExactly(90);
        // Nobody could tell for two months.
        expiresIn(Duration.ofDays(10));
        assertThat(reminded()).containsExactly(90, 15);
        expiresIn(Duration.ofDays(6));
        expiresIn(Duration.ofHours(20));
        expiresIn(Duration.ofHours(-1));
        assertThat(reminded()).containsExactly(90, 15, 7, 1);
        assertThat(
                        database.sql(
                                        "SELECT COUNT(*) FROM outbox WHERE event_type = 'ca-order.certificate.expiring.v1' AND event_key = ?")
                                .param(serial.hex())
                                .query(Integer.class)
                                .single())
                .isEqualTo(4);
    }

    @Test
    void R31_tag_isTheHoldersOwn() {
        assertThat(notes.tag(account, serial, "投标专用")).isTrue();
        assertThat(notes.tags(account)).containsEntry(serial, "投标专用");
        assertThat(notes.tag(AccountId.random(), serial, "x")).isFalse();
    }
}
