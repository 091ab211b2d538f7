package cn.biaozhengtong.enterprise.delegation;

import static cn.biaozhengtong.kit.test.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.enterprise.Registered;
import cn.biaozhengtong.enterprise.TestDirectory;
import cn.biaozhengtong.enterprise.delegation.Delegation.SubjectKind;
import cn.biaozhengtong.enterprise.membership.EndMembership;
import cn.biaozhengtong.enterprise.membership.MembershipProblem;
import cn.biaozhengtong.enterprise.membership.Memberships;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.EnterpriseId;
import cn.biaozhengtong.kit.test.RealServers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;

/// R17 on the real database.
@SpringBootTest
@RealServers
@Import({TestDirectory.class, Registered.class, DelegationsTest.Seals.class})
class DelegationsTest {
    /// In place of seal-service: one seal of whomever.
    @TestConfiguration
    static class Seals {
        static final UUID ONE = UUID.randomUUID();

        @Bean
        @Primary
        SealInventory inventory() {
            return (enterprise, seal) -> seal.equals(ONE);
        }
    }

    @Autowired private Registered registered;
    @Autowired private Delegate delegate;
    @Autowired private UsePower power;
    @Autowired private EndMembership end;
    @Autowired private Memberships memberships;
    @Autowired private JdbcClient database;

    private final AccountId administrator = AccountId.random();

    private static Delegate.Grant grant(AccountId agent, int uses) {
        return new Delegate.Grant(
                agent,
                SubjectKind.certificate,
                "",
                Set.of("ANSTEEL"),
                Set.of("login", "sign"),
                uses,
                Instant.now().plus(Duration.ofDays(30)));
    }

    private static Delegation.Use use(String platform, String kind) {
        return new Delegation.Use(
                UUID.randomUUID().toString(), SubjectKind.certificate, "", platform, kind);
    }

    @Test
    void R17_anAgent_mayWhatWasGranted_andNothingElse() {
        EnterpriseId enterprise = registered.enterprise(301, "授权测试有限公司", administrator);
        AccountId agent = registered.agent(enterprise);
        assertThat(power.use(administrator, enterprise, List.of(use("ANSTEEL", "decrypt"))))
                .isTrue();
        assertThat(power.use(agent, enterprise, List.of(use("ANSTEEL", "login")))).isFalse();
        delegate.grant(administrator, enterprise, grant(agent, 100));
        assertThat(power.use(agent, enterprise, List.of(use("ANSTEEL", "login")))).isTrue();
        assertThat(power.use(agent, enterprise, List.of(use("ANSTEEL", "decrypt")))).isFalse();
        assertThat(power.use(agent, enterprise, List.of(use("OTHER", "login")))).isFalse();
        Delegation.Use seal =
                new Delegation.Use("u", SubjectKind.seal, "a-seal", "ANSTEEL", "sign");
        assertThat(power.use(agent, enterprise, List.of(seal))).isFalse();
        assertThat(power.use(AccountId.random(), enterprise, List.of(use("ANSTEEL", "login"))))
                .isFalse();
        assertThat(delegate.visibleTo(agent, enterprise))
                .singleElement()
                .satisfies(it -> assertThat(it.usesSpent()).isEqualTo(1));
    }

