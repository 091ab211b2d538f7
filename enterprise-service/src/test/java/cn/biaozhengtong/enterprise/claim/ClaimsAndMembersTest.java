package cn.biaozhengtong.enterprise.claim;

import static cn.biaozhengtong.kit.test.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.biaozhengtong.enterprise.TestDirectory;
import cn.biaozhengtong.enterprise.membership.ApproveJoin;
import cn.biaozhengtong.enterprise.membership.EndMembership;
import cn.biaozhengtong.enterprise.membership.ListJoins;
import cn.biaozhengtong.enterprise.membership.ListMembers;
import cn.biaozhengtong.enterprise.membership.MembershipProblem;
import cn.biaozhengtong.enterprise.membership.Memberships;
import cn.biaozhengtong.enterprise.membership.RequestJoin;
import cn.biaozhengtong.enterprise.membership.ReturnJoin;
import cn.biaozhengtong.enterprise.membership.Role;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.EnterpriseId;
import cn.biaozhengtong.kit.problem.ProblemException;
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

/// R12–R15 on the real database; the directory of accounts answers from a fixed phone number.
@SpringBootTest
@RealServers
@Import(TestDirectory.class)
class ClaimsAndMembersTest {
    @Autowired private ClaimEnterprise claim;
    @Autowired private ChangeEnterprise change;
    @Autowired private ReadClaim read;
    @Autowired private SettleClaim settle;
    @Autowired private SearchEnterprises search;
    @Autowired private Memberships memberships;
    @Autowired private RequestJoin request;
    @Autowired private ApproveJoin approve;
    @Autowired private ReturnJoin giveBack;
    @Autowired private ListJoins list;
    @Autowired private ListMembers members;
    @Autowired private EndMembership end;

    private final AccountId claimer = AccountId.random();

    static Uscc uscc(int number) {
        String body = "91210300MA%07d".formatted(number);
        return new Uscc(body + Uscc.check(body + "0"));
    }

    private UUID draft(AccountId account, Uscc uscc) {
        return claim.claim(
                account,
                new ClaimEnterprise.Statement(
                        uscc,
                        "鞍山测试有限公司",
                        "王五",
                        LegalIdType.resident_id,
                        "11010519491231002X",
                        null));
    }

    private EnterpriseId registered(Uscc uscc) {
        UUID id = draft(claimer, uscc);
        settle.reserve(id);
        settle.confirm(id);
        return Objects.requireNonNull(search.byUscc(uscc).id());
    }

