package cn.biaozhengtong.caorder.pair;

import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.caorder.TestCeremony;
import cn.biaozhengtong.caorder.authority.CrlPublisher;
import cn.biaozhengtong.caorder.authority.CrlShard;
import cn.biaozhengtong.caorder.authority.OcspResponder;
import cn.biaozhengtong.caorder.authority.register.Purpose;
import cn.biaozhengtong.caorder.authority.register.Register;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.CertificateStatus;
import cn.biaozhengtong.crypto.cert.Crl;
import cn.biaozhengtong.crypto.cert.OcspRequest;
import cn.biaozhengtong.crypto.cert.OcspResponse;
import cn.biaozhengtong.crypto.cert.RevocationReason;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.test.RealServers;
import java.time.Duration;
import java.time.Instant;
import java.util.StringJoiner;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/// S8, run by `deploy/check S8` only: how long until OCSP and the lists tell a revocation, with a
/// million certificates in the store, a twentieth of them revoked.
@SpringBootTest
@RealServers
class RevocationSpeed {
    private static final int CERTIFICATES = Integer.getInteger("bzt.s8.certificates", 1_000_000);
    private static final int ROUNDS = 20;

    @DynamicPropertySource
    static void ca(DynamicPropertyRegistry registry) {
        TestCeremony.properties(registry);
    }

    @Autowired private Pairs pairs;
    @Autowired private Register register;
    @Autowired private CrlPublisher lists;
    @Autowired private OcspResponder ocsp;
    @Autowired private TransactionTemplate transactions;
    @Autowired private JdbcClient database;

    /// A thousand rows a statement.
    private void fill() {
        for (int from = 0; from < CERTIFICATES; from += 1_000) {
            StringJoiner rows = new StringJoiner(", ");
            for (int n = from; n < from + 1_000; n++) {
                String revoked =
                        n % 20 == 0
                                ? "'revoked', '2030-01-01', '2026-01-01', '2026-02-01', 'cessation_of_operation'"
                                : "'active', '2030-01-01', '2026-01-01', NULL, NULL";
                rows.add(
                        "('5a%014x', 'subscriber', 'subscriber_signing', 'built_in', X'3000', X'3000', %s, %d, 0)"
                                .formatted(n, revoked, n & 63));
            }
            database.sql(
                            "INSERT INTO issued_certificate (serial, purpose, profile, authority, tbs, der, state,"
                                    + " not_after, recorded_at, revoked_at, revocation, crl_shard, version) VALUES "
                                    + rows)
                    .update();
        }
    }

    private static long until(BooleanSupplier what) throws InterruptedException {
        long begin = System.nanoTime();
        while (!what.getAsBoolean()) {
            assertThat(System.nanoTime() - begin).isLessThan(Duration.ofMinutes(1).toNanos());
            Thread.sleep(5);
        }
        return (System.nanoTime() - begin) / 1_000_000;
    }

    @Test
    void revoked_isTold() throws InterruptedException {
        fill();
        database.sql("UPDATE revocation_list SET changed = changed + 1").update();
        until(() ->
                database.sql("SELECT COUNT(*) FROM revocation_list WHERE changed <> published")
                                .query(Integer.class)
                                .single()
                        == 0);
        Certificate issuing = register.chain(Purpose.subscriber).getFirst();
        StoredCertificates made = new StoredCertificates(pairs, register, transactions);
        long ocspMax = 0;
        long shardMax = 0;
        long everythingMax = 0;
        for (int i = 0; i < ROUNDS; i++) {
            Certificate mine = made.pair(AccountId.random());
            transactions.executeWithoutResult(
                    s -> register.revoke(mine.serial(), RevocationReason.cessation_of_operation));
            long begin = System.nanoTime();
            ocspMax =
                    Math.max(
                            ocspMax,
                            until(() ->
                                    OcspResponse.verify(
                                                    ocsp.answer(
                                                            OcspRequest.about(
                                                                            issuing, mine.serial())
                                                                    .encoded()),
                                                    issuing,
                                                    mine.serial(),
                                                    Instant.now())
                                            instanceof CertificateStatus.Revoked));
            String shard = CrlShard.of(mine.serial()).list();
            until(() -> Crl.parse(lists.list(shard).orElseThrow()).revokes(mine.serial()));
            shardMax = Math.max(shardMax, (System.nanoTime() - begin) / 1_000_000);
            until(() -> Crl.parse(lists.list("issuing.crl").orElseThrow()).revokes(mine.serial()));
            everythingMax = Math.max(everythingMax, (System.nanoTime() - begin) / 1_000_000);
        }
        int entries =
                database.sql("SELECT COUNT(*) FROM issued_certificate WHERE revoked_at IS NOT NULL")
                        .query(Integer.class)
                        .single();
        System.out.printf(
                "S8 {\"check\":\"S8\",\"certificates\":%d,\"revoked\":%d,\"ocsp_max_ms\":%d,\"shard_list_max_ms\":%d,\"list_of_everything_max_ms\":%d}%n",
                CERTIFICATES, entries, ocspMax, shardMax, everythingMax);
        assertThat(ocspMax).isLessThan(2_000);
        assertThat(shardMax).isLessThan(5_000);
    }
}
