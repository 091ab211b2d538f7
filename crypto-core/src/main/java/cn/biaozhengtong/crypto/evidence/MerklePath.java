package cn.biaozhengtong.crypto.evidence;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.CryptoException.Reason;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// The way from an entry to the root of a [MerkleTree] that was stamped (RFC 9162 §2.1.3).
///
/// As text, one fact a line, each value after a tabulator: `bzt/merkle-path/v1`, `index`, `size`,
/// then `node` for each sibling from the leaf upwards, 64 hexadecimal characters. An entry that was
/// stamped alone has index 0, size 1 and no node: its leaf is the root.
///
/// @param index of the entry, from 0
/// @param size of the tree in entries
/// @param nodes siblings, each 64 hexadecimal characters
public record MerklePath(long index, long size, List<String> nodes) {
    private static final String FORMAT = "bzt/merkle-path/v1";
    private static final int MAX_NODES = 63;

    /// @throws CryptoException unless such a place is in such a tree
    public MerklePath {
        nodes = List.copyOf(nodes);
        boolean sound =
                index >= 0
                        && index < size
                        && nodes.size() <= MAX_NODES
                        && nodes.stream().allMatch(it -> it.matches("[0-9a-f]{64}"));
        if (!sound) {
            throw new CryptoException(Reason.malformed);
        }
    }

    /// Of an entry that is the whole tree.
    public static MerklePath alone() {
        return new MerklePath(0, 1, List.of());
    }

    /// The root that this path leads a leaf to.
    ///
    /// @throws CryptoException when the path is longer or shorter than the tree is high
    public byte[] root(byte[] leaf) {
        List<byte[]> siblings = new ArrayList<>();
        nodes.forEach(it -> siblings.add(HexFormat.of().parseHex(it)));
        return MerkleTree.rootOf(leaf, index, size, siblings);
    }

    public byte[] encoded() {
        List<String> out = new ArrayList<>();
        out.add(FORMAT);
        out.add("index\t" + index);
        out.add("size\t" + size);
        nodes.forEach(it -> out.add("node\t" + it));
        return (String.join("\n", out) + "\n").getBytes(StandardCharsets.US_ASCII);
    }

    /// @throws CryptoException when it is no such text, byte for byte
    public static MerklePath parse(byte[] text) {
        List<String> lines = new String(text, StandardCharsets.US_ASCII).lines().toList();
        if (lines.size() < 3) {
            throw new CryptoException(Reason.malformed);
        }
        MerklePath it =
                new MerklePath(
                        number(lines.get(1), "index\t"),
                        number(lines.get(2), "size\t"),
                        lines.subList(3, lines.size()).stream()
                                .map(line -> value(line, "node\t"))
                                .toList());
        if (!java.util.Arrays.equals(it.encoded(), text)) {
            throw new CryptoException(Reason.malformed);
        }
        return it;
    }

    private static long number(String line, String name) {
        String value = value(line, name);
        if (!value.matches("[0-9]{1,18}")) {
            throw new CryptoException(Reason.malformed);
        }
        return Long.parseLong(value);
    }

    private static String value(String line, String name) {
        if (!line.startsWith(name)) {
            throw new CryptoException(Reason.malformed);
        }
        return line.substring(name.length());
    }
}
