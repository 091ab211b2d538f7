package cn.biaozhengtong.seal.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.biaozhengtong.crypto.evidence.UseRecord;
import cn.biaozhengtong.crypto.evidence.UseRecord.Kind;
import cn.biaozhengtong.kit.test.RealServers;
import cn.biaozhengtong.kit.work.UnitOfWork;
import cn.biaozhengtong.seal.making.Neighbours;
import cn.biaozhengtong.seal.member.Enterprises.Role;
import cn.biaozhengtong.seal.use.ListUses;
import cn.biaozhengtong.seal.use.Logged;
import cn.biaozhengtong.seal.use.SealUse;
import cn.biaozhengtong.seal.use.SealUses;
import cn.biaozhengtong.seal.use.WithdrawUse;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/// Each way in which rows and log can come to differ is done, and found, and told to the operator.
@SpringBootTest
@RealServers
@Import(Neighbours.class)
@ExtendWith(OutputCaptureExtension.class)
class WatchLogTest {
    @Autowired private Neighbours others;
    @Autowired private SealUses uses;
    @Autowired private ListUses list;
    @Autowired private WithdrawUse withdraw;
    @Autowired private UnitOfWork work;
    @Autowired private SeenLog seen;
    @Autowired private JdbcClient database;
    @Autowired private Environment environment;

    private final LogInMemory log = new LogInMemory();
    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final UUID enterprise = UUID.randomUUID();
    private final UUID administrator = UUID.randomUUID();

    private WatchLog watch;
    private JdbcClient owner;

    /// Rows do not go away by themselves; emptying a table asks no trigger.
    @BeforeEach
    void nothingYet() {
        String user = environment.getRequiredProperty("BZT_DB_USER");
        owner =
                JdbcClient.create(
                        new DriverManagerDataSource(
                                environment.getRequiredProperty("BZT_DB_URL"),
                                environment.getProperty("BZT_DB_OWNER", user),
                                environment.getProperty(
                                        "BZT_DB_OWNER_PASSWORD",
                                        environment.getRequiredProperty("BZT_DB_PASSWORD"))));
        for (String table :
                List.of(
                        "seal_use",
                        "seal_use_withdrawal",
                        "seal_use_record",
                        "log_difference",
                        "log_watch")) {
            owner.sql("TRUNCATE TABLE " + table).update();
        }
        owner.sql("INSERT INTO log_watch (id, size, nodes) VALUES (1, 0, '')").update();
        // Not the one that runs by the clock, which has no log to read.
        watch =
                new WatchLog(
                        log,
                        seen,
                        uses,
                        work,
                        new TellOperator(seen, uses, work, meters, Duration.ZERO));
        aUseAndOneThatWasTakenBack_inTheLogBetweenCertificates();
    }

    private void aUseAndOneThatWasTakenBack_inTheLogBetweenCertificates() {
        others.roles.put(administrator, Role.administrator);
        log.certificate();
        used("投标文件一");
        used("阿卜杜拉·汗的标书");
        log.add(Kind.seal_use, logged(1).digest());
        log.certificate();
        log.add(Kind.seal_use, logged(0).digest());
        withdraw.byEnterprise(administrator, listed().getFirst().id(), "盖错文件");
        log.add(Kind.seal_use_withdrawal, taken(0).digest());
        log.certificate();
        watch.follow();
    }

    private void used(String title) {
        SealUse it =
                new SealUse(
                        0,
                        UUID.randomUUID(),
                        "0".repeat(32) + "-1",
                        UUID.randomUUID(),
                        "ab".repeat(32),
                        title,
                        3,
                        "tender-platform",
                        UUID.randomUUID(),
                        enterprise,
                        administrator,
                        "1a2b",
                        work.now(),
                        UUID.randomUUID().toString().replace("-", "").repeat(2),
                        null,
                        null);
        work.run(() -> uses.add(it.sessionId(), List.of(new SealUses.Fresh(it, "bidding_seal"))));
    }

    private List<SealUse> listed() {
        return list.list(administrator, enterprise, Long.MAX_VALUE);
    }

    private Logged logged(int n) {
        return Objects.requireNonNull(listed().get(n).logged());
    }

    private Logged taken(int n) {
        return Objects.requireNonNull(Objects.requireNonNull(listed().get(n).withdrawn()).logged());
    }

    private double told(String kind) {
        return meters.get("bzt.log.differences").tag("kind", kind).gauge().value();
    }

