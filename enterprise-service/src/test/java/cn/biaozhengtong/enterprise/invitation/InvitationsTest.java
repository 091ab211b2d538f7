package cn.biaozhengtong.enterprise.invitation;

import static cn.biaozhengtong.kit.test.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.enterprise.Registered;
import cn.biaozhengtong.enterprise.TestDirectory;
import cn.biaozhengtong.enterprise.history.History;
import cn.biaozhengtong.enterprise.membership.MembershipProblem;
import cn.biaozhengtong.enterprise.membership.Memberships;
import cn.biaozhengtong.enterprise.membership.Role;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.EnterpriseId;
import cn.biaozhengtong.kit.test.RealServers;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/// R16, R18 on the real database.
@SpringBootTest
@RealServers
@Import({TestDirectory.class, Registered.class})
class InvitationsTest {
    @Autowired private Registered registered;
    @Autowired private Invite invite;
    @Autowired private AcceptInvitation accept;
    @Autowired private Memberships memberships;
    @Autowired private History history;
    @Autowired private JdbcClient database;

    private final AccountId administrator = AccountId.random();

    private String qr(EnterpriseId enterprise) {
        String link = Objects.requireNonNull(invite.byQr(administrator, enterprise).link());
        return link.substring(link.lastIndexOf('/') + 1);
    }

    @Test
    void R16_aQr_isGoodForTheFirstWhoAccepts() throws Exception {
        EnterpriseId enterprise = registered.enterprise(101, "邀请测试有限公司", administrator);
        String token = qr(enterprise);
        assertThat(accept.preview(AccountId.random(), token).enterpriseName())
                .isEqualTo("邀请测试有限公司");
        AtomicInteger joined = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            threads.add(
                    Thread.startVirtualThread(() -> {
                        accept.accept(AccountId.random(), token);
                        joined.incrementAndGet();
                    }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(joined).hasValue(1);
        assertThat(history.page(enterprise, Long.MAX_VALUE, 10))
                .extracting(History.Entry::action)
                .containsExactly("membership.joined", "invitation.sent", "enterprise.registered");
        refused(
                InvitationProblem.invitation_unknown,
                () -> accept.accept(AccountId.random(), "no such token"));
    }

    @Test
    void R16_byPhone_isGoodForThatNumberOnly_andMayBeWithdrawn() {
        EnterpriseId enterprise = registered.enterprise(102, "邀请测试二有限公司", administrator);
        AccountId invited = AccountId.random();
        TestDirectory.PHONES.put(invited, "13900001111");
        invite.byPhone(administrator, enterprise, "+86 139-0000-1111");
        String token = Objects.requireNonNull(TestDirectory.INVITED.get("13900001111"));
        refused(
                InvitationProblem.invitation_unknown,
                () -> accept.accept(AccountId.random(), token));
        accept.accept(invited, token);
        assertThat(memberships.role(invited, enterprise)).contains(Role.agent);
        UUID second = invite.byPhone(administrator, enterprise, "13900001112").id();
        assertThat(invite.sent(administrator, enterprise))
                .extracting(Invite.Sent::maskedPhone, Invite.Sent::state)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("139****1112", "open"),
                        org.assertj.core.groups.Tuple.tuple("139****1111", "accepted"));
        invite.withdraw(administrator, enterprise, second);
        AccountId late = AccountId.random();
        TestDirectory.PHONES.put(late, "13900001112");
        String withdrawn = Objects.requireNonNull(TestDirectory.INVITED.get("13900001112"));
        refused(InvitationProblem.invitation_unknown, () -> accept.accept(late, withdrawn));
    }

    @Test
    void R16_onlyTheAdministratorInvites_andAnInvitationEndsWithHisRole_orItsTime() {
        EnterpriseId enterprise = registered.enterprise(103, "邀请测试三有限公司", administrator);
        AccountId agent = registered.agent(enterprise);
        refused(MembershipProblem.enterprise_unknown, () -> invite.byQr(agent, enterprise));
        refused(
                InvitationProblem.phone_invalid,
                () -> invite.byPhone(administrator, enterprise, "12345"));
        String old = qr(enterprise);
        database.sql("UPDATE invitation SET expires_at = created_at").update();
        refused(InvitationProblem.invitation_unknown, () -> accept.accept(AccountId.random(), old));
        String token = qr(enterprise);
        database.sql("INSERT INTO suspended_account (account_id, since) VALUES (?, NOW(6))")
                .param(administrator.toString())
                .update();
        refused(
                InvitationProblem.invitation_unknown,
                () -> accept.accept(AccountId.random(), token));
        database.sql("DELETE FROM suspended_account").update();
        refused(InvitationProblem.already_member, () -> accept.accept(agent, token));
        accept.accept(AccountId.random(), token);
    }

    @Test
    void R18_aMemberOfSeveral_switches() {
        EnterpriseId one = registered.enterprise(104, "切换测试一有限公司", administrator);
        EnterpriseId two = registered.enterprise(105, "切换测试二有限公司", administrator);
        memberships.choose(administrator, two);
        memberships.choose(administrator, one);
        assertThat(memberships.of(administrator))
                .filteredOn(Memberships.Membership::current)
                .extracting(Memberships.Membership::enterpriseId)
                .containsExactly(one);
        refused(
                MembershipProblem.enterprise_unknown,
                () -> memberships.choose(AccountId.random(), one));
    }
}
