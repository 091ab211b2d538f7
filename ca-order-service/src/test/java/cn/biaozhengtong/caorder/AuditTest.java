package cn.biaozhengtong.caorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.ChainVerifier;
import cn.biaozhengtong.crypto.cert.KeyStoreFile;
import cn.biaozhengtong.crypto.evidence.AuditChain;
import cn.biaozhengtong.crypto.evidence.AuditCheckpoint;
import cn.biaozhengtong.crypto.evidence.AuditFile;
import cn.biaozhengtong.kit.audit.AuditCheckpoints;
import cn.biaozhengtong.kit.audit.AuditLog;
import cn.biaozhengtong.kit.test.RealServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/// P16: whatever a database administrator does to the audit log, who has the exported lines, a
/// checkpoint and the root certificate finds it. Its schema is its own: the triggers go.
@SpringBootTest(properties = "bzt.test.own-schema=audit")
@RealServers
class AuditTest {
    @DynamicPropertySource
    static void ca(DynamicPropertyRegistry registry) {
        TestCeremony.properties(registry);
    }

    @Autowired private AuditLog log;
    @Autowired private AuditCheckpoints checkpoints;
    @Autowired private Environment environment;
    @Autowired private JdbcClient database;
    @Autowired private TransactionTemplate transactions;

    @TempDir private Path folder;

    /// As the owner of the schema, whose password the service does not use after its migrations.
    private void asOwner(String sql) throws SQLException {
        try (Connection owner =
                        DriverManager.getConnection(
                                environment.getRequiredProperty("BZT_DB_URL"),
                                environment.getRequiredProperty("BZT_DB_OWNER"),
                                environment.getRequiredProperty("BZT_DB_OWNER_PASSWORD"));
                Statement statement = owner.createStatement()) {
            statement.execute(sql);
        }
    }

    /// The key that the ceremony made for this service's log.
    private static KeyStoreFile.Entry ofTheCeremony() {
        return KeyStoreFile.load(
                TestCeremony.online().resolve("audit-ca-order-service.p12"),
                "test-password".toCharArray());
    }

    private static ChainVerifier trust() throws IOException {
        return ChainVerifier.trusting(
                Certificate.parsePem(Files.readString(TestCeremony.online().resolve("root.pem"))));
    }

    private AuditCheckpoint stated() {
        AuditLog.Head head = log.head();
        return new AuditCheckpoint("ca-order-service", head.sequence(), head.hash(), Instant.now());
    }

    /// What the command line does with a file that was taken away.
    private Optional<Long> broken(AuditCheckpoint checkpoint) throws IOException {
        Path file = folder.resolve("audit.tsv");
        Files.write(
                file, log.entries(0, checkpoint.sequence()).stream().map(AuditFile::line).toList());
        try (Stream<AuditChain.Entry> entries = AuditFile.read(file)) {
            return AuditChain.firstBroken(entries::iterator, List.of(checkpoint));
        }
    }

