package cn.biaozhengtong.caorder.authority;

import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.crypto.evidence.LogCheckpoint;
import cn.biaozhengtong.crypto.evidence.MerkleTree;
import cn.biaozhengtong.crypto.evidence.UseRecord;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Every certificate that this authority issued, and every use of a seal, in an append-only Merkle
/// tree (RFC 9162 with SM3): who issued one in secret, or took one back, could not show his log any
/// more.
///
/// The entry is the certificate's DER, or that of a [UseRecord]; only its hash is kept and
/// published. Whoever appends holds the row of the size, so positions have no gaps.
@Component
public class TransparencyLog {
    private static final Duration SAME = Duration.ofMinutes(1);

    private final AtomicReference<@Nullable Shown> shown = new AtomicReference<>();
    private final JdbcClient database;
    private final JdbcOperations batches;
    private final TimeStamper stamper;
    private final Clock clock;

    TransparencyLog(JdbcOperations database, TimeStamper stamper, Clock clock) {
        this.database = JdbcClient.create(database);
        this.batches = database;
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

    private record Shown(Checkpoint it, Instant until) {}

    /// @param kind `certificate`, or one of a [UseRecord]
    /// @param digest of the record; null of a certificate
    /// @param leafHash 64 hexadecimal characters
    public record Entry(long index, String kind, @Nullable String digest, String leafHash) {}

    /// Some entries in order, and how many there are in all.
    public record Entries(long size, List<Entry> entries) {}

    /// A use of a seal, or its being taken back.
    ///
    /// @param digest of the record, 64 hexadecimal characters
    public record Use(UseRecord.Kind kind, String digest) {}

    /// What an entry says besides its hash.
    ///
    /// @param id the serial of a certificate, the digest of a use
    private record Leaf(String kind, String id, Supplier<byte[]> entry) {}

    /// In the transaction that stores the certificate; a second time changes nothing.
    @Transactional(propagation = Propagation.MANDATORY)
    public void append(Certificate certificate) {
        append(
                "serial",
                List.of(new Leaf("certificate", certificate.serial().hex(), certificate::encoded)));
    }

    /// In their order; one that is there already, or comes twice, is there once.
    @Transactional(propagation = Propagation.MANDATORY)
    public void append(List<Use> uses) {
        append(
                "digest",
                uses.stream()
                        .distinct()
                        .map(it ->
                                new Leaf(
                                        it.kind().name(),
                                        it.digest(),
                                        () -> UseRecord.entry(it.kind(), it.digest())))
                        .toList());
    }

    private void append(String column, List<Leaf> leaves) {
        if (leaves.isEmpty()) {
            return;
        }
        long size =
                database.sql("SELECT size FROM log_size WHERE id = 1 FOR UPDATE")
                        .query(Long.class)
                        .single();
        Set<String> there =
                database.sql(
                                "SELECT %s FROM log_entry WHERE %1$s IN (:ids) FOR UPDATE"
                                        .formatted(column))
                        .param("ids", leaves.stream().map(Leaf::id).toList())
                        .query(String.class)
                        .set();
        Completed completed = new Completed(nodes());
        Timestamp now = Timestamp.from(clock.instant());
        List<Object[]> rows = new ArrayList<>();
        for (Leaf it : leaves) {
            if (!there.contains(it.id())) {
                long position = size + rows.size();
                MerkleTree.over(completed, position).append(it.entry().get());
                rows.add(new Object[] {position, it.kind(), it.id(), now});
            }
        }
        if (rows.isEmpty()) {
            return;
        }
        batches.batchUpdate(
                "INSERT INTO log_node (level, position, hash) VALUES (?, ?, ?)", completed.rows());
        batches.batchUpdate(
                "INSERT INTO log_entry (position, kind, %s, logged_at) VALUES (?, ?, ?, ?)"
                        .formatted(column),
                rows);
        database.sql("UPDATE log_size SET size = ? WHERE id = 1")
                .param(size + rows.size())
                .update();
    }

    /// The nodes that new entries complete, before they are written down together.
    private static final class Completed implements MerkleTree.Nodes {
        private record Place(int level, long index) {}

        private final Map<Place, byte[]> nodes = new LinkedHashMap<>();
        private final MerkleTree.Nodes before;

        Completed(MerkleTree.Nodes before) {
            this.before = before;
        }

        @Override
        public byte[] at(int level, long index) {
            byte[] fresh = nodes.get(new Place(level, index));
            return fresh == null ? before.at(level, index) : fresh;
        }

        @Override
        public void put(int level, long index, byte[] hash) {
            nodes.put(new Place(level, index), hash);
        }

        List<Object[]> rows() {
            List<Object[]> out = new ArrayList<>();
            nodes.forEach(
                    (place, hash) -> out.add(new Object[] {place.level(), place.index(), hash}));
            return out;
        }
    }

    /// Each is a time stamp, which stays on record for ever: asked again within a minute, a log
    /// that did not grow shows the last one.
    public Checkpoint checkpoint() {
        long size = size();
        Instant now = clock.instant();
        Shown before = shown.get();
        if (before != null && before.it().size() == size && before.until().isAfter(now)) {
            return before.it();
        }
        Checkpoint it = stamped(size);
        shown.set(new Shown(it, now.plus(SAME)));
        return it;
    }

    private Checkpoint stamped(long size) {
        LogCheckpoint it =
                new LogCheckpoint(
                        size, HexFormat.of().formatHex(MerkleTree.over(nodes(), size).root(size)));
        return new Checkpoint(
                size,
                it.root(),
                it.text(),
                Base64.getEncoder().encodeToString(stamper.stamp(it.digest())));
    }

    /// Empty when no such certificate was in the log of that size.
    public Optional<Inclusion> inclusion(SerialNumber serial, long size) {
        return inclusion(position(serial.hex(), null), size);
    }

    /// Empty when no such use was in the log of that size.
    ///
    /// @param digest of the record, 64 hexadecimal characters
    public Optional<Inclusion> inclusion(String digest, long size) {
        return inclusion(position(null, digest), size);
    }

    private Optional<Inclusion> inclusion(Optional<Long> position, long size) {
        return position.filter(at -> at < size && size <= size())
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

    /// For whoever compares the log with what he has himself.
    ///
    /// @param from index of the first
    public Entries entries(long from, int most) {
        // Before the entries: what comes meanwhile is not promised.
        long size = size();
        return new Entries(
                size,
                database.sql(
                                """
                                SELECT e.position, e.kind, e.digest, n.hash
                                FROM log_entry e JOIN log_node n ON n.level = 0 AND n.position = e.position
                                WHERE e.position >= ? AND e.position < ? ORDER BY e.position LIMIT ?\
                                """)
                        .params(from, size, most)
                        .query((row, n) ->
                                new Entry(
                                        row.getLong(1),
                                        row.getString(2),
                                        row.getString(3),
                                        HexFormat.of().formatHex(row.getBytes(4))))
                        .list());
    }

    private Optional<Long> position(@Nullable String serial, @Nullable String digest) {
        String by = serial == null ? "digest" : "serial";
        return database.sql("SELECT position FROM log_entry WHERE " + by + " = ?")
                .param(serial == null ? digest : serial)
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
                throw new UnsupportedOperationException("together with others only");
            }
        };
    }
}