    @Test
    void reserve_twentyClaimsAtOnce_oneWins() throws Exception {
        Uscc uscc = uscc(1);
        List<UUID> claims = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            claims.add(draft(AccountId.random(), uscc));
        }
        AtomicInteger won = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (UUID id : claims) {
            threads.add(
                    Thread.startVirtualThread(() -> {
                        try {
                            settle.reserve(id);
                            won.incrementAndGet();
                        } catch (ProblemException e) {
                            assertThat(e.problem()).isEqualTo(ClaimProblem.being_claimed);
                        }
                    }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(won).hasValue(1);
        assertThat(search.byUscc(uscc).offer()).isEqualTo(SearchEnterprises.Offer.none);
    }

    @Test
    void saga_everyCommandTwice_changesNothingMore() {
        Uscc uscc = uscc(2);
        UUID id = draft(claimer, uscc);
        settle.reserve(id);
        settle.reserve(id);
        settle.confirm(id);
        settle.confirm(id);
        assertThat(search.byUscc(uscc).offer()).isEqualTo(SearchEnterprises.Offer.join);
        assertThat(memberships.of(claimer)).anyMatch(m -> m.uscc().equals(uscc.value()));
        assertThatThrownBy(() -> draft(AccountId.random(), uscc))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void release_freesTheEnterpriseForAnother() {
        Uscc uscc = uscc(3);
        UUID first = draft(claimer, uscc);
        UUID second = draft(AccountId.random(), uscc);
        settle.reserve(first);
        settle.release(first);
        settle.release(first);
        assertThat(search.byUscc(uscc).offer()).isEqualTo(SearchEnterprises.Offer.claim);
        settle.reserve(second);
        assertThatThrownBy(() -> settle.confirm(first)).isInstanceOf(ProblemException.class);
    }

    /// An order that is cancelled before it was submitted.
    @Test
    void release_ofADraft_thatNothingWasReservedFor_isDone() {
        Uscc uscc = uscc(31);
        UUID first = draft(claimer, uscc);
        settle.release(first);
        settle.release(first);
        UUID second = draft(claimer, uscc);
        settle.reserve(second);
        settle.release(first);
        assertThatThrownBy(() -> draft(AccountId.random(), uscc))
                .isInstanceOf(ProblemException.class);
    }

    private static ClaimEnterprise.Statement renamed(Uscc uscc) {
        return new ClaimEnterprise.Statement(
                uscc, "鞍山改名有限公司", "赵六", LegalIdType.resident_id, "11010519491231002X", null);
    }

    @Test
    void R18_change_isInForceWhenConfirmed_andNotWhenReleased() {
        Uscc uscc = uscc(11);
        EnterpriseId enterprise = registered(uscc);
        UUID given = change.change(claimer, enterprise, renamed(uscc));
        settle.reserve(given);
        settle.release(given);
        settle.release(given);
        assertThat(read.inForce(enterprise).name()).isEqualTo("鞍山测试有限公司");
        assertThat(search.byUscc(uscc).offer()).isEqualTo(SearchEnterprises.Offer.join);
        UUID taken = change.change(claimer, enterprise, renamed(uscc));
        settle.reserve(taken);
        assertThat(read.inForce(enterprise).name()).isEqualTo("鞍山测试有限公司");
        settle.confirm(taken);
        settle.confirm(taken);
        assertThat(read.inForce(enterprise).name()).isEqualTo("鞍山改名有限公司");
        assertThat(read.inForce(enterprise).legalPerson()).isEqualTo("赵六");
        assertThat(memberships.administrator(enterprise)).contains(claimer);
    }

    @Test
    void R18_change_isTheAdministratorsAlone_ofTheSameCode_oneAtATime() {
        Uscc uscc = uscc(12);
        EnterpriseId enterprise = registered(uscc);
        refused(
                ClaimProblem.enterprise_unknown,
                () -> change.change(AccountId.random(), enterprise, renamed(uscc)));
        refused(
                ClaimProblem.enterprise_unknown,
                () -> change.change(claimer, EnterpriseId.random(), renamed(uscc)));
        refused(
                ClaimProblem.uscc_changed,
                () -> change.change(claimer, enterprise, renamed(uscc(13))));
        UUID first = change.change(claimer, enterprise, renamed(uscc));
        UUID second = change.change(claimer, enterprise, renamed(uscc));
        settle.reserve(first);
        settle.reserve(first);
        refused(ClaimProblem.being_changed, () -> settle.reserve(second));
        settle.confirm(first);
        settle.reserve(second);
    }

    @Test
    void join_approvedByTheAdministrator_makesAnAgent() {
        EnterpriseId enterprise = registered(uscc(4));
        AccountId applicant = AccountId.random();
        UUID id = request.request(applicant, enterprise, "王五", "13800000000");
        assertThatThrownBy(() -> approve.approve(AccountId.random(), id))
                .isInstanceOf(ProblemException.class);
        approve.approve(claimer, id);
        assertThat(memberships.role(applicant, enterprise)).contains(Role.agent);
        assertThatThrownBy(() -> approve.approve(claimer, id)).isInstanceOf(ProblemException.class);
    }

    @Test
    void join_returned_leavesNoMember() {
        EnterpriseId enterprise = registered(uscc(5));
        AccountId applicant = AccountId.random();
        UUID id = request.request(applicant, enterprise, "王五", "13800000000");
        giveBack.giveBack(claimer, id, "不认识");
        assertThat(memberships.role(applicant, enterprise)).isEmpty();
    }

    @Test
    void join_mismatch_answersAlikeAndReachesNobody() {
        EnterpriseId enterprise = registered(uscc(6));
        AccountId applicant = AccountId.random();
        UUID id = request.request(applicant, enterprise, "王五", "13811111111");
        assertThat(list.visibleTo(claimer)).noneMatch(row -> row.id().equals(id));
        assertThat(list.visibleTo(applicant)).anyMatch(row -> row.id().equals(id));
        assertThatThrownBy(() -> approve.approve(claimer, id)).isInstanceOf(ProblemException.class);
    }

    private AccountId agentOf(EnterpriseId enterprise) {
        AccountId agent = AccountId.random();
        approve.approve(claimer, request.request(agent, enterprise, "王五", "13800000000"));
        return agent;
    }

    @Test
    void R16_removed_orLeft_hasNoRoleFromThatMoment_andMayJoinAgain() {
        EnterpriseId enterprise = registered(uscc(20));
        AccountId agent = agentOf(enterprise);
        AccountId other = agentOf(enterprise);
        assertThat(members.visibleTo(claimer, enterprise))
                .extracting(ListMembers.Row::role)
                .containsExactly("administrator", "agent", "agent");
        assertThat(members.visibleTo(agent, enterprise))
                .extracting(ListMembers.Row::accountId)
                .containsExactly(claimer, agent);
        end.remove(claimer, enterprise, agent);
        assertThat(memberships.role(agent, enterprise)).isEmpty();
        end.leave(other, enterprise);
        assertThat(memberships.of(other)).isEmpty();
        approve.approve(claimer, request.request(agent, enterprise, "王五", "13800000000"));
        assertThat(memberships.role(agent, enterprise)).contains(Role.agent);
    }

    @Test
    void R16_strangersAndAgents_removeNobody_andTheAdministratorHandsOverFirst() {
        EnterpriseId enterprise = registered(uscc(21));
        AccountId agent = agentOf(enterprise);
        AccountId stranger = AccountId.random();
        refused(
                MembershipProblem.enterprise_unknown,
                () -> end.remove(stranger, enterprise, agent));
        refused(MembershipProblem.enterprise_unknown, () -> end.remove(agent, enterprise, claimer));
        refused(MembershipProblem.enterprise_unknown, () -> end.leave(stranger, enterprise));
        refused(
                MembershipProblem.enterprise_unknown,
                () -> members.visibleTo(stranger, enterprise));
        refused(MembershipProblem.hand_over_first, () -> end.leave(claimer, enterprise));
        refused(MembershipProblem.hand_over_first, () -> end.remove(claimer, enterprise, claimer));
        refused(MembershipProblem.member_unknown, () -> end.remove(claimer, enterprise, stranger));
        assertThat(memberships.role(agent, enterprise)).contains(Role.agent);
    }
}
