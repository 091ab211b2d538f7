package cn.biaozhengtong.enterprise.invitation;

import cn.biaozhengtong.crypto.Sm3;
import cn.biaozhengtong.kit.data.FieldCipher;
import cn.biaozhengtong.kit.data.StateMachine;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.EnterpriseId;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Stored invitations; of a token only its hash.
@Component
class Invitations {
    private final JdbcClient database;
    private final FieldCipher cipher;
    private final Clock clock;

    Invitations(JdbcClient database, FieldCipher cipher, Clock clock) {
        this.database = database;
        this.cipher = cipher;
        this.clock = clock;
    }

    /// @param phone null for a QR code
    record Stored(UUID id, EnterpriseId enterprise, AccountId inviter, @Nullable String phone) {}

    /// @param maskedPhone empty for a QR code
    record Row(UUID id, String maskedPhone, String state, Instant createdAt, Instant expiresAt) {}

    UUID add(
            AccountId inviter,
            EnterpriseId enterprise,
            String token,
            @Nullable String phone,
            Duration life) {
        UUID id = UUID.randomUUID();
        database.sql(
                        """
                        INSERT INTO invitation (id, enterprise_id, inviter_id, token_hash, phone_sealed, state,
                            created_at, expires_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)\
                        """)
                .param(id.toString())
                .param(enterprise.toString())
                .param(inviter.toString())
                .param(hash(token))
                .param(phone == null ? null : cipher.seal(phone, "invitation.phone:" + id))
                .param(InvitationState.open.name())
                .param(Timestamp.from(clock.instant()))
                .param(Timestamp.from(clock.instant().plus(life)))
                .update();
        return id;
    }

    int lastDay(EnterpriseId enterprise) {
        return database.sql(
                        "SELECT COUNT(*) FROM invitation WHERE enterprise_id = ? AND created_at > ?")
                .params(
                        enterprise.toString(),
                        Timestamp.from(clock.instant().minus(Duration.ofDays(1))))
                .query(Integer.class)
                .single();
    }

    /// While it is open and not expired.
    Optional<Stored> open(String token) {
        return database.sql(
                        """
                        SELECT id, enterprise_id, inviter_id, phone_sealed FROM invitation
                        WHERE token_hash = ? AND state = ? AND expires_at > ?\
                        """)
                .params(hash(token), InvitationState.open.name(), Timestamp.from(clock.instant()))
                .query((row, n) -> stored(row))
                .optional();
    }

    /// @return true for the first who does
    boolean accept(AccountId account, UUID id) {
        return database.sql(
                                "UPDATE invitation SET state = :to, accepted_by = :by WHERE id = :id AND state IN (:from)")
                        .param("by", account.toString())
                        .params(moving(id, InvitationState.accepted))
                        .update()
                == 1;
    }

    /// @return false when the enterprise has no such open invitation
    boolean withdraw(EnterpriseId enterprise, UUID id) {
        return database.sql(
                                "UPDATE invitation SET state = :to WHERE id = :id AND enterprise_id = :enterprise AND state IN (:from)")
                        .param("enterprise", enterprise.toString())
                        .params(moving(id, InvitationState.withdrawn))
                        .update()
                == 1;
    }

    private static Map<String, Object> moving(UUID id, InvitationState to) {
        return Map.of("id", id.toString(), "to", to.name(), "from", StateMachine.before(to));
    }

    /// Newest first.
    List<Row> of(EnterpriseId enterprise) {
        Instant now = clock.instant();
        return database.sql(
                        """
                        SELECT id, phone_sealed, state, created_at, expires_at FROM invitation
                        WHERE enterprise_id = ? ORDER BY created_at DESC LIMIT 100\
                        """)
                .param(enterprise.toString())
                .query((row, n) -> row(row, now))
                .list();
    }

    private Row row(ResultSet row, Instant now) throws SQLException {
        String id = row.getString(1);
        String sealed = row.getString(2);
        String phone = sealed == null ? "" : cipher.open(sealed, "invitation.phone:" + id);
        Instant expires = row.getTimestamp(5).toInstant();
        InvitationState state = InvitationState.valueOf(row.getString(3));
        boolean over = state == InvitationState.open && expires.isBefore(now);
        return new Row(
                UUID.fromString(id),
                phone.isEmpty() ? "" : phone.substring(0, 3) + "****" + phone.substring(7),
                over ? "expired" : state.name(),
                row.getTimestamp(4).toInstant(),
                expires);
    }

    private Stored stored(ResultSet row) throws SQLException {
        String id = row.getString(1);
        String sealed = row.getString(4);
        return new Stored(
                UUID.fromString(id),
                EnterpriseId.of(row.getString(2)),
                AccountId.of(row.getString(3)),
                sealed == null ? null : cipher.open(sealed, "invitation.phone:" + id));
    }

    private static String hash(String token) {
        return Sm3.hex(token.getBytes(StandardCharsets.UTF_8));
    }
}
