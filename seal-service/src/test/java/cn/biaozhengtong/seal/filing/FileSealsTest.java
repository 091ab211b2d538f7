package cn.biaozhengtong.seal.filing;

import static cn.biaozhengtong.kit.test.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.crypto.seal.SealAct;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.DeviceId;
import cn.biaozhengtong.kit.id.EnterpriseId;
import cn.biaozhengtong.kit.id.Person;
import cn.biaozhengtong.kit.test.RealServers;
import cn.biaozhengtong.kit.work.UnitOfWork;
import cn.biaozhengtong.seal.act.BeginAct;
import cn.biaozhengtong.seal.act.SignAct;
import cn.biaozhengtong.seal.inventory.AddSeal;
import cn.biaozhengtong.seal.inventory.ListSeals;
import cn.biaozhengtong.seal.life.Seal;
import cn.biaozhengtong.seal.life.SealFiling;
import cn.biaozhengtong.seal.life.SealId;
import cn.biaozhengtong.seal.life.SealKind;
import cn.biaozhengtong.seal.life.SealProblem;
import cn.biaozhengtong.seal.life.SealState;
import cn.biaozhengtong.seal.life.Seals;
import cn.biaozhengtong.seal.life.TellOfSeals;
import cn.biaozhengtong.seal.making.CertificateOffice;
import cn.biaozhengtong.seal.making.CertificateOffice.Signer;
import cn.biaozhengtong.seal.making.Neighbours;
import cn.biaozhengtong.seal.member.Enterprises.Role;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Seals and a filing system that is late, refuses, is down: on the real database, with the
/// sandbox, what is due told by the schedule as in life.
@SpringBootTest(
        properties = {
            "BZT_SEAL_REGISTRY=sandbox",
            "BZT_SANDBOX_SEAL_REGISTRY_AFTER=100ms",
        })
@RealServers
@Import({Neighbours.class, Line.Lines.class})
class FileSealsTest {
    @Autowired private Neighbours others;
    @Autowired private Line line;
    @Autowired private AddSeal add;
    @Autowired private ListSeals list;
    @Autowired private BeginAct begin;
    @Autowired private SignAct sign;
    @Autowired private FileAgain again;
    @Autowired private Seals seals;
    @Autowired private UnitOfWork work;
    @Autowired private JdbcClient database;

    private final EnterpriseId enterprise = EnterpriseId.random();
    private final AccountId administrator = AccountId.random();
    private final AccountId agent = AccountId.random();
    private Signer signer;

    @BeforeEach
    void anEnterprise() {
        signer =
                new Signer(
                        new Person(administrator, DeviceId.random()),
                        others.member(administrator, Role.administrator));
        others.roles.put(agent.value(), Role.agent);
    }

    @AfterEach
    void asItWas() {
        line.cut = false;
        line.deaths = 0;
        others.held.clear();
    }

    private SealId added(String name) {
        return add.add(administrator, enterprise, SealKind.other_seal, name).id();
    }

    private Seal does(SealAct.Kind act, SealId id) {
        return sign.sign(
                signer.person(),
                begin.begin(signer, id, act).id(),
                UUID.randomUUID(),
                new CertificateOffice.Answer(new byte[32], new byte[32], new byte[32]));
    }

    private static void await(BooleanSupplier what) {
        Instant end = Instant.now().plus(Duration.ofSeconds(20));
        while (!what.getAsBoolean()) {
            assertThat(Instant.now()).as("in time").isBefore(end);
            Thread.onSpinWait();
        }
    }

    private void awaitFiling(SealId id, SealFiling.State state) {
        await(() -> seals.get(id).filing().state() == state);
    }

    private SealId filed(String name) {
        SealId id = added(name);
        does(SealAct.Kind.make, id);
        awaitFiling(id, SealFiling.State.filed);
        return id;
    }

    private int attempts(SealId id) {
        return database.sql("SELECT COALESCE(SUM(attempts), 0) FROM seal_filing WHERE seal_id = ?")
                .param(id.toString())
                .query(Integer.class)
                .single();
    }