    @Test
    void P16_everythingDoneToTheLog_isFoundWithPublicKeysOnly() throws Exception {
        for (int i = 0; i < 20; i++) {
            String subject = "subject-" + i;
            transactions.executeWithoutResult(
                    s -> log.record("actor", "action", subject, "制表\t换行\n\\"));
        }
        assertThat(checkpoints.now()).startsWith("bzt/audit/v2\nca-order-service\n");
        AuditCheckpoint it = stated();
        String signed = it.signed(ofTheCeremony());
        assertThat(AuditCheckpoint.verified(signed, trust())).isEqualTo(it);
        String other = signed.replace(it.hash(), "0".repeat(64));
        assertThatThrownBy(() -> AuditCheckpoint.verified(other, trust()))
                .isInstanceOf(CryptoException.class);
        // No other key of the suite signs for an audit log, and none for another service's.
        for (String who : List.of("webhook", "tsa", "ocsp", "kmc-signing", "audit-seal-service")) {
            KeyStoreFile.Entry key =
                    KeyStoreFile.load(
                            TestCeremony.online().resolve(who + ".p12"),
                            "test-password".toCharArray());
            assertThatThrownBy(() -> AuditCheckpoint.verified(it.signed(key), trust()))
                    .as(who)
                    .isInstanceOf(CryptoException.class);
        }
        assertThat(broken(it)).isEmpty();
        for (String bad :
                List.of("UPDATE audit_entry SET detail = 'x'", "DELETE FROM audit_entry")) {
            assertThatThrownBy(() -> database.sql(bad).update())
                    .hasMessageContaining("append-only");
        }

        assertThatThrownBy(() -> database.sql("DROP TRIGGER audit_entry_no_update").update())
                .hasStackTraceContaining("denied");
        asOwner("DROP TRIGGER IF EXISTS audit_entry_no_update");
        asOwner("DROP TRIGGER IF EXISTS audit_entry_no_delete");
        long last = it.sequence();
        long first = last - 19;
        Map<String, List<String>> attacks = new LinkedHashMap<>();
        attacks.put(
                "edit",
                List.of("UPDATE audit_entry SET actor = 'nobody' WHERE sequence = " + (first + 3)));
        attacks.put("delete", List.of("DELETE FROM audit_entry WHERE sequence = " + (first + 3)));
        attacks.put(
                "delete and close the gap",
                List.of(
                        "DELETE FROM audit_entry WHERE sequence = " + (first + 3),
                        "UPDATE audit_entry SET sequence = sequence - 1 WHERE sequence > "
                                + (first + 3)
                                + " ORDER BY sequence"));
        attacks.put(
                "insert",
                List.of(
                        "UPDATE audit_entry SET sequence = sequence + 1 WHERE sequence > "
                                + (first + 3)
                                + " ORDER BY sequence DESC",
                        "INSERT INTO audit_entry SELECT sequence + 1, at, 'x', action, subject, detail, hash FROM audit_entry WHERE sequence = "
                                + (first + 3)));
        attacks.put(
                "swap",
                List.of(
                        "UPDATE audit_entry SET sequence = 1000000 WHERE sequence = " + first,
                        "UPDATE audit_entry SET sequence = "
                                + first
                                + " WHERE sequence = "
                                + (first + 1),
                        "UPDATE audit_entry SET sequence = "
                                + (first + 1)
                                + " WHERE sequence = 1000000"));
        attacks.put("cut off", List.of("DELETE FROM audit_entry WHERE sequence = " + last));
        attacks.put(
                "roll back",
                List.of(
                        "DELETE FROM audit_entry WHERE sequence > " + (last - 5),
                        "UPDATE audit_head SET sequence = "
                                + (last - 5)
                                + ", hash = (SELECT hash FROM audit_entry WHERE sequence = "
                                + (last - 5)
                                + ") WHERE id = 1"));
        for (Map.Entry<String, List<String>> attack : attacks.entrySet()) {
            transactions.executeWithoutResult(s -> {
                attack.getValue().forEach(sql -> database.sql(sql).update());
                try {
                    assertThat(broken(it)).as(attack.getKey()).isPresent();
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
                s.setRollbackOnly();
            });
        }
        assertThat(broken(it)).isEmpty();
    }

    @Test
    void P16_aWholeNewChain_isFoundByTheOldCheckpoint() throws Exception {
        transactions.executeWithoutResult(s -> log.record("actor", "action", "one", ""));
        AuditCheckpoint old = stated();
        asOwner("DROP TRIGGER IF EXISTS audit_entry_no_delete");
        transactions.executeWithoutResult(s -> {
            database.sql("DELETE FROM audit_entry").update();
            database.sql("UPDATE audit_head SET sequence = 0, hash = REPEAT('0', 64)").update();
            for (long i = 0; i < old.sequence() + 3; i++) {
                log.record("actor", "action", "another past", "");
            }
            assertThat(log.firstBroken()).isEmpty();
            try {
                assertThat(broken(old)).isPresent();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            s.setRollbackOnly();
        });
    }
}
