package cn.biaozhengtong.scansession.binding;

import cn.biaozhengtong.kit.audit.AuditLog;
import cn.biaozhengtong.kit.events.Outbox;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.EnterpriseId;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Live and ended bindings; binding an account anew ends what it had.
@Component
public class Bindings {
    private static final String TOPIC = "scan-session.binding";

    private final JdbcClient database;
    private final Outbox outbox;
    private final AuditLog audit;
    private final Clock clock;

    Bindings(JdbcClient database, Outbox outbox, AuditLog audit, Clock clock) {
        this.database = database;
        this.outbox = outbox;
        this.audit = audit;
        this.clock = clock;
    }

    /// `scan-session.binding.bound.v1`, as others read it.
    record Bound(UUID bindingId, EnterpriseId enterpriseId, String clientId, String serial) {}

    /// @param enterprise null for a person's own account
    @Transactional(propagation = Propagation.MANDATORY)
    public void bind(
            AccountId account,
            @Nullable EnterpriseId enterprise,
            String clientId,
            String rpAccount,
            String serial) {
        Timestamp now = Timestamp.from(clock.instant());
        String live = clientId + ":" + rpAccount;
        database.sql("UPDATE binding SET ended_at = ?, live_key = NULL WHERE live_key = ?")
                .params(now, live)
                .update();
        UUID id = UUID.randomUUID();
        database.sql(
                        """
                        INSERT INTO binding (id, client_id, rp_account, enterprise_id, account_id,
                            certificate_serial, bound_at, live_key)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?)\
                        """)
                .param(id.toString())
                .param(clientId)
                .param(rpAccount)
                .param(Objects.toString(enterprise, null))
                .param(account.toString())
                .param(serial)
                .param(now)
                .param(live)
                .update();
        audit.record(account.toString(), "binding.bound", whose(account, enterprise), clientId);
        if (enterprise != null) {
            outbox.append(
                    TOPIC,
                    id.toString(),
                    "scan-session.binding.bound.v1",
                    new Bound(id, enterprise, clientId, serial));
        }
    }

    private static String whose(AccountId account, @Nullable EnterpriseId enterprise) {
        return enterprise == null ? "account:" + account : enterprise.toString();
    }

    /// The platform's account that the enterprise, or the person, is bound to: where there are
    /// several, the one that this person bound. A member who bound none acts on what the
    /// administrator bound.
    public Optional<String> account(
            AccountId account, @Nullable EnterpriseId enterprise, String clientId) {
        if (enterprise == null) {
            return database.sql(
                            """
                            SELECT rp_account FROM binding WHERE client_id = ? AND account_id = ?
                            AND enterprise_id IS NULL AND ended_at IS NULL ORDER BY bound_at DESC LIMIT 1\
                            """)
                    .params(clientId, account.toString())
                    .query(String.class)
                    .optional();
        }
        return database.sql(
                        """
                        SELECT rp_account FROM binding
                        WHERE client_id = ? AND enterprise_id = ? AND ended_at IS NULL
                        ORDER BY account_id = ? DESC, bound_at DESC LIMIT 1\
                        """)
                .params(clientId, enterprise.toString(), account.toString())
                .query(String.class)
                .optional();
    }

    /// A live binding.
    ///
    /// @param enterpriseId null where a person bound himself
    /// @param certificateSerial of the signing certificate that bound it
    public record Binding(
            UUID id,
            String clientId,
            String platformName,
            String accountId,
            @Nullable EnterpriseId enterpriseId,
            AccountId boundBy,
            String certificateSerial,
            Instant boundAt) {}

    public List<Binding> ofPlatform(String clientId) {
        return live("b.client_id = ?", clientId);
    }

    public List<Binding> ofPerson(AccountId account) {
        return live("b.account_id = ?", account.toString());
    }

    public List<Binding> ofEnterprise(EnterpriseId enterprise) {
        return live("b.enterprise_id = ?", enterprise.toString());
    }

    public Optional<Binding> find(UUID id) {
        return live("b.id = ?", id.toString()).stream().findAny();
    }

    private List<Binding> live(String which, String value) {
        return database.sql(
                        """
                        SELECT b.id, b.client_id, r.platform_name, b.rp_account, b.enterprise_id, b.account_id,
                            b.certificate_serial, b.bound_at
                        FROM binding b JOIN relying_party r ON r.client_id = b.client_id
                        WHERE b.ended_at IS NULL AND\
                        """
                                + " "
                                + which
                                + " ORDER BY b.bound_at DESC LIMIT 1000")
                .param(value)
                .query((row, n) ->
                        new Binding(
                                UUID.fromString(row.getString(1)),
                                row.getString(2),
                                row.getString(3),
                                row.getString(4),
                                enterprise(row.getString(5)),
                                AccountId.of(row.getString(6)),
                                row.getString(7),
                                row.getTimestamp(8).toInstant()))
                .list();
    }

    private static @Nullable EnterpriseId enterprise(@Nullable String text) {
        return text == null ? null : EnterpriseId.of(text);
    }

    /// Unbinds (解绑): from now on no session of the platform's account is approved; a repeat changes
    /// nothing.
    @Transactional
    public void end(Binding it, String actor) {
        int ended =
                database.sql(
                                "UPDATE binding SET ended_at = ?, live_key = NULL WHERE id = ? AND ended_at IS NULL")
                        .params(Timestamp.from(clock.instant()), it.id().toString())
                        .update();
        if (ended == 1) {
            EnterpriseId enterprise = it.enterpriseId();
            audit.record(actor, "binding.ended", whose(it.boundBy(), enterprise), it.clientId());
            if (enterprise != null) {
                outbox.append(
                        TOPIC,
                        it.id().toString(),
                        "scan-session.binding.ended.v1",
                        new Ended(it.id(), enterprise, it.clientId()));
            }
        }
    }

    /// `scan-session.binding.ended.v1`, as others read it.
    record Ended(UUID bindingId, EnterpriseId enterpriseId, String clientId) {}
}
