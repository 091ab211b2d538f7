package cn.biaozhengtong.enterprise.membership;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Who belongs to which enterprise. One administrator each: a UNIQUE key refuses a second.
@Component
public class Memberships {
    private final JdbcClient database;
    private final Clock clock;

    Memberships(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    public record Membership(UUID enterpriseId, String enterpriseName, String uscc, Role role) {}

    public void appointAdministrator(UUID enterprise, UUID account) {
        insert(enterprise, account, Role.administrator, enterprise.toString());
    }

    void addAgent(UUID enterprise, UUID account) {
        insert(enterprise, account, Role.agent, null);
    }

    private void insert(
            UUID enterprise,
            UUID account,
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
    boolean removeAgent(UUID enterprise, UUID account) {
        return database.sql(
                                "DELETE FROM membership WHERE enterprise_id = ? AND account_id = ? AND role = 'agent'")
                        .params(enterprise.toString(), account.toString())
                        .update()
                == 1;
    }

    record Member(UUID accountId, Role role, Instant since) {}

    /// The administrator first, then by the day they joined.
    List<Member> ofEnterprise(UUID enterprise) {
        return database.sql(
                        """
                        SELECT account_id, role, since FROM membership WHERE enterprise_id = ?
                        ORDER BY administers IS NULL, since LIMIT 500\
                        """)
                .param(enterprise.toString())
                .query((row, n) ->
                        new Member(
                                UUID.fromString(row.getString(1)),
                                Role.valueOf(row.getString(2)),
                                row.getTimestamp(3).toInstant()))
                .list();
    }

    public Optional<Role> role(UUID enterprise, UUID account) {
        return database.sql(
                        "SELECT role FROM membership WHERE enterprise_id = ? AND account_id = ?")
                .params(enterprise.toString(), account.toString())
                .query(String.class)
                .optional()
                .map(Role::valueOf);
    }

    public Optional<UUID> administrator(UUID enterprise) {
        return database.sql("SELECT account_id FROM membership WHERE administers = ?")
                .param(enterprise.toString())
                .query(String.class)
                .optional()
                .map(UUID::fromString);
    }

    public List<Membership> of(UUID account) {
        return database.sql(
                        """
                        SELECT m.enterprise_id, e.name, e.uscc, m.role FROM membership m
                        JOIN enterprise e ON e.id = m.enterprise_id
                        WHERE m.account_id = ? ORDER BY m.since\
                        """)
                .param(account.toString())
                .query((row, n) ->
                        new Membership(
                                UUID.fromString(row.getString(1)),
                                row.getString(2),
                                row.getString(3),
                                Role.valueOf(row.getString(4))))
                .list();
    }
}
