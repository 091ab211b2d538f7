package cn.biaozhengtong.enterprise.operations;

import static cn.biaozhengtong.kit.test.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.enterprise.Registered;
import cn.biaozhengtong.enterprise.TestDirectory;
import cn.biaozhengtong.enterprise.claim.ClaimProblem;
import cn.biaozhengtong.enterprise.claim.ReadClaim;
import cn.biaozhengtong.enterprise.claim.RequestSuccession;
import cn.biaozhengtong.enterprise.claim.SettleClaim;
import cn.biaozhengtong.enterprise.dispute.RaiseDispute;
import cn.biaozhengtong.enterprise.membership.EndMembership;
import cn.biaozhengtong.enterprise.membership.Memberships;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.EnterpriseId;
import cn.biaozhengtong.kit.test.RealServers;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// What happens between the request of a successor and his download, on the real database.
@SpringBootTest
@RealServers
@Import({TestDirectory.class, Registered.class})
class SuccessionsTest {
    @Autowired private Registered registered;
    @Autowired private RaiseDispute raise;
    @Autowired private DecideDispute decide;
    @Autowired private FreezeEnterprise freeze;
    @Autowired private RequestSuccession succession;
    @Autowired private SettleClaim settle;
    @Autowired private ReadClaim claims;
    @Autowired private EndMembership end;
    @Autowired private Memberships memberships;
    @Autowired private TransactionTemplate transactions;
    @Autowired private JdbcClient database;

    private final AccountId administrator = AccountId.random();

    private List<String> told(EnterpriseId enterprise) {
        return database.sql("SELECT event_type FROM outbox WHERE event_key = ? ORDER BY id")
                .param(enterprise.toString())
                .query(String.class)
                .list();
    }

    @Test
    void item15_aSuccession_isVoid_whenItsFactsChanged() {
        EnterpriseId enterprise = registered.enterprise(411, "接任失效有限公司", administrator);
        AccountId agent = registered.agent(enterprise);
        AccountId other = registered.agent(enterprise);
        UUID id = reserved(agent, enterprise, 411, "接任失效有限公司");
        assertThat(claims.read(id).stands()).isTrue();
        end.remove(administrator, enterprise, agent);
        assertThat(claims.read(id).stands()).isFalse();
        int before = told(enterprise).size();
        settle.confirm(id);
        assertThat(memberships.administrator(enterprise)).contains(administrator);
        assertThat(memberships.isAgent(agent, enterprise)).isFalse();
        assertThat(told(enterprise)).hasSize(before);

        UUID second = reserved(other, enterprise, 411, "接任失效有限公司");
        AccountId third = registered.agent(enterprise);
        transactions.executeWithoutResult(
                status -> memberships.handOver(administrator, enterprise, third));
        assertThat(claims.read(second).stands()).isFalse();
        settle.confirm(second);
        settle.confirm(second);
        assertThat(memberships.administrator(enterprise)).contains(third);
        assertThat(memberships.isAgent(other, enterprise)).isTrue();

        UUID late = reserved(other, enterprise, 411, "接任失效有限公司");
        assertThat(claims.read(late).stands()).isTrue();
        database.sql("UPDATE claim SET reserved_at = reserved_at - INTERVAL 61 DAY WHERE id = ?")
                .param(late.toString())
                .update();
        assertThat(claims.read(late).stands()).isFalse();
    }

    private UUID reserved(AccountId account, EnterpriseId enterprise, int number, String name) {
        UUID id = succession.request(account, enterprise, Registered.statement(number, name));
        settle.reserve(id);
        return id;
    }

    @Test
    void item15_whoWasRemoved_isNotAskedForAgain_andKeepsNobodyOut() {
        EnterpriseId enterprise = registered.enterprise(412, "接任占位有限公司", administrator);
        AccountId agent = registered.agent(enterprise);
        AccountId other = registered.agent(enterprise);
        UUID id = reserved(agent, enterprise, 412, "接任占位有限公司");
        refused(ClaimProblem.being_changed, () -> reserved(other, enterprise, 412, "接任占位有限公司"));
        end.remove(administrator, enterprise, agent);
        reserved(other, enterprise, 412, "接任占位有限公司");
        // Taken back, he asks anew.
        registered.agent(agent, enterprise);
        assertThat(claims.read(id).stands()).isFalse();
        int before = told(enterprise).size();
        settle.confirm(id);
        settle.confirm(id);
        assertThat(told(enterprise)).hasSize(before);
    }