    private void differences(int missing, int unknown, int differs, int rewritten) {
        assertThat(List.of(told("missing"), told("unknown"), told("differs"), told("rewritten")))
                .as("missing, unknown, differs, rewritten")
                .containsExactly(
                        (double) missing, (double) unknown, (double) differs, (double) rewritten);
    }

    /// As whoever owns the database: a trigger does not hold him.
    private void tampered(String trigger, String sql) {
        String was =
                owner.sql("SHOW CREATE TRIGGER " + trigger)
                        .query((row, n) -> row.getString(3))
                        .single();
        owner.sql("DROP TRIGGER " + trigger).update();
        assertThat(owner.sql(sql).update()).isPositive();
        owner.sql(was).update();
    }

    @Test
    void whatIsTheSame_isSeenWhereItStands_andNothingIsTold(CapturedOutput output) {
        assertThat(logged(1).index()).isEqualTo(1);
        assertThat(logged(0).index()).isEqualTo(3);
        assertThat(taken(0).index()).isEqualTo(4);
        watch.again();
        watch.follow();
        differences(0, 0, 0, 0);
        assertThat(output).doesNotContain("ERROR");
        StringBuilder sheet = new StringBuilder();
        list.export(administrator, enterprise, sheet);
        assertThat(sheet).contains("\"3\",\"" + logged(0).digest() + "\",\"bzt/seal-use/v1\n");
    }

    @Test
    void whileNothingCame_noTimeStampIsAskedFor() {
        int before = log.checkpoints;
        watch.follow();
        watch.follow();
        assertThat(log.checkpoints).isEqualTo(before);
        log.certificate();
        watch.follow();
        assertThat(log.checkpoints).isEqualTo(before + 1);
    }

    @Test
    void attack_aUseThatTheLogHasNot_isMissed_andNotYetInTheList(CapturedOutput output) {
        used("𠮷野（中国）有限公司");
        watch.follow();
        differences(1, 0, 0, 0);
        assertThat(logged(0).index()).isNull();
        assertThat(output)
                .contains("1 uses of seals, or withdrawals, were not seen")
                .contains("deploy/dead-letters replay seal.seal");
        StringBuilder sheet = new StringBuilder();
        list.export(administrator, enterprise, sheet);
        assertThat(sheet).contains(",\"尚未\",\"" + logged(0).digest());
        log.add(Kind.seal_use, logged(0).digest());
        watch.follow();
        differences(0, 0, 0, 0);
        assertThat(logged(0).index()).isEqualTo(6);
    }

    @Test
    void attack_anEntryOfNoUse_isFound(CapturedOutput output) {
        log.add(Kind.seal_use, "ee".repeat(32));
        watch.follow();
        differences(0, 1, 0, 0);
        assertThat(output).contains("entry 6 of the transparency log is of no use of a seal");
        watch.again();
        differences(0, 1, 0, 0);
        assertThat(output.toString().split("entry 6 of")).as("told once").hasSize(2);
    }

    @Test
    void attack_aRowThatWasChangedLater_isFoundTheNextDay(CapturedOutput output) {
        tampered("seal_use_stays", "UPDATE seal_use SET title = '另一标书' WHERE title = '投标文件一'");
        tampered("seal_use_withdrawal_stays", "UPDATE seal_use_withdrawal SET reason = '无'");
        watch.follow();
        differences(0, 0, 0, 0);
        watch.again();
        differences(0, 0, 2, 0);
        assertThat(output).contains("entry 1 of the transparency log differs");
        assertThat(logged(1).fits()).isFalse();
        tampered("seal_use_stays", "UPDATE seal_use SET title = '投标文件一' WHERE title = '另一标书'");
        watch.again();
        differences(0, 0, 1, 0);
    }

    @Test
    void attack_aRecordMadeAnew_soThatItFits_isFound() {
        Logged before = logged(1);
        UseRecord it = UseRecord.parse(before.record());
        List<String> facts = new ArrayList<>(it.values());
        facts.set(it.kind().facts().indexOf("pages"), "4");
        String fits = new UseRecord(it.kind(), it.salt(), facts).digest();
        tampered("seal_use_stays", "UPDATE seal_use SET pages = 4 WHERE title = '投标文件一'");
        tampered(
                "seal_use_record_stays",
                "UPDATE seal_use_record SET digest = '%s' WHERE digest = '%s'"
                        .formatted(fits, before.digest()));
        assertThat(logged(1).fits()).isTrue();
        watch.again();
        differences(0, 0, 1, 0);
    }

