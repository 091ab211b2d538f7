package cn.biaozhengtong.caorder.pair;

import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.caorder.OrdersTestBase;
import cn.biaozhengtong.caorder.catalogue.Permission;
import cn.biaozhengtong.caorder.ordering.OrderId;
import cn.biaozhengtong.crypto.Sm2KeyPair;
import cn.biaozhengtong.crypto.Sm2PublicKey;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.DeviceId;
import cn.biaozhengtong.kit.id.Person;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// P19: a version that does not know pairs runs beside this one on the same tables. What it writes,
/// in its own statements, this one finds as pairs; what this one writes, it reads as before.
class PairsBesideVersionBeforeTest extends OrdersTestBase {
    private static final Timestamp NOW = Timestamp.from(Instant.now());

    private static final Sm2PublicKey KEY = Sm2KeyPair.generate().publicKey();

    @Autowired private JdbcClient database;
    @Autowired private Pairs pairs;
    @Autowired private ByOrigin of;
    @Autowired private TransactionTemplate transactions;

    private final UUID order = UUID.randomUUID();
    private final AccountId account = AccountId.random();
    private final DeviceId phone = DeviceId.random();
    private final SerialNumber signing = SerialNumber.random();
    private final SerialNumber encryption = SerialNumber.random();

    @BeforeEach
    void thatOneIssuesAPair() {
        key(order, phone);
        record(signing);
        record(encryption);
        permissions(order);
        certificate(order, phone, signing, "signing");
        certificate(order, phone, encryption, "encryption");
    }

    private void key(UUID origin, DeviceId device) {
        database.sql(
                        """
                        INSERT INTO signing_key (id, order_id, account_id, device_id, public_key, share_sealed,
                            state, failures, lifetime_failures, created_at, version)
                        VALUES (?, ?, ?, ?, ?, 'sealed', 'pending', 0, 0, ?, 0)\
                        """)
                .params(
                        UUID.randomUUID().toString(),
                        origin.toString(),
                        account.toString(),
                        device.toString(),
                        HexFormat.of().formatHex(KEY.point().encoded()),
                        NOW)
                .update();
    }

    private void record(SerialNumber serial) {
        database.sql(
                        """
                        INSERT INTO issued_certificate (serial, purpose, profile, tbs, state, not_after, crl_shard,
                            authority, recorded_at, version)
                        VALUES (?, 'subscriber', 'subscriber_signing', X'3000', 'reserved', ?, 0, 'built_in', ?, 0)\
                        """)
                .params(serial.hex(), NOW, NOW)
                .update();
    }

    private void permissions(UUID origin) {
        database.sql("INSERT INTO pair_permission (pair_id, permissions) VALUES (?, 'login,sign')")
                .param(origin.toString())
                .update();
    }

    private void certificate(UUID origin, DeviceId device, SerialNumber serial, String usage) {
        database.sql(
                        """
                        INSERT INTO certificate (serial, order_id, key_usage, account_id, device_id, enterprise_id,
                            uscc, holder, platform_code, created_at, version)
                        VALUES (?, ?, ?, ?, ?, NULL, NULL, '阿卜杜拉·汗', 'ANSTEEL', ?, 0)\
                        """)
                .params(
                        serial.hex(),
                        origin.toString(),
                        usage,
                        account.toString(),
                        device.toString(),
                        NOW)
                .update();
    }

    private void inForce(SerialNumber serial) {
        database.sql(
                        "UPDATE issued_certificate SET der = X'3000', state = 'active', version = version + 1 WHERE serial = ?")
                .param(serial.hex())
                .update();
    }

    private void ended(SerialNumber serial, String state, String reason) {
        database.sql(
                        "UPDATE issued_certificate SET state = ?, revoked_at = ?, revocation = ? WHERE serial = ?")
                .params(state, NOW, reason, serial.hex())
                .update();
    }

    private void confirmed(UUID origin) {
        database.sql("UPDATE signing_key SET state = 'active' WHERE order_id = ?")
                .param(origin.toString())
                .update();
    }

    private CertificatePair pair(UUID origin) {
        return of.pair(origin).orElseThrow();
    }

    private PairState state() {
        return pair(order).state();
    }

