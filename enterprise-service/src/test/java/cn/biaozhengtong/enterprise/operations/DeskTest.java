package cn.biaozhengtong.enterprise.operations;

import static cn.biaozhengtong.kit.test.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.enterprise.Registered;
import cn.biaozhengtong.enterprise.TestDirectory;
import cn.biaozhengtong.enterprise.claim.ClaimProblem;
import cn.biaozhengtong.enterprise.claim.RequestSuccession;
import cn.biaozhengtong.enterprise.claim.SettleClaim;
import cn.biaozhengtong.enterprise.dispute.DisputeProblem;
import cn.biaozhengtong.enterprise.dispute.Disputes;
import cn.biaozhengtong.enterprise.dispute.RaiseDispute;
import cn.biaozhengtong.enterprise.history.History;
import cn.biaozhengtong.enterprise.membership.FollowAccount;
import cn.biaozhengtong.enterprise.membership.Memberships;
import cn.biaozhengtong.enterprise.membership.Role;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.EnterpriseId;
import cn.biaozhengtong.kit.intake.IntakeProblem;
import cn.biaozhengtong.kit.test.RealServers;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// R16's reviewed succession and what operators do with enterprises, on the real database.
@SpringBootTest
@RealServers
@Import({TestDirectory.class, Registered.class})
class DeskTest {
    @Autowired private Registered registered;
    @Autowired private RaiseDispute raise;
    @Autowired private DecideDispute decide;
    @Autowired private Disputes disputes;
    @Autowired private FreezeEnterprise freeze;
    @Autowired private FindEnterprises find;
    @Autowired private RequestSuccession succession;
    @Autowired private SettleClaim settle;
    @Autowired private Memberships memberships;
    @Autowired private CopyPersonalData copy;
    @Autowired private FollowAccount follow;
    @Autowired private TransactionTemplate transactions;
    @Autowired private JdbcClient database;

    private final AccountId administrator = AccountId.random();

    private static ByteArrayResource picture() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(20, 20, BufferedImage.TYPE_INT_RGB), "png", out);
        return new ByteArrayResource(out.toByteArray());
    }

    @Test
    void R16_anAdministratorWhoIsGone_isReplacedAfterAReview() {
        EnterpriseId enterprise = registered.enterprise(401, "接任测试有限公司", administrator);
        AccountId agent = registered.agent(enterprise);
        refused(
                ClaimProblem.enterprise_unknown,
                () ->
                        succession.request(
                                AccountId.random(),
                                enterprise,
                                Registered.statement(401, "接任测试有限公司")));
        UUID id = succession.request(agent, enterprise, Registered.statement(401, "接任测试有限公司"));
        settle.reserve(id);
        assertThat(memberships.administrator(enterprise)).contains(administrator);
        settle.release(id);
        settle.reserve(id);
        settle.confirm(id);
        settle.confirm(id);
        assertThat(memberships.administrator(enterprise)).contains(agent);
        assertThat(memberships.role(administrator, enterprise)).isEmpty();
        assertThat(find.view(enterprise).history())
                .extracting(History.Entry::action)
                .contains("membership.succeeded", "enterprise.changed");
    }

    @Test
    void aDispute_upheld_freezes_andLetsTheComplainantSucceed() throws Exception {
        EnterpriseId enterprise = registered.enterprise(402, "争议测试有限公司", administrator);
        AccountId rightful = AccountId.random();
        String uscc = Registered.uscc(402).value();
        UUID id = raise.raise(rightful, uscc, "营业执照在我公司", List.of(picture()));
        refused(
                DisputeProblem.dispute_open,
                () -> raise.raise(rightful, uscc, "again", List.of(picture())));
        assertThat(disputes.in(Disputes.State.open)).extracting(Disputes.Dispute::id).contains(id);
        assertThat(disputes.evidence(id, 0)).isNotEmpty();
        decide.decide("admin-chen", id, DecideDispute.Decision.upheld, "经核实营业执照原件");
        refused(
                DisputeProblem.dispute_decided,
                () -> decide.decide("admin-chen", id, DecideDispute.Decision.dismissed, "x"));
        assertThat(memberships.role(administrator, enterprise)).isEmpty();
        UUID claim =
                succession.request(rightful, enterprise, Registered.statement(402, "争议测试有限公司"));
        settle.reserve(claim);
        settle.confirm(claim);
        assertThat(memberships.role(rightful, enterprise)).contains(Role.administrator);
        assertThat(find.view(enterprise).frozen()).isFalse();
        // Whoever froze certificates when it was frozen hears of the end.
        assertThat(told(enterprise))
                .containsSubsequence(
                        "enterprise.enterprise.frozen.v1", "enterprise.enterprise.unfrozen.v1");
    }

    private List<String> told(EnterpriseId enterprise) {
        return database.sql("SELECT event_type FROM outbox WHERE event_key = ? ORDER BY id")
                .param(enterprise.toString())
                .query(String.class)
                .list();
    }

    @Test
    void aDispute_withoutPictures_isRefused_andDismissedOnesChangeNothing() throws Exception {
        EnterpriseId enterprise = registered.enterprise(403, "争议测试二有限公司", administrator);
        AccountId other = AccountId.random();
        String uscc = Registered.uscc(403).value();
        refused(DisputeProblem.evidence_refused, () -> raise.raise(other, uscc, "x", List.of()));
        refused(
                IntakeProblem.picture_type,
                () ->
                        raise.raise(
                                other,
                                uscc,
                                "x",
                                List.of(new ByteArrayResource(new byte[] {1, 2, 3}))));
        UUID id = raise.raise(other, uscc, "x", List.of(picture()));
        assertThat(copy.of(other).toString()).contains(id.toString(), uscc);
        assertThat(copy.of(administrator).toString()).contains("争议测试二有限公司", "11010519491231002X");
        decide.decide("admin-chen", id, DecideDispute.Decision.dismissed, "材料不足");
        assertThat(memberships.role(administrator, enterprise)).contains(Role.administrator);
        refused(
                ClaimProblem.enterprise_unknown,
                () ->
                        succession.request(
                                other, enterprise, Registered.statement(403, "争议测试二有限公司")));
    }

    @Test
    void P13_aFrozenEnterpriseOrAccount_hasNoPower_untilItIsLifted() {
        EnterpriseId enterprise = registered.enterprise(404, "冻结测试有限公司", administrator);
        freeze.freeze("support-zhou", enterprise, "涉嫌冒用");
        freeze.freeze("support-zhou", enterprise, "涉嫌冒用");
        assertThat(memberships.role(administrator, enterprise)).isEmpty();
        assertThat(memberships.of(administrator))
                .singleElement()
                .satisfies(it -> assertThat(it.frozen()).isTrue());
        freeze.unfreeze("admin-chen", enterprise, "核实无误");
        assertThat(memberships.role(administrator, enterprise)).contains(Role.administrator);
        transactions.executeWithoutResult(status -> follow.frozen(administrator));
        assertThat(memberships.role(administrator, enterprise)).isEmpty();
        transactions.executeWithoutResult(status -> follow.unfrozen(administrator));
        assertThat(memberships.role(administrator, enterprise)).contains(Role.administrator);
        AccountId agent = registered.agent(enterprise);
        transactions.executeWithoutResult(status -> follow.deleted(agent));
        assertThat(memberships.of(agent)).isEmpty();
        assertThat(find.byName("冻结测试有限公司")).hasSize(1);
    }
}
