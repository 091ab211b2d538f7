package cn.biaozhengtong.seal.watch;

import cn.biaozhengtong.crypto.evidence.LogCheckpoint;
import cn.biaozhengtong.crypto.evidence.MerkleTree;
import cn.biaozhengtong.crypto.evidence.UseRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A transparency log that a test fills, and rewrites.
final class LogInMemory implements PublicLog {
    private static final int PAGE = 3;

    /// What is served; a test may serve what was never appended.
    final List<Entry> entries = new ArrayList<>();

    int checkpoints;
    boolean isAway;

    /// Certificates that are issued as soon as a checkpoint was given.
    int comeMeanwhile;

    private long hidden;
    private MerkleTree tree = new MerkleTree();

    void add(UseRecord.Kind kind, String digest) {
        append(kind.name(), digest, UseRecord.entry(kind, digest));
    }

    void certificate() {
        append("certificate", null, ("DER " + entries.size()).getBytes(StandardCharsets.UTF_8));
    }

    private void append(String kind, @Nullable String digest, byte[] entry) {
        String leaf = HexFormat.of().formatHex(tree.append(entry));
        entries.add(new Entry(entries.size(), kind, digest, leaf));
    }

    /// Another past, of the same length: one certificate is another.
    void rewrite(int index) {
        List<Entry> before = List.copyOf(entries);
        entries.clear();
        tree = new MerkleTree();
        for (Entry it : before) {
            String digest = it.digest();
            if (it.index() == index) {
                append("certificate", null, "another".getBytes(StandardCharsets.UTF_8));
            } else if (digest == null) {
                certificate();
            } else {
                add(UseRecord.Kind.valueOf(it.kind()), digest);
            }
        }
    }

    /// It states that it never had its last entry.
    void shorten() {
        hidden = 1;
    }

    void cutTo(int size) {
        List<Entry> kept = List.copyOf(entries.subList(0, size));
        entries.clear();
        entries.addAll(kept);
    }

    @Override
    public Entries entries(long from) {
        if (isAway) {
            throw new IllegalStateException("away");
        }
        int begin = (int) Math.min(from, entries.size());
        int end = Math.min(begin + PAGE, entries.size());
        return new Entries(entries.size(), entries.subList(begin, end));
    }

    @Override
    public Stamped checkpoint() {
        checkpoints++;
        long size = tree.size() - hidden;
        LogCheckpoint out = new LogCheckpoint(size, HexFormat.of().formatHex(tree.root(size)));
        for (; comeMeanwhile > 0; comeMeanwhile--) {
            certificate();
        }
        return new Stamped(out, "AA==");
    }

    @Override
    public List<byte[]> consistency(long oldSize, long size) {
        return tree.consistencyProof(oldSize, size);
    }
}