    @Test
    void P19_pairOfThatVersion_isOne_fromItsKeyToItsEnd() {
        CertificatePair it = pair(order);
        assertThat(it.origin()).isEqualTo(PairOrigin.order(new OrderId(order)));
        assertThat(it.holder().name()).isEqualTo("阿卜杜拉·汗");
        assertThat(it.permissions()).containsOnly(Permission.login, Permission.sign);
        assertThat(it.serials()).containsExactly(signing, encryption);
        assertThat(of.certificates(order))
                .extracting(Certificates.Stored::serial)
                .containsExactly(signing, encryption);
        assertThat(of.key(order)).isPresent();
        assertThat(state()).isEqualTo(PairState.reserved);
        inForce(signing);
        assertThat(state()).isEqualTo(PairState.reserved);
        inForce(encryption);
        assertThat(state()).isEqualTo(PairState.signed);
        confirmed(order);
        assertThat(state()).isEqualTo(PairState.active);
        ended(signing, "frozen", "certificate_hold");
        assertThat(state()).isEqualTo(PairState.frozen);
        database.sql(
                        "UPDATE issued_certificate SET state = 'active', revoked_at = NULL, revocation = NULL WHERE serial = ?")
                .param(signing.hex())
                .update();
        assertThat(state()).isEqualTo(PairState.active);
        ended(signing, "revoked", "cessation_of_operation");
        assertThat(state()).isEqualTo(PairState.revoked);
    }

    @Test
    void P19_pairOfThatVersion_isFrozenReleasedAndRevoked_byThisOne() {
        inForce(signing);
        inForce(encryption);
        confirmed(order);
        PairId id = pair(order).pairId();
        transactions.executeWithoutResult(s -> pairs.freeze(id, "holder"));
        assertThat(of.certificates(order)).allMatch(Certificates.Stored::isFrozen);
        transactions.executeWithoutResult(s -> pairs.release(id));
        assertThat(of.certificates(order)).allMatch(Certificates.Stored::isActive);
        assertThat(state()).isEqualTo(PairState.active);
        assertThat(transactions.<Boolean>execute(s -> pairs.revoke(id, Revocation.byHolder())))
                .isTrue();
        assertThat(of.certificates(order)).allMatch(Certificates.Stored::isRevoked);
        assertThat(state()).isEqualTo(PairState.revoked);
    }

    @Test
    void P19_recoveryOfThatVersion_movesTheEncryptionCertificateToItsPair() {
        inForce(signing);
        inForce(encryption);
        confirmed(order);
        UUID recovery = UUID.randomUUID();
        DeviceId found = DeviceId.random();
        database.sql(
                        "INSERT INTO recovery (id, account_id, device_id, old_serial, started_at) VALUES (?, ?, ?, ?, ?)")
                .params(
                        recovery.toString(),
                        account.toString(),
                        found.toString(),
                        signing.hex(),
                        NOW)
                .update();
        key(recovery, found);
        ended(signing, "revoked", "superseded");
        SerialNumber next = SerialNumber.random();
        record(next);
        certificate(recovery, found, next, "signing");
        permissions(recovery);
        database.sql(
                        "UPDATE certificate SET device_id = ?, order_id = COALESCE(?, order_id), version = version + 1 WHERE serial = ?")
                .params(found.toString(), recovery.toString(), encryption.hex())
                .update();
        inForce(next);
        assertThat(pair(order).serials()).containsExactly(signing);
        assertThat(state()).isEqualTo(PairState.revoked);
        CertificatePair it = pair(recovery);
        assertThat(it.origin()).isEqualTo(PairOrigin.recovery(recovery));
        assertThat(it.serials()).containsExactly(next, encryption);
        assertThat(it.permissions()).containsOnly(Permission.login, Permission.sign);
        assertThat(it.state()).isEqualTo(PairState.signed);
        assertThat(of.certificates(recovery)).hasSize(2);
    }

    @Test
    void P19_pairOfThisOne_isReadByThatVersion() {
        OrderId another = OrderId.random();
        SerialNumber first = SerialNumber.random();
        SerialNumber second = SerialNumber.random();
        record(first);
        record(second);
        transactions.executeWithoutResult(s ->
                pairs.reserve(
                        pairs.keyed(new Person(account, phone), PairOrigin.order(another)),
                        new Holder(null, null, "阿卜杜拉·汗", "ANSTEEL"),
                        Set.of(Permission.login),
                        new CertificatePair.Serials(first, second, null)));
        assertThat(
                        database.sql(
                                        "SELECT serial FROM certificate WHERE order_id = ? ORDER BY key_usage DESC")
                                .param(another.toString())
                                .query(String.class)
                                .list())
                .isEqualTo(List.of(first.hex(), second.hex()));
        assertThat(
                        database.sql("SELECT permissions FROM pair_permission WHERE pair_id = ?")
                                .param(another.toString())
                                .query(String.class)
                                .single())
                .isEqualTo("login");
    }
}
