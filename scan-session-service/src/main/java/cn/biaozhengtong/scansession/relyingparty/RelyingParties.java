package cn.biaozhengtong.scansession.relyingparty;

import cn.biaozhengtong.crypto.SecretBytes;
import cn.biaozhengtong.crypto.Sm3;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.kit.audit.AuditLog;
import cn.biaozhengtong.kit.data.FieldCipher;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/// Registered relying parties and their webhook secrets.
@Component
public class RelyingParties {
    private static final Duration OVERLAP = Duration.ofDays(1);

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

    /// @param webhookUrl null when it only polls, or when the endpoint said that it is gone
    /// @param thin whether webhooks come without results
    /// @param certificatePem of its encryption certificate and issuers, root last; or null
    /// @param returnUrls where its users' phones may go back to, as beginnings of addresses
    /// @param suspended by the CA administrator
    /// @param admitsPersons whether persons may act with certificates of their own
    public record RelyingParty(
            String clientId,
            String platformCode,
            String platformName,
            @Nullable String webhookUrl,
            boolean thin,
            @Nullable String certificatePem,
            List<String> returnUrls,
            boolean suspended,
            boolean admitsPersons) {
        /// The encryption certificate that opened keys are encrypted to.
        public Optional<Certificate> certificate() {
            return certificates().stream().findFirst();
        }

        /// The same with its issuers, root last; empty where none is registered.
        public List<Certificate> certificates() {
            return certificatePem == null ? List.of() : Certificate.parsePems(certificatePem);
        }

        /// `SM3` of the certificate, or empty.
        public String certificateHash() {
            return certificate().map(it -> Sm3.hex(it.encoded())).orElse("");
        }

        public boolean mayReturnTo(String url) {
            return returnUrls.stream().anyMatch(url::startsWith);
        }
    }