    private void answersAt(SealId id, Instant at) {
        database.sql("UPDATE sandbox_filing SET answers_at = ? WHERE seal_id = ?")
                .params(Timestamp.from(at), id.toString())
                .update();
    }

    /// It has asked, and is not answered before the test lets it be.
    private SealId late(String name) {
        SealId id = added(name + "慢");
        does(SealAct.Kind.make, id);
        await(() -> attempts(id) > 0 && !heard(id).isEmpty());
        answersAt(id, Instant.now().plusSeconds(3600));
        return id;
    }

    /// Each fact once, in order.
    private List<String> heard(SealId id) {
        return line.heard.stream()
                .filter(it -> it.subject().seal().equals(id))
                .map(it ->
                        it.fact().getClass().getSimpleName()
                                + (it.number().isPresent() ? " under its number" : ""))
                .distinct()
                .toList();
    }

    private void awaitHeard(SealId id, String... facts) {
        await(() -> heard(id).size() >= facts.length);
        assertThat(heard(id)).containsExactly(facts);
    }

    private static ListSeals.Filing filing(ListSeals.Row row) {
        return Objects.requireNonNull(row.filing());
    }

    private List<String> history(SealId id) {
        return list.history(administrator, id).stream().map(ListSeals.Happened::what).toList();
    }

    @Test
    void R40_lateAnswer_isAskedForAgain_andTheSealIsInForceWithItsNumber() {
        SealId id = late("材料");
        await(() -> attempts(id) > 2);
        ListSeals.Row row = list.get(administrator, id);
        assertThat(row.state()).isEqualTo(SealState.made);
        assertThat(filing(row).state()).isEqualTo(SealFiling.State.waiting);
        assertThat(filing(row).notice()).isNotNull();
        answersAt(id, Instant.now());
        awaitFiling(id, SealFiling.State.filed);
        row = list.get(administrator, id);
        assertThat(row.state()).isEqualTo(SealState.active);
        assertThat(filing(row).number()).startsWith("沙箱备");
        assertThat(filing(row).at()).isNotNull();
        assertThat(filing(row).notice()).isNull();
        assertThat(history(id)).containsExactly("filed", "made", "prepared");
        SealRegistry.Request request =
                line.heard.stream()
                        .filter(it -> it.subject().seal().equals(id))
                        .findFirst()
                        .orElseThrow();
        assertThat(request.subject().uscc()).isEqualTo("91210300MB0000401X");
        assertThat(request.number()).isEqualTo(Optional.empty());
    }

    @Test
    void R40_refused_staysMade_saysWhyAndWhoActs_andIsFiledAgainByTheAdministrator() {
        SealId id = added("补正");
        does(SealAct.Kind.make, id);
        awaitFiling(id, SealFiling.State.refused);
        ListSeals.Row row = list.get(administrator, id);
        assertThat(row.state()).isEqualTo(SealState.made);
        assertThat(filing(row).reason()).isEqualTo("印模与备案材料不一致");
        assertThat(filing(row).notice().actor().name()).isEqualTo("user");
        assertThat(history(id)).startsWith("filing_refused");
        refused(SealProblem.seal_unknown, () -> again.file(agent, id));
        again.file(administrator, id);
        awaitFiling(id, SealFiling.State.filed);
        assertThat(seals.get(id).state()).isEqualTo(SealState.active);
        refused(FilingProblem.nothing_to_file, () -> again.file(administrator, id));
    }

    @Test
    void R40_refused_isMadeAnew_andFiledInItsNewVersion() {
        SealId id = added("补正投标");
        does(SealAct.Kind.make, id);
        awaitFiling(id, SealFiling.State.refused);
        does(SealAct.Kind.make, id);
        awaitFiling(id, SealFiling.State.filed);
        assertThat(seals.get(id).sealVersion()).isEqualTo(2);
        assertThat(seals.get(id).state()).isEqualTo(SealState.active);
    }

    @Test
    void R40_filingSystemDown_losesNothing() {
        line.cut = true;
        SealId id = added("材料");
        does(SealAct.Kind.make, id);
        await(() -> attempts(id) > 1);
        assertThat(seals.get(id).state()).isEqualTo(SealState.made);
        line.cut = false;
        awaitFiling(id, SealFiling.State.filed);
        assertThat(seals.get(id).state()).isEqualTo(SealState.active);
    }

