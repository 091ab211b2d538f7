package cn.biaozhengtong.caorder.pair;

import cn.biaozhengtong.caorder.authority.register.CertificateState;
import cn.biaozhengtong.caorder.catalogue.Permission;
import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.crypto.cert.RevocationReason;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.DeviceId;
import cn.biaozhengtong.kit.id.EnterpriseId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Holders' certificates: whose they are, where they lie; what was signed and how it stands is the
/// register's. How a pair stands is changed through [Pairs] alone.
@Component
public class Certificates {
    private static final String SELECT =
            """
            SELECT c.serial, c.pair_id, c.key_usage, c.account_id, c.device_id, c.enterprise_id, c.uscc, c.holder,
                c.platform_code, i.tbs, i.der, i.state, i.not_after, i.revoked_at, i.revocation
            FROM certificate c JOIN issued_certificate i ON i.serial = c.serial\
            """;

    private final JdbcClient database;
    private final Clock clock;

    Certificates(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /// @param enterpriseId null, like uscc, for a person's own
    /// @param holder name of the enterprise, or of the person
    /// @param tbs DER of what is signed
    /// @param der null while reserved
    public record Stored(
            SerialNumber serial,
            PairId pairId,
            CertificateUse use,
            AccountId accountId,
            DeviceId deviceId,
            @Nullable EnterpriseId enterpriseId,
            @Nullable String uscc,
            String holder,
            String platformCode,
            Preimage tbs,
            @Nullable Preimage der,
            CertificateState state,
            Instant notAfter,
            @Nullable Instant revokedAt,
            @Nullable RevocationReason revocation) {
        public boolean isSigning() {
            return use == CertificateUse.signing;
        }

        public boolean isEncryption() {
            return use == CertificateUse.encryption;
        }

        public boolean isActive() {
            return state == CertificateState.active;
        }

        public boolean isFrozen() {
            return state == CertificateState.frozen;
        }

        public boolean isRevoked() {
            return state == CertificateState.revoked;
        }

        /// Whether another certificate took its place; its holder did not give it up.
        public boolean isSuperseded() {
            return isRevoked() && revocation == RevocationReason.superseded;
        }

        /// @throws cn.biaozhengtong.kit.problem.ProblemException when frozen or revoked
        public void mustBeActive() {
            switch (state) {
                case active -> {}
                case frozen -> throw CertificateProblem.frozen.exception();
                case reserved, revoked -> throw CertificateProblem.revoked.exception();
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

    /// Whose certificate it will be; recorded in the register just before.
    void add(CertificatePair pair, SerialNumber serial, CertificateUse use) {
        Holder holder = pair.holder();
        database.sql(
                        """
                        INSERT INTO certificate (serial, pair_id, order_id, key_usage, account_id, device_id,
                            enterprise_id, uscc, holder, platform_code, created_at, version)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)\
                        """)
                .param(serial.hex())
                .param(pair.pairId().toString())
                .param(pair.origin().id().toString())
                .param(use.name())
                .param(pair.accountId().toString())
                .param(pair.deviceId().toString())
                .param(Objects.toString(holder.enterpriseId(), null))
                .param(holder.uscc())
                .param(holder.name())
                .param(holder.platformCode())
                .param(Timestamp.from(clock.instant()))
                .update();
    }

    /// For a version of this service that runs beside this one and does not know pairs.
    void granted(PairOrigin origin, Set<Permission> permissions) {
        database.sql("INSERT INTO pair_permission (pair_id, permissions) VALUES (?, ?)")
                .params(origin.id().toString(), Permission.joined(permissions))
                .update();
    }

    /// Empty for what is no holder's certificate.
    Optional<PairId> pairOf(SerialNumber serial) {
        return database.sql("SELECT pair_id FROM certificate WHERE serial = ?")
                .param(serial.hex())
                .query((row, n) -> PairId.of(row.getString(1)))
                .optional();
    }

    /// The first of those whose place recoveries gave on, up to this one.
    SerialNumber place(SerialNumber serial) {
        SerialNumber first = serial;
        Optional<SerialNumber> before = replacedBy(first);
        while (before.isPresent()) {
            first = before.get();
            before = replacedBy(first);
        }
        return first;
    }

    private Optional<SerialNumber> replacedBy(SerialNumber serial) {
        return database.sql(
                        "SELECT replaces FROM certificate_pair WHERE signing_serial = ? AND replaces IS NOT NULL")
                .param(serial.hex())
                .query((row, n) -> new SerialNumber(row.getString(1)))
                .optional();
    }

    public Optional<Stored> find(SerialNumber serial) {
        return database.sql(SELECT + " WHERE c.serial = ?")
                .param(serial.hex())
                .query((row, n) -> stored(row))
                .optional();
    }

    /// Until the transaction ends nobody else revokes, freezes or releases it.
    @Transactional(propagation = Propagation.MANDATORY)
    public Stored lock(SerialNumber serial) {
        return database.sql(SELECT + " WHERE c.serial = ? FOR UPDATE")
                .param(serial.hex())
                .query((row, n) -> stored(row))
                .optional()
                .orElseThrow(CertificateProblem.certificate_unknown::exception);
    }

    /// Signing certificate first.
    public List<Stored> pair(PairId pair) {
        return database.sql(SELECT + " WHERE c.pair_id = ? ORDER BY c.key_usage DESC")
                .param(pair.toString())
                .query((row, n) -> stored(row))
                .list();
    }

    /// The holder's encryption certificates for the same enterprise and platform, newest first.
    public List<Stored> encryptionOf(Stored signing) {
        return database.sql(
                        SELECT
                                + """
                                 WHERE c.account_id = ? AND c.key_usage = 'encryption' AND i.state <> 'reserved'
                                AND c.enterprise_id <=> ? AND c.platform_code = ? ORDER BY i.not_after DESC LIMIT 50\
                                """)
                .param(signing.accountId().toString())
                .param(Objects.toString(signing.enterpriseId(), null))
                .param(signing.platformCode())
                .query((row, n) -> stored(row))
                .list();
    }

    /// Gives an encryption certificate to another device of its holder.
    ///
    /// @param pair that it completes from now on; null to leave that
    @Transactional(propagation = Propagation.MANDATORY)
    public void hand(SerialNumber serial, DeviceId device, @Nullable CertificatePair pair) {
        database.sql(
                        """
                        UPDATE certificate SET device_id = ?, pair_id = COALESCE(?, pair_id),
                            order_id = COALESCE(?, order_id), version = version + 1
                        WHERE serial = ? AND key_usage = 'encryption'\
                        """)
                .param(device.toString())
                .param(pair == null ? null : pair.pairId().toString())
                .param(pair == null ? null : pair.origin().id().toString())
                .param(serial.hex())
                .update();
    }

    public List<Stored> of(AccountId account) {
        return database.sql(
                        SELECT
                                + " WHERE c.account_id = ? AND i.state <> 'reserved' ORDER BY c.created_at DESC LIMIT 200")
                .param(account.toString())
                .query((row, n) -> stored(row))
                .list();
    }

    /// For signing, of any holder, ended ones too; newest first, at most 500.
    public List<Stored> signingOf(EnterpriseId enterprise) {
        return database.sql(
                        SELECT
                                + """
                                 WHERE c.enterprise_id = ? AND c.key_usage = 'signing' AND i.state <> 'reserved'
                                ORDER BY c.created_at DESC LIMIT 500\
                                """)
                .param(enterprise.toString())
                .query((row, n) -> stored(row))
                .list();
    }

    private static Stored stored(ResultSet row) throws SQLException {
        byte[] der = row.getBytes(11);
        String enterprise = row.getString(6);
        Timestamp revoked = row.getTimestamp(14);
        String reason = row.getString(15);
        return new Stored(
                new SerialNumber(row.getString(1)),
                PairId.of(row.getString(2)),
                CertificateUse.valueOf(row.getString(3)),
                AccountId.of(row.getString(4)),
                DeviceId.of(row.getString(5)),
                enterprise == null ? null : EnterpriseId.of(enterprise),
                row.getString(7),
                row.getString(8),
                row.getString(9),
                Preimage.of(row.getBytes(10)),
                der == null ? null : Preimage.of(der),
                CertificateState.valueOf(row.getString(12)),
                row.getTimestamp(13).toInstant(),
                revoked == null ? null : revoked.toInstant(),
                reason == null ? null : RevocationReason.valueOf(reason));
    }
}