    /// @return the webhook secret, shown this once: `whsec_` and Base64
    /// @param pass of its client at the token endpoint, where that was made here
    String register(String administrator, RelyingParty party, @Nullable String pass) {
        SecretBytes secret = SecretBytes.random(32);
        String sealed =
                cipher.sealBytes(secret.expose(), "relying_party.secret:" + party.clientId());
        try {
            transactions.executeWithoutResult(status -> {
                database.sql(
                                """
                                INSERT INTO relying_party (client_id, platform_code, platform_name, webhook_url,
                                    secret_sealed, pass_sealed, registered_by, registered_at, admits_persons)
                                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)\
                                """)
                        .param(party.clientId())
                        .param(party.platformCode())
                        .param(party.platformName())
                        .param(party.webhookUrl())
                        .param(sealed)
                        .param(
                                pass == null
                                        ? null
                                        : cipher.seal(
                                                pass, "relying_party.pass:" + party.clientId()))
                        .param(administrator)
                        .param(Timestamp.from(clock.instant()))
                        .param(party.admitsPersons())
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
        return shown(secret);
    }

    /// What is kept of it, suspended or not.
    public RelyingParty of(String clientId) {
        return find(clientId).orElseThrow(RelyingPartyProblem.not_registered::exception);
    }

    /// For what it wants done now.
    ///
    /// @throws cn.biaozhengtong.kit.problem.ProblemException when it is suspended
    public RelyingParty active(String clientId) {
        RelyingParty party = of(clientId);
        if (party.suspended()) {
            throw RelyingPartyProblem.suspended.exception();
        }
        return party;
    }

    /// A suspended platform opens nothing, and nobody approves what it opened before.
    @Transactional
    public void suspend(String administrator, String clientId, boolean suspended) {
        of(clientId);
        database.sql("UPDATE relying_party SET suspended_at = ? WHERE client_id = ?")
                .param(suspended ? Timestamp.from(clock.instant()) : null)
                .param(clientId)
                .update();
        audit.record(
                administrator,
                suspended ? "relying_party.suspended" : "relying_party.resumed",
                clientId,
                "");
    }

    /// What changes its client at the token endpoint ([TokenClients]); empty where that is kept by
    /// hand.
    Optional<String> pass(String clientId) {
        return database.sql("SELECT pass_sealed FROM relying_party WHERE client_id = ?")
                .param(clientId)
                .query((row, n) -> Optional.ofNullable(row.getString(1)))
                .single()
                .map(it -> cipher.open(it, "relying_party.pass:" + clientId));
    }

    @Transactional
    void keepPass(String clientId, String pass) {
        database.sql("UPDATE relying_party SET pass_sealed = ? WHERE client_id = ?")
                .params(cipher.seal(pass, "relying_party.pass:" + clientId), clientId)
                .update();
        audit.record(clientId, "relying_party.credential", clientId, "");
    }

    /// @throws cn.biaozhengtong.kit.problem.ProblemException when either is taken
    void mustBeNew(String clientId, String platformCode) {
        int known =
                database.sql(
                                "SELECT COUNT(*) FROM relying_party WHERE client_id = ? OR platform_code = ?")
                        .params(clientId, platformCode)
                        .query(Integer.class)
                        .single();
        if (known > 0) {
            throw RelyingPartyProblem.registered.exception();
        }
    }

    /// How many somebody registered since then.
    public int registeredBy(String registrar, Instant since) {
        return database.sql(
                        "SELECT COUNT(*) FROM relying_party WHERE registered_by = ? AND registered_at > ?")
                .params(registrar, Timestamp.from(since))
                .query(Integer.class)
                .single();
    }

    private Optional<RelyingParty> find(String clientId) {
        return database.sql(
                        """
                        SELECT client_id, platform_code, platform_name, IF(webhook_gone_at IS NULL, webhook_url, NULL),
                            thin, encryption_certificate, return_urls, suspended_at IS NOT NULL, admits_persons FROM relying_party WHERE client_id = ?\
                        """)
                .param(clientId)
                .query((row, n) ->
                        new RelyingParty(
                                row.getString(1),
                                row.getString(2),
                                row.getString(3),
                                row.getString(4),
                                row.getBoolean(5),
                                row.getString(6),
                                lines(row.getString(7)),
                                row.getBoolean(8),
                                row.getBoolean(9)))
                .optional();
    }

    private static List<String> lines(@Nullable String text) {
        return text == null ? List.of() : text.lines().toList();
    }

    /// Another endpoint; one that was gone is asked again.
    @Transactional
    public void webhook(String clientId, @Nullable String url, boolean thin) {
        database.sql(
                        "UPDATE relying_party SET webhook_url = ?, thin = ?, webhook_gone_at = NULL WHERE client_id = ?")
                .param(url)
                .param(thin)
                .param(clientId)
                .update();
        audit.record(clientId, "relying_party.webhook", clientId, url == null ? "" : url);
    }

    /// The endpoint answered 410: nothing is sent there until it is set anew.
    @Transactional
    public void webhookGone(String clientId) {
        database.sql("UPDATE relying_party SET webhook_gone_at = ? WHERE client_id = ?")
                .params(Timestamp.from(clock.instant()), clientId)
                .update();
        audit.record("webhook", "relying_party.webhook-gone", clientId, "410");
    }

    @Transactional
    public void certificate(String clientId, String chainPem) {
        database.sql("UPDATE relying_party SET encryption_certificate = ? WHERE client_id = ?")
                .params(chainPem, clientId)
                .update();
        audit.record(
                clientId,
                "relying_party.certificate",
                clientId,
                Certificate.parsePems(chainPem).getFirst().serial().hex());
    }

    @Transactional
    public void returnUrls(String clientId, List<String> urls) {
        database.sql("UPDATE relying_party SET return_urls = ? WHERE client_id = ?")
                .params(String.join("\n", urls), clientId)
                .update();
        audit.record(clientId, "relying_party.return-urls", clientId, "");
    }

    /// A fresh secret; the one before signs beside it for a day.
    ///
    /// @return shown this once: `whsec_` and Base64
    @Transactional
    public String rotateSecret(String clientId) {
        SecretBytes secret = SecretBytes.random(32);
        database.sql(
                        """
                        UPDATE relying_party SET previous_secret_sealed = secret_sealed, previous_until = ?,
                            secret_sealed = ? WHERE client_id = ?\
                        """)
                .params(
                        Timestamp.from(clock.instant().plus(OVERLAP)),
                        cipher.sealBytes(secret.expose(), "relying_party.secret:" + clientId),
                        clientId)
                .update();
        audit.record(clientId, "relying_party.secret-rotated", clientId, "");
        return shown(secret);
    }

    private static String shown(SecretBytes secret) {
        return "whsec_" + Base64.getEncoder().encodeToString(secret.expose());
    }

    /// The newest first; the one before too while both are in use.
    public List<byte[]> webhookSecrets(String clientId) {
        return database.sql(
                        """
                        SELECT secret_sealed, IF(previous_until > ?, previous_secret_sealed, NULL)
                        FROM relying_party WHERE client_id = ?\
                        """)
                .params(Timestamp.from(clock.instant()), clientId)
                .query((row, n) ->
                        Stream.of(
                                        Optional.of(row.getString(1)),
                                        Optional.ofNullable(row.getString(2)))
                                .flatMap(Optional::stream)
                                .map(it -> cipher.openBytes(it, "relying_party.secret:" + clientId))
                                .toList())
                .single();
    }
}
