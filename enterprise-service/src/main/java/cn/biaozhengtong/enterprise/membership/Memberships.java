package cn.biaozhengtong.enterprise.membership;

import cn.biaozhengtong.enterprise.person.PersonalData;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.EnterpriseId;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Who belongs to which enterprise. One administrator each: a UNIQUE key refuses a second.
@Component
public class Memberships implements PersonalData {
    private final JdbcClient database;
    private final Clock clock;

    Memberships(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /// @param current whether the account chose it last (切换企业)
    /// @param frozen whether an operator froze it: nothing may be done in its name
    public record Membership(
            EnterpriseId enterpriseId,
            String enterpriseName,
            String uscc,
            Role role,
            boolean current,
            boolean frozen) {}

    public void appointAdministrator(AccountId account, EnterpriseId enterprise) {
        insert(account, enterprise, Role.administrator, enterprise.toString());
    }

    public void addAgent(AccountId account, EnterpriseId enterprise) {
        insert(account, enterprise, Role.agent, null);
    }

    private void insert(
            AccountId account,
            EnterpriseId enterprise,
            Role role,
            @org.jspecify.annotations.Nullable String administers) {
        database.sql(
                        """
                        INSERT INTO membership (enterprise_id, account_id, role, since, administers)
                        VALUES (?, ?, ?, ?, ?)\
                        """)
                .param(enterprise.toString())
                .param(account.toString())
                .param(role.name())
                .param(Timestamp.from(clock.instant()))
                .param(administers)
                .update();
    }

    /// @return false when the account was no agent there; the administrator hands over instead
    @Transactional(propagation = Propagation.MANDATORY)
    boolean removeAgent(AccountId account, EnterpriseId enterprise) {
        return database.sql(
                                "DELETE FROM membership WHERE enterprise_id = ? AND account_id = ? AND role = 'agent'")
                        .params(enterprise.toString(), account.toString())
                        .update()
                == 1;
    }

    record Member(AccountId accountId, Role role, Instant since) {}

    /// The administrator first, then by the day they joined.
    List<Member> ofEnterprise(EnterpriseId enterprise) {
        return database.sql(
                        """
                        SELECT account_id, role, since FROM membership WHERE enterprise_id = ?
                        ORDER BY administers IS NULL, since LIMIT 500\
                        """)
                .param(enterprise.toString())
                .query((row, n) ->
                        new Member(
                                AccountId.of(row.getString(1)),
                                Role.valueOf(row.getString(2)),
                                row.getTimestamp(3).toInstant()))
                .list();
    }

    /// Empty also while the account or the enterprise is frozen: power rests, membership does not
    /// end.
    public Optional<Role> role(AccountId account, EnterpriseId enterprise) {
        return database.sql(
                        """
                        SELECT m.role FROM membership m JOIN enterprise e ON e.id = m.enterprise_id
                        WHERE m.enterprise_id = ? AND m.account_id = ? AND e.frozen_at IS NULL
                        AND NOT EXISTS (SELECT 1 FROM suspended_account s WHERE s.account_id = m.account_id)\
                        """)
                .params(enterprise.toString(), account.toString())
                .query(String.class)
                .optional()
                .map(Role::valueOf);
    }

    /// Held until the transaction ends: nobody who belongs now is removed, or hands over,
    /// meanwhile.
    @Transactional(propagation = Propagation.MANDATORY)
    public void lock(EnterpriseId enterprise) {
        database.sql("SELECT account_id FROM membership WHERE enterprise_id = ? FOR UPDATE")
                .param(enterprise.toString())
                .query(String.class)
                .list();
    }

    public Optional<AccountId> administrator(EnterpriseId enterprise) {
        return database.sql("SELECT account_id FROM membership WHERE administers = ?")
                .param(enterprise.toString())
                .query(String.class)
                .optional()
                .map(AccountId::of);
    }

    public List<Membership> of(AccountId account) {
        return database.sql(
                        """
                        SELECT m.enterprise_id, e.name, e.uscc, m.role, c.account_id IS NOT NULL,
                            e.frozen_at IS NOT NULL
                        FROM membership m JOIN enterprise e ON e.id = m.enterprise_id
                        LEFT JOIN current_enterprise c
                            ON c.account_id = m.account_id AND c.enterprise_id = m.enterprise_id
                        WHERE m.account_id = ? ORDER BY m.since\
                        """)
                .param(account.toString())
                .query((row, n) ->
                        new Membership(
                                EnterpriseId.of(row.getString(1)),
                                row.getString(2),
                                row.getString(3),
                                Role.valueOf(row.getString(4)),
                                row.getBoolean(5),
                                row.getBoolean(6)))
                .list();
    }

    /// Whatever rests: a frozen enterprise has its agents too.
    public boolean isAgent(AccountId account, EnterpriseId enterprise) {
        return database.sql(
                                "SELECT COUNT(*) FROM membership WHERE enterprise_id = ? AND account_id = ? AND role = 'agent'")
                        .params(enterprise.toString(), account.toString())
                        .query(Integer.class)
                        .single()
                == 1;
    }

    public String name(EnterpriseId enterprise) {
        return database.sql("SELECT name FROM enterprise WHERE id = ?")
                .param(enterprise.toString())
                .query(String.class)
                .single();
    }

    /// The enterprise that the account acts for from now on, as far as clients show it.
    @Transactional
    public void choose(AccountId account, EnterpriseId enterprise) {
        mustBelong(account, enterprise);
        database.sql("DELETE FROM current_enterprise WHERE account_id = ?")
                .param(account.toString())
                .update();
        database.sql("INSERT INTO current_enterprise (account_id, enterprise_id) VALUES (?, ?)")
                .params(account.toString(), enterprise.toString())
                .update();
    }

    /// @throws cn.biaozhengtong.kit.problem.ProblemException as if there were no such enterprise
    public Role mustBelong(AccountId account, EnterpriseId enterprise) {
        return role(account, enterprise)
                .orElseThrow(MembershipProblem.enterprise_unknown::exception);
    }

    /// @throws cn.biaozhengtong.kit.problem.ProblemException as if there were no such enterprise
    public void mustAdminister(AccountId account, EnterpriseId enterprise) {
        if (!mustBelong(account, enterprise).isAdministrator()) {
            throw MembershipProblem.enterprise_unknown.exception();
        }
    }

    /// The role goes from one to the other; the former administrator stays as an agent.
    @Transactional(propagation = Propagation.MANDATORY)
    public void handOver(AccountId from, EnterpriseId enterprise, AccountId to) {
        int left =
                database.sql(
                                """
                                UPDATE membership SET role = 'agent', administers = NULL
                                WHERE enterprise_id = ? AND account_id = ? AND role = 'administrator'\
                                """)
                        .params(enterprise.toString(), from.toString())
                        .update();
        int taken =
                database.sql(
                                """
                                UPDATE membership SET role = 'administrator', administers = enterprise_id
                                WHERE enterprise_id = ? AND account_id = ? AND role = 'agent'\
                                """)
                        .params(enterprise.toString(), to.toString())
                        .update();
        if (left != 1 || taken != 1) {
            throw MembershipProblem.changed_meanwhile.exception();
        }
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void suspend(AccountId account) {
        resume(account);
        database.sql("INSERT INTO suspended_account (account_id, since) VALUES (?, ?)")
                .params(account.toString(), Timestamp.from(clock.instant()))
                .update();
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void resume(AccountId account) {
        database.sql("DELETE FROM suspended_account WHERE account_id = ?")
                .param(account.toString())
                .update();
    }

    @Override
    public String part() {
        return "memberships";
    }

    @Override
    public Object export(AccountId account) {
        return of(account);
    }
}