    @Test
    void attack_rowsThatAreGone_areFound() {
        tampered(
                "seal_use_record_no_delete",
                "DELETE FROM seal_use_record WHERE kind = 'seal_use_withdrawal'");
        watch.again();
        // The log speaks of what is not here, and of what is here nothing speaks.
        differences(1, 1, 0, 0);
    }

    @Test
    void item3_aUseThatNobodyRecorded_isMissing() {
        database.sql(
                        """
                        INSERT INTO seal_use (seal_id, es_id, document_id, document_digest, title, pages, client_id,
                            session_id, enterprise_id, account_id, certificate_serial, at, signature_digest)
                        SELECT seal_id, es_id, UUID(), document_digest, title, pages, client_id, UUID(), enterprise_id,
                            account_id, certificate_serial, at, signature_digest FROM seal_use ORDER BY id DESC LIMIT 1\
                        """)
                .update();
        watch.again();
        differences(1, 0, 0, 0);
    }

    @Test
    void item3_aCheckpointShorterThanWhatWasFollowed_isFound() {
        log.shorten();
        watch.again();
        differences(0, 0, 0, 1);
    }

    @Test
    void attack_aPlaceThatWasMadeUp_hidesNoMissingUse() {
        used("投标文件三");
        database.sql("UPDATE seal_use_record SET position = 900 WHERE position IS NULL").update();
        watch.follow();
        differences(1, 0, 0, 0);
        tampered(
                "seal_use_record_stays",
                "UPDATE seal_use_record SET position = 5 WHERE position = 900");
        watch.again();
        differences(0, 0, 1, 0);
    }

    @Test
    void attack_aLogThatForgot_isFound(CapturedOutput output) {
        log.cutTo(5);
        watch.follow();
        differences(0, 0, 0, 1);
        assertThat(output).contains("THE TRANSPARENCY LOG IS NOT WHAT IT WAS").contains("has 5");
    }

    @Test
    void attack_aLogWithAnotherPast_isFound_andNothingOfItIsBelieved() {
        used("投标文件三");
        log.rewrite(0);
        log.add(Kind.seal_use, logged(0).digest());
        watch.follow();
        differences(1, 0, 0, 1);
        assertThat(logged(0).index()).isNull();
    }

    @Test
    void attack_entriesThatAreNotThoseOfTheCheckpoint_areFound() {
        PublicLog.Entry it = log.entries.getFirst();
        log.entries.set(0, new PublicLog.Entry(0, it.kind(), null, "ee".repeat(32)));
        watch.follow();
        differences(0, 0, 0, 0);
        watch.again();
        differences(0, 0, 0, 1);
        watch.follow();
        differences(0, 0, 0, 1);
    }

    @Test
    void whatComesAfterTheCheckpoint_isReadTheNextTime() {
        log.certificate();
        log.comeMeanwhile = 3;
        watch.follow();
        differences(0, 0, 0, 0);
        assertThat(seen.frontier().size()).isEqualTo(7);
        watch.follow();
        differences(0, 0, 0, 0);
        assertThat(seen.frontier().size()).isEqualTo(10);
    }

    @Test
    void whatIsNotServed_isRewrittenToo() {
        log.certificate();
        log.entries.remove(6);
        log.entries.add(new PublicLog.Entry(7, "certificate", null, "ee".repeat(32)));
        watch.follow();
        differences(0, 0, 0, 1);
    }

    @Test
    void aLogThatDoesNotAnswer_isNoDifference_andIsReadLater(CapturedOutput output) {
        log.isAway = true;
        log.certificate();
        watch.follow();
        differences(0, 0, 0, 0);
        assertThat(output).contains("is not compared: java.lang.IllegalStateException: away");
        log.isAway = false;
        watch.follow();
        differences(0, 0, 0, 0);
    }

    @Test
    void whatWasSeen_isNeitherForgottenNorMoved() {
        for (String bad :
                List.of(
                        "UPDATE log_watch SET size = 0",
                        "UPDATE seal_use_record SET position = 9",
                        "UPDATE seal_use_record SET salt = REPEAT('0', 64)",
                        "DELETE FROM seal_use_record")) {
            assertThatThrownBy(() -> database.sql(bad).update()).as(bad).isNotNull();
        }
    }
}
