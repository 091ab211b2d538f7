package cn.biaozhengtong.kit.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.biaozhengtong.crypto.cert.ChainVerifier;
import cn.biaozhengtong.crypto.evidence.AuditCheckpoint;
import cn.biaozhengtong.kit.problem.ProblemException;
import cn.biaozhengtong.kit.problem.RequestProblem;
import cn.biaozhengtong.kit.test.KitApplication;
import cn.biaozhengtong.kit.test.RealServers;
import cn.biaozhengtong.kit.test.TestAuditKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// P16 and item 16: what a database administrator does to the log between two looks at it is found
/// at the next, and nothing is appended as if it had not happened.
@SpringBootTest(
        classes = KitApplication.class,
        properties = {"spring.config.name=kit-test", "bzt.test.own-schema=checkpoints"})
@RealServers
class AuditCheckpointsTest {
    @Autowired private JdbcClient database;
    @Autowired private JdbcOperations batches;
    @Autowired private TransactionTemplate transactions;
    @Autowired private Environment environment;
    @Autowired private Clock clock;

    @TempDir private Path folder;
    private AuditLog log;
    private AuditCheckpoints checkpoints;

    @BeforeEach
    void twentyEntries() throws SQLException {
        for (String it : List.of("update", "delete")) {
            asOwner("DROP TRIGGER IF EXISTS audit_entry_no_" + it);
        }
        database.sql("DELETE FROM audit_entry").update();
        database.sql("UPDATE audit_head SET sequence = 0, hash = REPEAT('0', 64)").update();
        log = new AuditLog(batches, clock);
        checkpoints = service(log);
        record(log, 20);
        checkpoints.keep();
    }

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

    private AuditProperties properties() {
        return new AuditProperties(
                Path.of(environment.getRequiredProperty("bzt.audit.key-file")),
                environment.getRequiredProperty("bzt.audit.password"),
                folder);
    }

    /// A service that starts.
    private AuditCheckpoints service(AuditLog on) {
        AuditCheckpoints it = new AuditCheckpoints(on, properties(), clock, "kit-test", false);
        it.afterSingletonsInstantiated();
        return it;
    }

    private void record(AuditLog to, int count) {
        for (int i = 0; i < count; i++) {
            String subject = "subject-" + i;
            transactions.executeWithoutResult(
                    status -> to.record("actor", "action", subject, "制表\t换行\n\\"));
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.sorted().toList();
        }
    }

    private static Map<String, List<String>> attacks() {
        Map<String, List<String>> out = new LinkedHashMap<>();
        out.put("edit", List.of("UPDATE audit_entry SET actor = 'nobody' WHERE sequence = 4"));
        out.put("delete", List.of("DELETE FROM audit_entry WHERE sequence = 4"));
        out.put(
                "delete and close the gap",
                List.of(
                        "DELETE FROM audit_entry WHERE sequence = 4",
                        "UPDATE audit_entry SET sequence = sequence - 1 WHERE sequence > 4 ORDER BY sequence",
                        "UPDATE audit_head SET sequence = 19"));
        out.put(
                "insert",
                List.of(
                        "UPDATE audit_entry SET sequence = sequence + 1 WHERE sequence > 4 ORDER BY sequence DESC",
                        "INSERT INTO audit_entry SELECT 5, at, 'x', action, subject, detail, hash FROM audit_entry WHERE sequence = 4",
                        "UPDATE audit_head SET sequence = 21"));
        out.put(
                "swap",
                List.of(
                        "UPDATE audit_entry SET sequence = 1000 WHERE sequence = 3",
                        "UPDATE audit_entry SET sequence = 3 WHERE sequence = 4",
                        "UPDATE audit_entry SET sequence = 4 WHERE sequence = 1000"));
        out.put("truncate", List.of("DELETE FROM audit_entry WHERE sequence > 15"));
        out.put(
                "roll back",
                List.of(
                        "DELETE FROM audit_entry WHERE sequence > 15",
                        "UPDATE audit_head SET sequence = 15, hash = (SELECT hash FROM audit_entry WHERE sequence = 15)"));
        out.put(
                "begin anew",
                List.of(
                        "DELETE FROM audit_entry",
                        "UPDATE audit_head SET sequence = 0, hash = REPEAT('0', 64)"));
        return out;
    }

