package cn.biaozhengtong.caorder.pair;

import cn.biaozhengtong.caorder.authority.CrlShard;
import cn.biaozhengtong.caorder.authority.StatusRegister;
import cn.biaozhengtong.crypto.cert.CertificateStatus;
import cn.biaozhengtong.crypto.cert.Revocation;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What OCSP and the lists say of the stored certificates.
@Component
class RevocationRegister implements StatusRegister {
    /// CRLReason removeFromCRL (RFC 5280 §5.3.1).
    private static final int REMOVE_FROM_CRL = 8;

    private static final int UNSPECIFIED = 0;

    /// Of an outside CA's certificates its own lists tell.
    private static final String OURS = "authority = 'built_in'";

    private final JdbcClient database;

    RevocationRegister(JdbcClient database) {
        this.database = database;
    }

    @Override
    public CertificateStatus status(SerialNumber serial) {
        return database.sql(
                        "SELECT revoked_at, revocation FROM certificate WHERE serial = ? AND der IS NOT NULL AND "
                                + OURS)
                .param(serial.hex())
                .query((row, n) -> status(row.getTimestamp(1), row.getInt(2)))
                .optional()
                .orElseGet(() -> platformStatus(serial));
    }

    private CertificateStatus platformStatus(SerialNumber serial) {
        return database.sql("SELECT revoked_at FROM platform_certificate WHERE serial = ?")
                .param(serial.hex())
                .query((row, n) -> status(row.getTimestamp(1), UNSPECIFIED))
                .optional()
                .orElseGet(CertificateStatus.Unknown::new);
    }

    private static CertificateStatus status(@Nullable Timestamp revokedAt, int reason) {
        return revokedAt == null
                ? new CertificateStatus.Good()
                : new CertificateStatus.Revoked(revokedAt.toInstant(), reason);
    }

    @Override
    public List<Revocation> revocations(CrlShard shard) {
        return revocations(shard, "revoked_at IS NOT NULL", List.of());
    }

    @Override
    public List<Revocation> changes(CrlShard shard, Instant since) {
        Timestamp from = Timestamp.from(since);
        List<Revocation> out =
                new ArrayList<>(revocations(shard, "revoked_at >= ?", List.of(from)));
        String released =
                "SELECT serial, released_at FROM certificate WHERE released_at >= ? AND revoked_at IS NULL AND "
                        + OURS;
        database.sql(shard.number() < 0 ? released : released + " AND crl_shard = ?")
                .params(shard.number() < 0 ? List.of(from) : List.of(from, shard.number()))
                .query((row, n) ->
                        new Revocation(
                                new SerialNumber(row.getString(1)),
                                row.getTimestamp(2).toInstant(),
                                REMOVE_FROM_CRL))
                .list()
                .forEach(out::add);
        return out;
    }

    private List<Revocation> revocations(CrlShard shard, String which, List<?> values) {
        List<Object> all = new ArrayList<>(values);
        String sql =
                "SELECT serial, revoked_at, revocation FROM certificate WHERE "
                        + OURS
                        + " AND "
                        + which;
        if (shard.number() >= 0) {
            sql += " AND crl_shard = ?";
            all.add(shard.number());
        }
        // Platforms' certificates have the same columns; none of theirs is ever frozen.
        String platforms =
                sql.replace(
                        "revocation FROM certificate WHERE " + OURS,
                        UNSPECIFIED + " FROM platform_certificate WHERE 1 = 1");
        List<Object> twice = new ArrayList<>(all);
        twice.addAll(all);
        return database.sql("(" + sql + ") UNION ALL (" + platforms + ") ORDER BY 2")
                .params(twice)
                .query((row, n) ->
                        new Revocation(
                                new SerialNumber(row.getString(1)),
                                row.getTimestamp(2).toInstant(),
                                row.getInt(3)))
                .list();
    }
}
