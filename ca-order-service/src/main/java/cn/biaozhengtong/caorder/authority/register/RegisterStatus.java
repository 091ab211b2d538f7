package cn.biaozhengtong.caorder.authority.register;

import cn.biaozhengtong.caorder.authority.CrlShard;
import cn.biaozhengtong.caorder.authority.StatusRegister;
import cn.biaozhengtong.crypto.cert.CertificateStatus;
import cn.biaozhengtong.crypto.cert.Revocation;
import cn.biaozhengtong.crypto.cert.RevocationReason;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What OCSP and the lists say of the register. Of an outside CA's certificates its own lists tell.
@Component
class RegisterStatus implements StatusRegister {
    private static final String OURS = " FROM issued_certificate WHERE authority = 'built_in' AND ";

    private final JdbcClient database;

    RegisterStatus(JdbcClient database) {
        this.database = database;
    }

    @Override
    public CertificateStatus status(SerialNumber serial) {
        return database.sql(
                        "SELECT revoked_at, revocation" + OURS + "serial = ? AND der IS NOT NULL")
                .param(serial.hex())
                .query((row, n) -> {
                    Timestamp at = row.getTimestamp(1);
                    return at == null
                            ? new CertificateStatus.Good()
                            : new CertificateStatus.Revoked(
                                    at.toInstant(),
                                    RevocationReason.valueOf(row.getString(2)).code());
                })
                .optional()
                .orElseGet(CertificateStatus.Unknown::new);
    }

    @Override
    public List<Revocation> revocations(CrlShard shard) {
        return ended(shard, "revoked_at IS NOT NULL", List.of());
    }

    @Override
    public List<Revocation> changes(CrlShard shard, Instant since) {
        Timestamp from = Timestamp.from(since);
        List<Revocation> out = new ArrayList<>(ended(shard, "revoked_at >= ?", List.of(from)));
        String released =
                "SELECT serial, released_at"
                        + OURS
                        + "released_at >= ? AND revoked_at IS NULL"
                        + (shard.number() < 0 ? "" : " AND crl_shard = ?");
        database.sql(released)
                .params(shard.number() < 0 ? List.of(from) : List.of(from, shard.number()))
                .query((row, n) ->
                        new Revocation(
                                new SerialNumber(row.getString(1)),
                                row.getTimestamp(2).toInstant(),
                                RevocationReason.remove_from_crl.code()))
                .list()
                .forEach(out::add);
        return out;
    }

    private List<Revocation> ended(CrlShard shard, String which, List<?> values) {
        List<Object> all = new ArrayList<>(values);
        String sql = "SELECT serial, revoked_at, revocation" + OURS + which;
        if (shard.number() >= 0) {
            sql += " AND crl_shard = ?";
            all.add(shard.number());
        }
        return database.sql(sql + " ORDER BY revoked_at")
                .params(all)
                .query((row, n) ->
                        new Revocation(
                                new SerialNumber(row.getString(1)),
                                row.getTimestamp(2).toInstant(),
                                RevocationReason.valueOf(row.getString(3)).code()))
                .list();
    }
}
