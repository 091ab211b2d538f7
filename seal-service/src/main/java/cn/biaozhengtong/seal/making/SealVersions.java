package cn.biaozhengtong.seal.making;

import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.seal.life.SealId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Every version of every seal, for what was sealed with it; rows are only ever added.
@Component
public class SealVersions {
    private final JdbcClient database;
    private final Clock clock;

    SealVersions(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /// @param picture hash of it
    /// @param signers certificates of those who may use it
    /// @param seal DER of SESeal
    record Made(
            String esId,
            int version,
            String name,
            String picture,
            List<SerialNumber> signers,
            Preimage seal) {}

    /// A second time changes nothing: a version that was made is never changed.
    void add(SealId seal, Made it) {
        if (find(it.esId()).isPresent()) {
            return;
        }
        database.sql(
                        """
                        INSERT INTO seal_version (es_id, seal_id, version, name, picture, signers, seal, made_at)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?)\
                        """)
                .params(
                        it.esId(),
                        seal.toString(),
                        it.version(),
                        it.name(),
                        it.picture(),
                        joined(it.signers()),
                        it.seal().toBytes(),
                        Timestamp.from(clock.instant()))
                .update();
    }

    Optional<Made> find(String esId) {
        return database.sql(
                        "SELECT es_id, version, name, picture, signers, seal FROM seal_version WHERE es_id = ?")
                .param(esId)
                .query((row, n) -> made(row))
                .optional();
    }

    /// Whose version it is.
    public Optional<SealId> sealOf(String esId) {
        return database.sql("SELECT seal_id FROM seal_version WHERE es_id = ?")
                .param(esId)
                .query(String.class)
                .optional()
                .map(SealId::of);
    }

    /// Hash of the picture of a version.
    public Optional<String> picture(String esId) {
        return find(esId).map(Made::picture);
    }

    /// DER of the SESeal of a version.
    public Optional<Preimage> seal(String esId) {
        return find(esId).map(Made::seal);
    }

    private static Made made(ResultSet row) throws SQLException {
        return new Made(
                row.getString(1),
                row.getInt(2),
                row.getString(3),
                row.getString(4),
                split(row.getString(5)),
                Preimage.of(row.getBytes(6)));
    }

    public static String joined(List<SerialNumber> serials) {
        return serials.stream().map(SerialNumber::hex).collect(Collectors.joining(" "));
    }

    public static List<SerialNumber> split(String serials) {
        return serials.isEmpty()
                ? List.of()
                : Stream.of(serials.split(" ")).map(SerialNumber::new).toList();
    }
}