    @Test
    void item15_whatAnOperatorFrozeAfterTheRequest_heAloneReleases() {
        EnterpriseId enterprise = registered.enterprise(415, "接任冻结有限公司", administrator);
        AccountId agent = registered.agent(enterprise);
        UUID id = reserved(agent, enterprise, 415, "接任冻结有限公司");
        freeze.freeze("admin-chen", enterprise, "疑似冒用");
        settle.confirm(id);
        assertThat(memberships.administrator(enterprise)).contains(agent);
        assertThat(memberships.role(agent, enterprise)).isEmpty();
        assertThat(told(enterprise)).doesNotContain("enterprise.enterprise.unfrozen.v1");
    }

    @Test
    void item15_oneLeftLying_keepsNobodyOut() {
        EnterpriseId enterprise = registered.enterprise(413, "接任遗留有限公司", administrator);
        AccountId first = registered.agent(enterprise);
        AccountId second = registered.agent(enterprise);
        UUID id = reserved(first, enterprise, 413, "接任遗留有限公司");
        database.sql("UPDATE claim SET reserved_at = reserved_at - INTERVAL 61 DAY WHERE id = ?")
                .param(id.toString())
                .update();
        UUID next = reserved(second, enterprise, 413, "接任遗留有限公司");
        settle.confirm(next);
        assertThat(memberships.administrator(enterprise)).contains(second);
    }

    @Test
    void item15_removedWhileItIsConfirmed_oneOfBothHappens() throws Exception {
        for (int i = 0; i < 6; i++) {
            String name = "接任竞态有限公司" + i;
            EnterpriseId enterprise = registered.enterprise(420 + i, name, administrator);
            AccountId agent = registered.agent(enterprise);
            UUID id = reserved(agent, enterprise, 420 + i, name);
            CompletableFuture<Void> removed =
                    CompletableFuture.runAsync(() -> end.remove(administrator, enterprise, agent));
            settle.confirm(id);
            boolean gone = removed.handle((ok, e) -> e == null).get(30, TimeUnit.SECONDS);
            boolean succeeded = memberships.administrator(enterprise).orElseThrow().equals(agent);
            assertThat(gone).isNotEqualTo(succeeded);
        }
    }

    @Test
    void item15_removedInTheMiddleOfAConfirmation_heWaitsForIt() throws Exception {
        EnterpriseId enterprise = registered.enterprise(430, "接任等待有限公司", administrator);
        AccountId agent = registered.agent(enterprise);
        CompletableFuture<Void> removed =
                transactions.execute(status -> {
                    memberships.lock(enterprise);
                    CompletableFuture<Void> out =
                            CompletableFuture.runAsync(
                                    () -> end.remove(administrator, enterprise, agent));
                    pause();
                    assertThat(out).isNotDone();
                    assertThat(memberships.isAgent(agent, enterprise)).isTrue();
                    return out;
                });
        removed.get(30, TimeUnit.SECONDS);
    }

    private static void pause() {
        try {
            Thread.sleep(Duration.ofMillis(500));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void item15_anUpheldDispute_isGoodForOneSuccession() throws Exception {
        EnterpriseId enterprise = registered.enterprise(414, "争议一次有限公司", administrator);
        AccountId rightful = AccountId.random();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(20, 20, BufferedImage.TYPE_INT_RGB), "png", out);
        UUID dispute =
                raise.raise(
                        rightful,
                        Registered.uscc(414).value(),
                        "营业执照在我公司",
                        List.of(new ByteArrayResource(out.toByteArray())));
        decide.decide("admin-chen", dispute, DecideDispute.Decision.upheld, "经核实");
        settle.confirm(reserved(rightful, enterprise, 414, "争议一次有限公司"));
        assertThat(memberships.administrator(enterprise)).contains(rightful);
        AccountId heir = registered.agent(enterprise);
        transactions.executeWithoutResult(
                status -> memberships.handOver(rightful, enterprise, heir));
        end.remove(heir, enterprise, rightful);
        refused(
                ClaimProblem.enterprise_unknown,
                () -> reserved(rightful, enterprise, 414, "争议一次有限公司"));
    }
}
