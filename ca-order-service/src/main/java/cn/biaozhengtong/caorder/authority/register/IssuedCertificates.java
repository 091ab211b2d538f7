package cn.biaozhengtong.caorder.authority.register;

import cn.biaozhengtong.caorder.authority.CrlShard;
import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.CertificateProfile;
import cn.biaozhengtong.crypto.cert.RevocationReason;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The rows of the register. Each change is one guarded statement; false means that somebody was
/// faster, or that the transition table does not know it.
@Component
class IssuedCertificates {
    private final JdbcClient database;

    IssuedCertificates(JdbcClient database) {
        this.database = database;
    }

    void add(IssuedCertificate it, Instant now) {
        Preimage der = it.der();
        database.sql(
                        """
                        INSERT INTO issued_certificate (serial, purpose, profile, tbs, der, state, not_after, crl_shard,
                            authority, recorded_at, version) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)\
                        """)
                .param(it.serial().hex())
                .param(it.purpose().name())
                .param(it.profile().name())
                .param(it.tbs().toBytes())
                .param(der == null ? null : der.toBytes())
                .param(it.state().name())
                .param(Timestamp.from(it.notAfter()))
                .param(it.shard().number())
                .param(it.isOutside() ? "outside" : "built_in")
                .param(Timestamp.from(now))
                .update();
    }

    Optional<IssuedCertificate> find(SerialNumber serial) {
        return database.sql(
                        """
                        SELECT serial, purpose, profile, tbs, der, state, not_after, revoked_at, revocation, invalid_since,
                            authority
                        FROM issued_certificate WHERE serial = ?\
                        """)
                .param(serial.hex())
                .query((row, n) -> issued(row))
                .optional();
    }

    /// Those of a profile that were signed, whatever became of them, newest first.
    List<Certificate> of(CertificateProfile profile) {
        return database.sql(
                        "SELECT der FROM issued_certificate WHERE profile = ? AND der IS NOT NULL ORDER BY recorded_at DESC LIMIT 100")
                .param(profile.name())
                .query((row, n) -> Certificate.parse(row.getBytes(1)))
                .list();
    }

    /// What an outside CA answered, under the serial number that it chose; not yet in force.
    boolean received(SerialNumber reference, Certificate it) {
        return database.sql(
                                """
                                UPDATE issued_certificate SET serial = ?, der = ?, not_after = ?, crl_shard = ?, told = 'active',
                                    version = version + 1
                                WHERE serial = ? AND authority = 'outside' AND state = 'reserved' AND der IS NULL\
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

    /// @param rests from when on; null: in force
    boolean signed(Certificate it, @Nullable Instant rests) {
        CertificateState next = rests == null ? CertificateState.active : CertificateState.frozen;
        return database.sql(
                                "UPDATE issued_certificate SET der = ?, state = ?, revoked_at = ?, revocation = ?, version = version + 1 WHERE serial = ? AND state IN ("
                                        + from(next, CertificateState.reserved)
                                        + ")")
                        .param(it.encoded())
                        .param(next.name())
                        .param(rests == null ? null : Timestamp.from(rests))
                        .param(rests == null ? null : RevocationReason.certificate_hold.name())
                        .param(it.serial().hex())
                        .update()
                == 1;
    }

    /// To rest or to be revoked, of what is signed.
    boolean end(SerialNumber serial, CertificateState next, IssuedCertificate.End end) {
        Instant since = end.invalidSince();
        return database.sql(
                                "UPDATE issued_certificate SET state = ?, revoked_at = ?, revocation = ?, invalid_since = ?, version = version + 1 WHERE serial = ? AND state IN ("
                                        + from(
                                                next,
                                                CertificateState.active,
                                                CertificateState.frozen)
                                        + ")")
                        .param(next.name())
                        .param(Timestamp.from(end.at()))
                        .param(end.reason().name())
                        .param(since == null ? null : Timestamp.from(since))
                        .param(serial.hex())
                        .update()
                == 1;
    }

    /// Of one revoked before: what its key did from a moment on counts no more.
    boolean compromised(SerialNumber serial, Instant since) {
        return database.sql(
                                """
                                UPDATE issued_certificate SET revocation = 'key_compromise', invalid_since = ?, version = version + 1
                                WHERE serial = ? AND state = 'revoked' AND (invalid_since IS NULL OR invalid_since > ?)\
                                """)
                        .params(Timestamp.from(since), serial.hex(), Timestamp.from(since))
                        .update()
                == 1;
    }

    boolean release(SerialNumber serial, Instant at) {
        return database.sql(
                                """
                                UPDATE issued_certificate SET state = ?, revoked_at = NULL, revocation = NULL,
                                    released_at = ?, version = version + 1 WHERE serial = ? AND state = ?\
                                """)
                        .params(
                                CertificateState.active.name(),
                                Timestamp.from(at),
                                serial.hex(),
                                CertificateState.frozen.name())
                        .update()
                == 1;
    }

    /// Recorded before a moment and not in force yet.
    List<SerialNumber> reservedBefore(Instant moment) {
        return database.sql(
                        "SELECT serial FROM issued_certificate WHERE state = 'reserved' AND recorded_at < ? ORDER BY recorded_at LIMIT 100")
                .param(Timestamp.from(moment))
                .query((row, n) -> new SerialNumber(row.getString(1)))
                .list();
    }

    /// The states, of these, from which the table leads to the next one, as SQL.
    private static String from(CertificateState next, CertificateState... these) {
        return List.of(these).stream()
                .filter(it -> it.mayBecome(next))
                .map(it -> "'" + it + "'")
                .collect(Collectors.joining(", "));
    }

    private static IssuedCertificate issued(ResultSet row) throws SQLException {
        byte[] der = row.getBytes(5);
        byte[] tbs = row.getBytes(4);
        return new IssuedCertificate(
                new SerialNumber(row.getString(1)),
                Purpose.valueOf(row.getString(2)),
                CertificateProfile.valueOf(row.getString(3)),
                Preimage.of(tbs == null ? Certificate.parse(der).tbs() : tbs),
                der == null ? null : Preimage.of(der),
                CertificateState.valueOf(row.getString(6)),
                row.getTimestamp(7).toInstant(),
                end(row.getTimestamp(8), row.getString(9), row.getTimestamp(10)),
                row.getString(11).equals("outside"));
    }

    private static IssuedCertificate.@Nullable End end(
            @Nullable Timestamp at, @Nullable String reason, @Nullable Timestamp since) {
        return at == null || reason == null
                ? null
                : new IssuedCertificate.End(
                        at.toInstant(),
                        RevocationReason.valueOf(reason),
                        since == null ? null : since.toInstant());
    }
}
