package cn.biaozhengtong.enterprise.delegation;

import cn.biaozhengtong.enterprise.membership.MembershipEvents;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.EnterpriseId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Stored delegations and their uses.
@Component
class Delegations {
    private static final String SELECT =
            """
            SELECT id, enterprise_id, agent_id, subject_kind, subject_id, platforms, session_kinds,
                uses_allowed, uses_spent, until, ended_at FROM delegation\
            """;

    private final JdbcClient database;
    private final Clock clock;

    Delegations(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void add(Delegation it, AccountId by) {
        database.sql(
                        """
                        INSERT INTO delegation (id, enterprise_id, agent_id, subject_kind, subject_id, platforms,
                            session_kinds, uses_allowed, uses_spent, until, granted_by, created_at)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?)\
                        """)
                .params(
                        it.id().toString(),
                        it.enterpriseId().toString(),
                        it.agentId().toString(),
                        it.subjectKind().name(),
                        it.subjectId(),
                        String.join(",", it.platforms()),
                        String.join(",", it.sessionKinds()),
                        it.usesAllowed(),
                        Timestamp.from(it.until()),
                        by.toString(),
                        Timestamp.from(clock.instant()))
                .update();
    }

    List<Delegation> of(EnterpriseId enterprise) {
        return database.sql(SELECT + " WHERE enterprise_id = ? ORDER BY created_at DESC LIMIT 500")
                .param(enterprise.toString())
                .query((row, n) -> delegation(row))
                .list();
    }

    Optional<Delegation> find(EnterpriseId enterprise, UUID id) {
        return database.sql(SELECT + " WHERE enterprise_id = ? AND id = ?")
                .params(enterprise.toString(), id.toString())
                .query((row, n) -> delegation(row))
                .optional();
    }

    List<Delegation> of(AccountId agent, EnterpriseId enterprise) {
        return database.sql(SELECT + " WHERE enterprise_id = ? AND agent_id = ? ORDER BY until")
                .params(enterprise.toString(), agent.toString())
                .query((row, n) -> delegation(row))
                .list();
    }

    /// Of one seal, ended ones too.
    List<Delegation> ofSeal(EnterpriseId enterprise, UUID seal) {
        return database.sql(
                        SELECT
                                + " WHERE enterprise_id = ? AND subject_kind = 'seal' AND subject_id = ?")
                .params(enterprise.toString(), seal.toString())
                .query((row, n) -> delegation(row))
                .list();
    }

    List<Delegation> ofAgent(AccountId agent) {
        return database.sql(SELECT + " WHERE agent_id = ? ORDER BY created_at")
                .param(agent.toString())
                .query((row, n) -> delegation(row))
                .list();
    }

    /// @return false when the enterprise has no such delegation in force
    @Transactional(propagation = Propagation.MANDATORY)
    boolean end(EnterpriseId enterprise, UUID id) {
        return database.sql(
                                "UPDATE delegation SET ended_at = ? WHERE id = ? AND enterprise_id = ? AND ended_at IS NULL")
                        .params(
                                Timestamp.from(clock.instant()),
                                id.toString(),
                                enterprise.toString())
                        .update()
                == 1;
    }

    /// Who left has nothing when he comes back.
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void endAll(MembershipEvents.BelongsNoLonger it) {
        database.sql(
                        "UPDATE delegation SET ended_at = ? WHERE enterprise_id = ? AND agent_id = ? AND ended_at IS NULL")
                .params(
                        Timestamp.from(clock.instant()),
                        it.enterpriseId().toString(),
                        it.accountId().toString())
                .update();
    }

    /// This very use: a use id is good for what it was counted for.
    boolean isCounted(AccountId agent, EnterpriseId enterprise, Delegation.Use use) {
        return database.sql(
                                """
                                SELECT COUNT(*) FROM delegation_use u JOIN delegation d ON d.id = u.delegation_id
                                WHERE u.use_id = ? AND d.enterprise_id = ? AND d.agent_id = ? AND d.ended_at IS NULL
                                    AND d.subject_kind = ? AND d.subject_id = ? AND u.platform = ? AND u.session_kind = ?\
                                """)
                        .params(
                                use.useId(),
                                enterprise.toString(),
                                agent.toString(),
                                use.subjectKind().name(),
                                use.subjectId(),
                                use.platform(),
                                use.sessionKind())
                        .query(Integer.class)
                        .single()
                == 1;
    }

    /// Counts a use while one is left; of many at once no more than are allowed.
    @Transactional(propagation = Propagation.MANDATORY)
    boolean count(Delegation it, Delegation.Use use) {
        int counted =
                database.sql(
                                """
                                UPDATE delegation SET uses_spent = uses_spent + 1
                                WHERE id = ? AND uses_spent < uses_allowed AND ended_at IS NULL AND until > ?\
                                """)
                        .params(it.id().toString(), Timestamp.from(clock.instant()))
                        .update();
        if (counted == 0) {
            return false;
        }
        database.sql(
                        "INSERT INTO delegation_use (use_id, delegation_id, platform, session_kind, at) VALUES (?, ?, ?, ?, ?)")
                .params(
                        use.useId(),
                        it.id().toString(),
                        use.platform(),
                        use.sessionKind(),
                        Timestamp.from(clock.instant()))
                .update();
        return true;
    }

    private static Delegation delegation(ResultSet row) throws SQLException {
        Timestamp ended = row.getTimestamp(11);
        return new Delegation(
                UUID.fromString(row.getString(1)),
                EnterpriseId.of(row.getString(2)),
                AccountId.of(row.getString(3)),
                Delegation.SubjectKind.valueOf(row.getString(4)),
                row.getString(5),
                set(row.getString(6)),
                set(row.getString(7)),
                row.getInt(8),
                row.getInt(9),
                row.getTimestamp(10).toInstant(),
                ended == null ? null : ended.toInstant());
    }

    private static Set<String> set(String joined) {
        return Stream.of(joined.split(",", -1))
                .filter(it -> !it.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }
}