    @Test
    void R17_uses_areCountedOnceEach_andNeverMoreThanAllowed() throws Exception {
        EnterpriseId enterprise = registered.enterprise(302, "授权测试二有限公司", administrator);
        AccountId agent = registered.agent(enterprise);
        delegate.grant(administrator, enterprise, grant(agent, 3));
        Delegation.Use same = use("ANSTEEL", "sign");
        for (int i = 0; i < 5; i++) {
            assertThat(power.use(agent, enterprise, List.of(same))).isTrue();
        }
        AtomicInteger allowed = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            threads.add(
                    Thread.startVirtualThread(() -> {
                        if (power.use(agent, enterprise, List.of(use("ANSTEEL", "sign")))) {
                            allowed.incrementAndGet();
                        }
                    }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(allowed).hasValue(2);
        assertThat(power.mayUse(agent, enterprise, List.of(use("ANSTEEL", "sign")))).isFalse();
    }

    @Test
    void R17_endedExpired_andOfWhoLeft_areWorthNothing() {
        EnterpriseId enterprise = registered.enterprise(303, "授权测试三有限公司", administrator);
        AccountId agent = registered.agent(enterprise);
        UUID id = delegate.grant(administrator, enterprise, grant(agent, 10));
        assertThat(power.mayUse(agent, enterprise, List.of(use("ANSTEEL", "login")))).isTrue();
        delegate.end(administrator, enterprise, id);
        assertThat(power.mayUse(agent, enterprise, List.of(use("ANSTEEL", "login")))).isFalse();
        refused(
                DelegationProblem.delegation_unknown,
                () -> delegate.end(administrator, enterprise, id));
        UUID second = delegate.grant(administrator, enterprise, grant(agent, 10));
        database.sql("UPDATE delegation SET until = NOW(6) - INTERVAL 1 DAY WHERE id = ?")
                .param(second.toString())
                .update();
        assertThat(power.mayUse(agent, enterprise, List.of(use("ANSTEEL", "login")))).isFalse();
        delegate.grant(administrator, enterprise, grant(agent, 10));
        end.leave(agent, enterprise);
        memberships.addAgent(agent, enterprise);
        assertThat(power.mayUse(agent, enterprise, List.of(use("ANSTEEL", "login")))).isFalse();
    }

    @Test
    void R17_onlyTheAdministratorGrants_andOnlyToAgents() {
        EnterpriseId enterprise = registered.enterprise(304, "授权测试四有限公司", administrator);
        AccountId agent = registered.agent(enterprise);
        refused(
                MembershipProblem.enterprise_unknown,
                () -> delegate.grant(agent, enterprise, grant(agent, 1)));
        refused(
                DelegationProblem.agent_unknown,
                () -> delegate.grant(administrator, enterprise, grant(administrator, 1)));
        refused(
                DelegationProblem.seal_missing,
                () ->
                        delegate.grant(
                                administrator,
                                enterprise,
                                new Delegate.Grant(
                                        agent,
                                        SubjectKind.seal,
                                        "",
                                        Set.of(),
                                        Set.of("sign"),
                                        1,
                                        Instant.now().plusSeconds(60))));
    }

    private static Delegate.Grant seal(AccountId agent, String seal) {
        return new Delegate.Grant(
                agent,
                SubjectKind.seal,
                seal,
                Set.of(),
                Set.of("seal"),
                2,
                Instant.now().plusSeconds(600));
    }

    @Test
    void R17_aSeal_isDelegatedWhereThereIsOne_countedPerDocument_andToldOthers() {
        EnterpriseId enterprise = registered.enterprise(305, "授权测试五有限公司", administrator);
        AccountId agent = registered.agent(enterprise);
        for (String none : List.of(UUID.randomUUID().toString(), "seal", Seals.ONE + "'")) {
            refused(
                    DelegationProblem.seal_unknown,
                    () -> delegate.grant(administrator, enterprise, seal(agent, none)));
        }
        UUID id = delegate.grant(administrator, enterprise, seal(agent, Seals.ONE.toString()));
        assertThat(power.delegates(enterprise, Seals.ONE)).containsExactly(agent);
        for (String document : List.of("s:0", "s:1", "s:0")) {
            assertThat(power.use(agent, enterprise, List.of(sealing(document)))).isTrue();
        }
        assertThat(power.use(agent, enterprise, List.of(sealing("s:2")))).isFalse();
        // What was counted goes on: a mistyped PIN costs no second use.
        assertThat(power.mayUse(agent, enterprise, List.of(sealing("s:1")))).isTrue();
        assertThat(power.mayUse(agent, enterprise, List.of(sealing("s:2")))).isFalse();
        delegate.end(administrator, enterprise, id);
        assertThat(told(enterprise))
                .containsExactly(
                        "enterprise.delegation.granted.v1", "enterprise.delegation.ended.v1");
    }

    @Test
    void R17_severalDocuments_countTogether_orNotAtAll_andAUseIdIsGoodForWhatItWasCountedFor() {
        EnterpriseId enterprise = registered.enterprise(306, "授权测试六有限公司", administrator);
        AccountId agent = registered.agent(enterprise);
        delegate.grant(administrator, enterprise, seal(agent, Seals.ONE.toString()));
        List<Delegation.Use> three = List.of(sealing("t:0"), sealing("t:1"), sealing("t:2"));
        assertThat(power.mayUse(agent, enterprise, three)).isFalse();
        assertThat(power.use(agent, enterprise, three)).isFalse();
        List<Delegation.Use> two = three.subList(1, 3);
        assertThat(power.mayUse(agent, enterprise, two)).isTrue();
        assertThat(power.use(agent, enterprise, two)).isTrue();
        assertThat(power.use(agent, enterprise, two)).isTrue();
        assertThat(power.mayUse(agent, enterprise, List.of(sealing("t:3")))).isFalse();
        Delegation.Use another =
                new Delegation.Use(
                        "t:1", SubjectKind.seal, UUID.randomUUID().toString(), "ANSTEEL", "seal");
        assertThat(power.mayUse(agent, enterprise, List.of(another))).isFalse();
        assertThat(power.use(agent, enterprise, List.of(another))).isFalse();
    }

    private static Delegation.Use sealing(String document) {
        return new Delegation.Use(
                document, SubjectKind.seal, Seals.ONE.toString(), "ANSTEEL", "seal");
    }

    private List<String> told(EnterpriseId enterprise) {
        return database.sql(
                        """
                        SELECT event_type FROM outbox WHERE topic = 'enterprise.delegation' AND event_key = ? ORDER BY id\
                        """)
                .param(enterprise.toString())
                .query(String.class)
                .list();
    }
}
