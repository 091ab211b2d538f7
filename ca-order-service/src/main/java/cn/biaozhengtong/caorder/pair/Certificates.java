package cn.biaozhengtong.caorder.pair;

import cn.biaozhengtong.caorder.authority.CrlChanges;
import cn.biaozhengtong.caorder.authority.CrlShard;
import cn.biaozhengtong.caorder.authority.TransparencyLog;
import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Stored certificates: `reserved` with the TBS before signing, `active`, `frozen`, `revoked`. One
/// pair per order, by a UNIQUE key.
@Component
public class Certificates {
    private static final String SELECT =
            """
            SELECT serial, order_id, key_usage, account_id, device_id, enterprise_id, uscc, holder,
                platform_code, tbs, der, state, not_after, revoked_at, revocation FROM certificate\
            """;

    /// CRLReason superseded (RFC 5280 §5.3.1).
    public static final int SUPERSEDED = 4;

    private final JdbcClient database;
    private final TransparencyLog log;
    private final CrlChanges lists;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Certificates(
            JdbcClient database,
            TransparencyLog log,
            CrlChanges lists,
            ApplicationEventPublisher events,
            Clock clock) {
        this.events = events;
        this.database = database;
        this.log = log;
        this.lists = lists;
        this.clock = clock;
    }

    /// Within the transaction that puts a certificate in force.
    ///
    /// @param orderId or that of the recovery
    public record Issued(UUID orderId, SerialNumber serial) {}

    /// @param enterpriseId null, like uscc, for a person's own
    /// @param holder name of the enterprise, or of the person
    /// @param tbs DER of what is signed
    /// @param der null while reserved
    public record Stored(
            SerialNumber serial,
            UUID orderId,
            String usage,
            UUID accountId,
            UUID deviceId,
            @Nullable UUID enterpriseId,
            @Nullable String uscc,
            String holder,
            String platformCode,
            Preimage tbs,
            @Nullable Preimage der,
            String state,
            Instant notAfter,
            @Nullable Instant revokedAt,
            int revocation) {
        public boolean isActive() {
            return state.equals("active");
        }

        /// Whether another certificate took its place; its holder did not give it up.
        public boolean isSuperseded() {
            return state.equals("revoked") && revocation == SUPERSEDED;
        }

        /// @throws cn.biaozhengtong.kit.problem.ProblemException when frozen or revoked
        public void mustBeActive() {
            switch (state) {
                case "active" -> {}
                case "frozen" -> throw CertificateProblem.frozen.exception();
                default -> throw CertificateProblem.revoked.exception();
            }
        }

        /// @throws cn.biaozhengtong.kit.problem.ProblemException while reserved
        public byte[] encoded() {
            if (der == null) {
                throw CertificateProblem.not_issued.exception();
            }
            return der.toBytes();
        }
    }

    /// Records what will be signed; nothing is signed before.
    public void reserve(Stored it) {
        database.sql(
                        """
                        INSERT INTO certificate (serial, order_id, key_usage, account_id, device_id, enterprise_id,
                            uscc, holder, platform_code, tbs, state, not_after, created_at, crl_shard, version)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'reserved', ?, ?, ?, 0)\
                        """)
                .param(it.serial().hex())
                .param(it.orderId().toString())
                .param(it.usage())
                .param(it.accountId().toString())
                .param(it.deviceId().toString())
                .param(Objects.toString(it.enterpriseId(), null))
                .param(it.uscc())
                .param(it.holder())
                .param(it.platformCode())
                .param(it.tbs().toBytes())
                .param(Timestamp.from(it.notAfter()))
                .param(Timestamp.from(clock.instant()))
                .param(CrlShard.of(it.serial()).number())
                .update();
    }

    /// Keeps what an outside CA answered, under the serial number that it chose; not yet in force.
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean received(SerialNumber reference, Certificate it) {
        return database.sql(
                                """
                                UPDATE certificate SET serial = ?, der = ?, not_after = ?, crl_shard = ?, authority = 'outside',
                                    told = 'active', version = version + 1
                                WHERE serial = ? AND state = 'reserved' AND der IS NULL\
                                """)
                        .params(
                                it.serial().hex(),
                                it.encoded(),
                                Timestamp.from(it.notAfter()),
                                CrlShard.of(it.serial()).number(),
                                reference.hex())
                        .update()
                == 1;
    }

    /// Keeps the first signature, and logs it: a second one of the same TBS changes nothing.
    @Transactional(propagation = Propagation.MANDATORY)
    public void issued(Certificate it) {
        int first =
                database.sql(
                                "UPDATE certificate SET der = ?, state = 'active', version = version + 1 WHERE serial = ? AND state = 'reserved'")
                        .params(it.encoded(), it.serial().hex())
                        .update();
        if (first == 1) {
            log.append(it);
            events.publishEvent(new Issued(orderId(it.serial()), it.serial()));
        }
    }

