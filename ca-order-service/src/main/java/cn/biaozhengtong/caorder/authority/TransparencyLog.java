package cn.biaozhengtong.caorder.authority;

import cn.biaozhengtong.crypto.Sm3;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.crypto.evidence.MerkleTree;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Every certificate that this authority issued, in an append-only Merkle tree (RFC 9162 with SM3):
/// an authority that issued one in secret, or took one back, could not show its log any more.
///
/// The entry is the certificate's DER; only its hash is kept and published. Whoever appends holds
/// the row of the size, so positions have no gaps.
@Component
public class TransparencyLog {
    private static final String TAG = "bzt/log/v1";

    private final JdbcClient database;
    private final TimeStamper stamper;
    private final Clock clock;

    TransparencyLog(JdbcClient database, TimeStamper stamper, Clock clock) {
        this.database = database;
        this.stamper = stamper;
        this.clock = clock;
    }

    /// Where an entry is, and the nodes that prove it for a size.
    public record Inclusion(long index, long size, List<String> nodes) {}

    /// What the log was at a time.
    ///
    /// @param text `bzt/log/v1 LF size LF root LF`, what is stamped
    /// @param timeStamp Base64 of a TimeStampToken (RFC 3161) over SM3 of the text
    public record Checkpoint(long size, String rootHash, String text, String timeStamp) {}

    /// In the transaction that stores the certificate; a second time changes nothing.
    @Transactional(propagation = Propagation.MANDATORY)
    public void append(Certificate certificate) {
        long size =
                database.sql("SELECT size FROM log_size WHERE id = 1 FOR UPDATE")
                        .query(Long.class)
                        .single();
        if (position(certificate.serial()).isPresent()) {
            return;
        }
        MerkleTree.over(nodes(), size).append(certificate.encoded());
        database.sql("INSERT INTO log_entry (position, serial, logged_at) VALUES (?, ?, ?)")
                .params(size, certificate.serial().hex(), Timestamp.from(clock.instant()))
                .update();
        database.sql("UPDATE log_size SET size = ? WHERE id = 1").param(size + 1).update();
    }

    public Checkpoint checkpoint() {
        long size = size();
        String root = HexFormat.of().formatHex(MerkleTree.over(nodes(), size).root(size));
        String text = TAG + "\n" + size + "\n" + root + "\n";
        byte[] digest = Sm3.digest(text.getBytes(StandardCharsets.US_ASCII));
        return new Checkpoint(
                size, root, text, Base64.getEncoder().encodeToString(stamper.stamp(digest)));
    }

    /// Empty when no such certificate was in the log of that size.
    public Optional<Inclusion> inclusion(SerialNumber serial, long size) {
        return position(serial)
                .filter(at -> at < size && size <= size())
                .map(at ->
                        new Inclusion(
                                at,
                                size,
                                hex(MerkleTree.over(nodes(), size).inclusionProof(at, size))));
    }

    /// Empty when the log never had these sizes.
    public Optional<List<String>> consistency(long oldSize, long size) {
        if (oldSize < 1 || oldSize > size || size > size()) {
            return Optional.empty();
        }
        return Optional.of(hex(MerkleTree.over(nodes(), size).consistencyProof(oldSize, size)));
    }

    private long size() {
        return database.sql("SELECT size FROM log_size WHERE id = 1").query(Long.class).single();
    }

    private Optional<Long> position(SerialNumber serial) {
        return database.sql("SELECT position FROM log_entry WHERE serial = ?")
                .param(serial.hex())
                .query(Long.class)
                .optional();
    }

    private static List<String> hex(List<byte[]> hashes) {
        return hashes.stream().map(it -> HexFormat.of().formatHex(it)).toList();
    }

    private MerkleTree.Nodes nodes() {
        return new MerkleTree.Nodes() {
            @Override
            public byte[] at(int level, long index) {
                return database.sql("SELECT hash FROM log_node WHERE level = ? AND position = ?")
                        .params(level, index)
                        .query((row, n) -> row.getBytes(1))
                        .single();
            }

            @Override
            public void put(int level, long index, byte[] hash) {
                database.sql("INSERT INTO log_node (level, position, hash) VALUES (?, ?, ?)")
                        .params(level, index, hash)
                        .update();
            }
        };
    }
}
