package cn.biaozhengtong.identity.login;

import cn.biaozhengtong.crypto.SecretBytes;
import cn.biaozhengtong.crypto.Sm3;
import cn.biaozhengtong.kit.device.DeviceKey;
import cn.biaozhengtong.kit.id.AccountId;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// One-time tickets between a judged code and Keycloak: the authenticator redeems each once.
@Component
public class LoginTickets {
    private static final Duration LIFE = Duration.ofSeconds(60);

    private final JdbcClient database;
    private final Clock clock;

    LoginTickets(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    String issue(AccountId account, DeviceKey key) {
        String ticket =
                Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(SecretBytes.random(32).expose());
        database.sql(
                        """
                        INSERT INTO login_ticket (ticket_hash, account_id, device_key, expires_at, used)
                        VALUES (?, ?, ?, ?, FALSE)\
                        """)
                .params(
                        Sm3.hex(ticket.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                        account.toString(),
                        key.thumbprint(),
                        Timestamp.from(clock.instant().plus(LIFE)))
                .update();
        return ticket;
    }

    /// The device that it was issued to, exactly once, for the account it was issued to.
    public Optional<DeviceKey> redeem(AccountId account, String ticket) {
        String hash = Sm3.hex(ticket.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        int redeemed =
                database.sql(
                                """
                                UPDATE login_ticket SET used = TRUE
                                WHERE ticket_hash = ? AND account_id = ? AND used = FALSE AND expires_at > ?\
                                """)
                        .params(hash, account.toString(), Timestamp.from(clock.instant()))
                        .update();
        return redeemed == 1
                ? database.sql("SELECT device_key FROM login_ticket WHERE ticket_hash = ?")
                        .param(hash)
                        .query(String.class)
                        .optional()
                        .map(DeviceKey::new)
                : Optional.empty();
    }
}