    @Test
    void R40_killedBetweenAskingAndKeeping_filesOnce() {
        line.deaths = 2;
        SealId id = filed("材料");
        assertThat(line.deaths).isZero();
        assertThat(
                        database.sql("SELECT COUNT(*) FROM sandbox_filing WHERE seal_id = ?")
                                .param(id.toString())
                                .query(Integer.class)
                                .single())
                .isEqualTo(1);
        assertThat(history(id)).containsOnlyOnce("filed");
    }

    @Test
    void R40_stoppedWhileItWaits_isStoppedAtOnce_andToldOnceItIsFiled() {
        SealId id = late("材料");
        assertThat(does(SealAct.Kind.stop, id).state()).isEqualTo(SealState.stopped);
        answersAt(id, Instant.now());
        awaitFiling(id, SealFiling.State.filed);
        assertThat(seals.get(id).state()).isEqualTo(SealState.stopped);
        awaitHeard(id, "Made", "Stopped under its number");
        assertThat(does(SealAct.Kind.resume, id).state()).isEqualTo(SealState.active);
        awaitHeard(id, "Made", "Stopped under its number", "Resumed under its number");
    }

    @Test
    void R40_cancelledWhileItWaits_isCancelledAtOnce_andToldOnceItIsFiled() {
        SealId id = late("材料");
        assertThat(does(SealAct.Kind.cancel, id).state()).isEqualTo(SealState.cancelled);
        answersAt(id, Instant.now());
        awaitHeard(id, "Made", "Cancelled under its number");
        assertThat(seals.get(id).state()).isEqualTo(SealState.cancelled);
        assertThat(seals.get(id).filing().number()).isNotNull();
    }

    @Test
    void R40_cancelledBeforeItWasHeardOf_isNeverFiled() {
        SealId id = added("材料");
        String esId = id.toString().replace("-", "") + "-1";
        // In one transaction, as nothing is told before it is committed.
        work.run(() -> {
            seals.change(id, TellOfSeals.SYSTEM, it -> it.made(1, esId, true));
            seals.change(id, TellOfSeals.SYSTEM, Seal::cancel);
        });
        assertThat(
                        database.sql("SELECT state FROM seal_filing WHERE seal_id = ?")
                                .param(id.toString())
                                .query(String.class)
                                .list())
                .containsExactly("dropped");
        assertThat(seals.get(id).filing().state()).isEqualTo(SealFiling.State.not_configured);
    }

    @Test
    void R40_madeAnew_goesOnInForce_whileTheChangeOfWhatIsFiledIsTold() {
        SealId id = filed("材料");
        String number = seals.get(id).filing().number();
        Seal it = does(SealAct.Kind.make, id);
        assertThat(it.state()).isEqualTo(SealState.active);
        assertThat(filing(list.get(administrator, id)).notice()).isNull();
        awaitHeard(id, "Made", "Made under its number");
        awaitFiling(id, SealFiling.State.filed);
        assertThat(seals.get(id).filing().number()).isEqualTo(number);
    }

    @Test
    void R40_stopsHoldAtOnce_whileTheFilingSystemIsDown_andAreToldInOrder() {
        SealId id = filed("材料");
        line.cut = true;
        does(SealAct.Kind.stop, id);
        await(() -> attempts(id) > 2);
        does(SealAct.Kind.resume, id);
        assertThat(seals.get(id).state()).isEqualTo(SealState.active);
        does(SealAct.Kind.stop, id);
        line.cut = false;
        await(() -> told(id).size() > 3);
        assertThat(told(id)).containsExactly("Made", "Stopped", "Resumed", "Stopped");
    }

    /// Each request once.
    private List<String> told(SealId id) {
        Map<UUID, String> out = new LinkedHashMap<>();
        line.heard.stream()
                .filter(it -> it.subject().seal().equals(id))
                .forEach(it -> out.put(it.key(), it.fact().getClass().getSimpleName()));
        return List.copyOf(out.values());
    }
}
