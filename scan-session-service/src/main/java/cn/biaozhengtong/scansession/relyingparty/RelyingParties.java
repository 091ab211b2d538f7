package cn.biaozhengtong.scansession.relyingparty;

import cn.biaozhengtong.crypto.SecretBytes;
import cn.biaozhengtong.kit.audit.AuditLog;
import cn.biaozhengtong.kit.data.FieldCipher;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Registered relying parties and their webhook secrets.
@Component
public class RelyingParties {
    private final JdbcClient database;
    private final FieldCipher cipher;
    private final AuditLog audit;
    private final TransactionTemplate transactions;
    private final Clock clock;

    RelyingParties(
            JdbcClient database,
            FieldCipher cipher,
            AuditLog audit,
            TransactionTemplate transactions,
            Clock clock) {
        this.database = database;
        this.cipher = cipher;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    /// @param webhookUrl null when it only polls
    public record RelyingParty(
            String clientId,
            String platformCode,
            String platformName,
            @Nullable String webhookUrl) {}

    /// @return the webhook secret, shown this once: `whsec_` and Base64
    String register(String administrator, RelyingParty party) {
        SecretBytes secret = SecretBytes.random(32);
        String sealed =
                cipher.sealBytes(secret.expose(), "relying_party.secret:" + party.clientId());
        try {
            transactions.executeWithoutResult(status -> {
                database.sql(
                                """
                                INSERT INTO relying_party (client_id, platform_code, platform_name, webhook_url,
                                    secret_sealed, registered_by, registered_at)
                                VALUES (?, ?, ?, ?, ?, ?, ?)\
                                """)
                        .param(party.clientId())
                        .param(party.platformCode())
                        .param(party.platformName())
                        .param(party.webhookUrl())
                        .param(sealed)
                        .param(administrator)
                        .param(Timestamp.from(clock.instant()))
                        .update();
                audit.record(
                        administrator,
                        "relying_party.registered",
                        party.clientId(),
                        party.platformCode());
            });
        } catch (DuplicateKeyException e) {
            throw RelyingPartyProblem.registered.exception();
        }
        return "whsec_" + Base64.getEncoder().encodeToString(secret.expose());
    }

    public RelyingParty of(String clientId) {
        return database.sql(
                        "SELECT client_id, platform_code, platform_name, webhook_url FROM relying_party WHERE client_id = ?")
                .param(clientId)
                .query((row, n) ->
                        new RelyingParty(
                                row.getString(1),
                                row.getString(2),
                                row.getString(3),
                                row.getString(4)))
                .optional()
                .orElseThrow(RelyingPartyProblem.not_registered::exception);
    }

    public byte[] webhookSecret(String clientId) {
        String sealed =
                database.sql("SELECT secret_sealed FROM relying_party WHERE client_id = ?")
                        .param(clientId)
                        .query(String.class)
                        .single();
        return cipher.openBytes(sealed, "relying_party.secret:" + clientId);
    }
}
