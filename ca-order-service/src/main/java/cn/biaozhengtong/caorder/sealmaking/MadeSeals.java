package cn.biaozhengtong.caorder.sealmaking;

import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// The register of seals: what was going to be signed, who ordered it, what was signed. Rows are
/// added, completed once, and never changed or deleted, which the database sees to.
@Component
class MadeSeals {
    private final JdbcClient database;
    private final Clock clock;

    MadeSeals(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /// @param fingerprint of the order
    /// @param info DER of SES_SealInfo
    /// @param seal DER of SESeal; null until it is signed
    record Row(
            String esId,
            UUID sealId,
            int version,
            String fingerprint,
            List<SerialNumber> signers,
            Preimage info,
            @Nullable Preimage seal) {}

    @Transactional(propagation = Propagation.MANDATORY)
    void record(SealOrder order, Preimage info, @Nullable Mandate mandate) {
        database.sql(
                        """
                        INSERT INTO made_seal (es_id, seal_id, version, enterprise_id, kind, fingerprint, signers, info,
                            ordered_with, ordered_at, order_signature, recorded_at)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)\
                        """)
                .param(order.esId())
                .param(order.sealId().toString())
                .param(order.version())
                .param(order.enterpriseId().toString())
                .param(order.kind())
                .param(order.fingerprint())
                .param(
                        order.signers().stream()
                                .map(SerialNumber::hex)
                                .collect(Collectors.joining(" ")))
                .param(info.toBytes())
                .param(mandate == null ? null : mandate.serial().hex())
                // As it was signed, to the digit.
                .param(mandate == null ? null : mandate.at().toString())
                .param(mandate == null ? null : mandate.signature().toBytes())
                .param(Timestamp.from(clock.instant()))
                .update();
    }

    /// Of several who sign at once, the first one's counts.
    void signed(String esId, byte[] seal) {
        database.sql("UPDATE made_seal SET seal = ? WHERE es_id = ? AND seal IS NULL")
                .params(seal, esId)
                .update();
    }

    Optional<Row> find(String esId) {
        return database.sql(
                        "SELECT es_id, seal_id, version, fingerprint, signers, info, seal FROM made_seal WHERE es_id = ?")
                .param(esId)
                .query((row, n) -> row(row))
                .optional();
    }

    /// The last version that was recorded.
    Optional<Row> last(UUID sealId) {
        return database.sql(
                        """
                        SELECT es_id, seal_id, version, fingerprint, signers, info, seal
                        FROM made_seal WHERE seal_id = ? ORDER BY version DESC LIMIT 1\
                        """)
                .param(sealId.toString())
                .query((row, n) -> row(row))
                .optional();
    }

    /// Who was in the list that the administrator ordered last, and in the last one.
    List<SerialNumber> people(UUID sealId) {
        return database
                .sql(
                        """
                        SELECT signers FROM made_seal WHERE seal_id = ? AND version >=
                            (SELECT MAX(version) FROM made_seal WHERE seal_id = ? AND ordered_with IS NOT NULL)\
                        """)
                .params(sealId.toString(), sealId.toString())
                .query((row, n) -> row.getString(1))
                .list()
                .stream()
                .flatMap(it -> Stream.of(it.split(" ")))
                .distinct()
                .map(SerialNumber::new)
                .toList();
    }

    private static Row row(ResultSet row) throws SQLException {
        byte[] seal = row.getBytes(7);
        return new Row(
                row.getString(1),
                UUID.fromString(row.getString(2)),
                row.getInt(3),
                row.getString(4),
                Stream.of(row.getString(5).split(" ")).map(SerialNumber::new).toList(),
                Preimage.of(row.getBytes(6)),
                seal == null ? null : Preimage.of(seal));
    }
}