    @Test
    void P16_item16_whatWasDoneToTheLog_isFoundAtTheNextStart() {
        assertThatCode(() -> service(new AuditLog(batches, clock))).doesNotThrowAnyException();
        attacks()
                .forEach((what, statements) ->
                        transactions.executeWithoutResult(status -> {
                            statements.forEach(sql -> database.sql(sql).update());
                            assertThatThrownBy(() -> service(new AuditLog(batches, clock)))
                                    .as(what)
                                    .isInstanceOf(BrokenAuditLog.class);
                            status.setRollbackOnly();
                        }));
        assertThatCode(() -> service(new AuditLog(batches, clock))).doesNotThrowAnyException();
    }

    @Test
    void P16_item16_anotherPast_howeverWellMade_isFound() {
        transactions.executeWithoutResult(status -> {
            database.sql("DELETE FROM audit_entry").update();
            database.sql("UPDATE audit_head SET sequence = 0, hash = REPEAT('0', 64)").update();
            AuditLog forged = new AuditLog(batches, clock);
            for (int i = 0; i < 25; i++) {
                forged.record("actor", "action", "another past", "");
            }
            assertThat(forged.firstBroken()).isEmpty();
            assertThatThrownBy(() -> service(new AuditLog(batches, clock)))
                    .isInstanceOf(BrokenAuditLog.class);
            status.setRollbackOnly();
        });
    }

    @Test
    void item16_whatIsCutOffWhileItRuns_stopsTheLog() throws Exception {
        record(log, 3);
        database.sql("DELETE FROM audit_entry WHERE sequence = 22").update();
        int before = files().size();
        assertThatThrownBy(checkpoints::keep)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        it -> assertThat(it.problem()).isEqualTo(RequestProblem.unavailable));
        assertThat(files()).hasSize(before);
        assertThatThrownBy(() -> record(log, 1)).isInstanceOf(ProblemException.class);
        assertThat(log.head().sequence()).isEqualTo(23);
        checkpoints.keep();
        assertThat(files()).hasSize(before);
    }

    @Test
    void item16_checkpoints_areWrittenOnce_andCompared() throws Exception {
        Path first = files().getFirst();
        String said = Files.readString(first);
        assertThat(first.getFileName().toString()).isEqualTo("kit-test-0000000000000000020.txt");
        AuditCheckpoint read = AuditCheckpoint.verified(said, trust());
        assertThat(read.sequence()).isEqualTo(20);
        assertThat(read.hash()).isEqualTo(log.head().hash());
        // A second process of the service states the same.
        service(new AuditLog(batches, clock)).keep();
        checkpoints.keep();
        assertThat(Files.readString(first)).isEqualTo(said);
        assertThat(files()).hasSize(1);
        // One that another wrote there says something else.
        record(log, 1);
        AuditCheckpoint other =
                new AuditCheckpoint("kit-test", 21, "a".repeat(64), clock.instant());
        String forged =
                other.signed(
                        TestAuditKey.of(
                                Path.of(environment.getRequiredProperty("bzt.audit.key-file"))));
        Path second = folder.resolve("kit-test-0000000000000000021.txt");
        Files.writeString(second, forged);
        checkpoints.keep();
        assertThat(Files.readString(second)).isEqualTo(forged);
        assertThat(log.isStopped()).isTrue();
        assertThatThrownBy(() -> service(new AuditLog(batches, clock)))
                .isInstanceOf(BrokenAuditLog.class);
    }

    @Test
    void item16_aCheckpointThatIsEditedOrGone_isFound() throws Exception {
        Path only = files().getFirst();
        String said = Files.readString(only);
        Files.delete(only);
        record(log, 1);
        assertThatThrownBy(checkpoints::keep).isInstanceOf(ProblemException.class);
        assertThat(log.isStopped()).isTrue();
        Files.writeString(only, said.replace("\n20\n", "\n19\n"));
        Files.setPosixFilePermissions(only, PosixFilePermissions.fromString("rw-------"));
        assertThatThrownBy(() -> service(new AuditLog(batches, clock)))
                .isInstanceOf(BrokenAuditLog.class);
    }

    private ChainVerifier trust() {
        return ChainVerifier.trusting(
                TestAuditKey.of(Path.of(environment.getRequiredProperty("bzt.audit.key-file")))
                        .chain()
                        .getLast());
    }
}