    private UUID orderId(SerialNumber serial) {
        return find(serial).orElseThrow().orderId();
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public boolean revoke(SerialNumber serial, Instant at, int reason) {
        return told(
                serial,
                database.sql(
                                """
                                UPDATE certificate SET state = 'revoked', revoked_at = ?, revocation = ?, version = version + 1
                                WHERE serial = ? AND state IN ('active', 'frozen')\
                                """)
                        .params(Timestamp.from(at), reason, serial.hex())
                        .update());
    }

    /// Until [#release]: reason certificateHold.
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean freeze(SerialNumber serial, Instant at) {
        return told(
                serial,
                database.sql(
                                """
                                UPDATE certificate SET state = 'frozen', revoked_at = ?, revocation = 6, version = version + 1
                                WHERE serial = ? AND state = 'active'\
                                """)
                        .params(Timestamp.from(at), serial.hex())
                        .update());
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public boolean release(SerialNumber serial, Instant at) {
        return told(
                serial,
                database.sql(
                                """
                                UPDATE certificate SET state = 'active', revoked_at = NULL, revocation = NULL, released_at = ?,
                                    version = version + 1 WHERE serial = ? AND state = 'frozen'\
                                """)
                        .params(Timestamp.from(at), serial.hex())
                        .update());
    }

    private boolean told(SerialNumber serial, int updated) {
        if (updated == 1) {
            lists.in(CrlShard.of(serial));
        }
        return updated == 1;
    }

    public Optional<Stored> find(SerialNumber serial) {
        return database.sql(SELECT + " WHERE serial = ?")
                .param(serial.hex())
                .query((row, n) -> stored(row))
                .optional();
    }

    /// Until the transaction ends nobody else revokes, freezes or releases it.
    @Transactional(propagation = Propagation.MANDATORY)
    public Stored lock(SerialNumber serial) {
        return database.sql(SELECT + " WHERE serial = ? FOR UPDATE")
                .param(serial.hex())
                .query((row, n) -> stored(row))
                .optional()
                .orElseThrow(CertificateProblem.certificate_unknown::exception);
    }

    /// Signing certificate first.
    public List<Stored> pair(UUID order) {
        return database.sql(SELECT + " WHERE order_id = ? ORDER BY key_usage DESC")
                .param(order.toString())
                .query((row, n) -> stored(row))
                .list();
    }

    /// The holder's encryption certificates for the same enterprise and platform, newest first.
    public List<Stored> encryptionOf(Stored signing) {
        return database.sql(
                        SELECT
                                + """
                                 WHERE account_id = ? AND key_usage = 'encryption' AND state <> 'reserved'
                                AND enterprise_id <=> ? AND platform_code = ? ORDER BY not_after DESC LIMIT 50\
                                """)
                .param(signing.accountId().toString())
                .param(Objects.toString(signing.enterpriseId(), null))
                .param(signing.platformCode())
                .query((row, n) -> stored(row))
                .list();
    }

    /// Gives an encryption certificate to another device of its holder.
    ///
    /// @param pair the order or recovery whose pair it completes from now on; null to leave that
    @Transactional(propagation = Propagation.MANDATORY)
    public void hand(SerialNumber serial, UUID device, @Nullable UUID pair) {
        database.sql(
                        """
                        UPDATE certificate SET device_id = ?, order_id = COALESCE(?, order_id), version = version + 1
                        WHERE serial = ? AND key_usage = 'encryption'\
                        """)
                .param(device.toString())
                .param(Objects.toString(pair, null))
                .param(serial.hex())
                .update();
    }

    /// Orders whose certificates were reserved a while ago and never signed.
    public List<UUID> unfinished() {
        return database
                .sql(
                        "SELECT DISTINCT order_id FROM certificate WHERE state = 'reserved' AND created_at < ? LIMIT 50")
                .param(Timestamp.from(clock.instant().minusSeconds(10)))
                .query(String.class)
                .list()
                .stream()
                .map(UUID::fromString)
                .toList();
    }

    public List<Stored> of(UUID account) {
        return database.sql(
                        SELECT
                                + " WHERE account_id = ? AND state <> 'reserved' ORDER BY created_at DESC LIMIT 200")
                .param(account.toString())
                .query((row, n) -> stored(row))
                .list();
    }

    /// In force, of any holder.
    public List<Stored> ofEnterprise(UUID enterprise) {
        return database.sql(SELECT + " WHERE enterprise_id = ? AND state = 'active'")
                .param(enterprise.toString())
                .query((row, n) -> stored(row))
                .list();
    }

    private static Stored stored(ResultSet row) throws SQLException {
        byte[] der = row.getBytes(11);
        String enterprise = row.getString(6);
        Timestamp revoked = row.getTimestamp(14);
        return new Stored(
                new SerialNumber(row.getString(1)),
                UUID.fromString(row.getString(2)),
                row.getString(3),
                UUID.fromString(row.getString(4)),
                UUID.fromString(row.getString(5)),
                enterprise == null ? null : UUID.fromString(enterprise),
                row.getString(7),
                row.getString(8),
                row.getString(9),
                Preimage.of(row.getBytes(10)),
                der == null ? null : Preimage.of(der),
                row.getString(12),
                row.getTimestamp(13).toInstant(),
                revoked == null ? null : revoked.toInstant(),
                row.getInt(15));
    }
}
