package cn.biaozhengtong.crypto.evidence;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.CryptoException.Reason;
import cn.biaozhengtong.crypto.Sm3;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// What a monitor of a log keeps of a [MerkleTree] to go on with it (RFC 6962 §5.3, RFC 9162 §8.2):
/// the roots of its complete subtrees, the largest first. It gives the root of all leaves that it
/// was shown, and no proofs.
///
/// @param size leaves so far
/// @param nodes one for each bit of the size that is set, each 64 hexadecimal characters
public record MerkleFrontier(long size, List<String> nodes) {
    /// @throws CryptoException unless as many nodes belong to the size
    public MerkleFrontier {
        nodes = List.copyOf(nodes);
        boolean sound =
                size >= 0
                        && nodes.size() == Long.bitCount(size)
                        && nodes.stream().allMatch(it -> it.matches("[0-9a-f]{64}"));
        if (!sound) {
            throw new CryptoException(Reason.malformed);
        }
    }

    public static MerkleFrontier empty() {
        return new MerkleFrontier(0, List.of());
    }

    /// @param leaves leaf hashes that follow, in order
    public MerkleFrontier with(List<byte[]> leaves) {
        List<byte[]> stack = new ArrayList<>(bytes());
        long count = size;
        for (byte[] leaf : leaves) {
            stack.add(leaf);
            for (long full = count; (full & 1) == 1; full >>= 1) {
                byte[] right = stack.remove(stack.size() - 1);
                stack.add(MerkleTree.parent(stack.remove(stack.size() - 1), right));
            }
            count++;
        }
        return new MerkleFrontier(count, stack.stream().map(HexFormat.of()::formatHex).toList());
    }

    /// Of the tree over all leaves so far.
    public byte[] root() {
        List<byte[]> all = bytes();
        if (all.isEmpty()) {
            return Sm3.digest();
        }
        byte[] out = all.get(all.size() - 1);
        for (int i = all.size() - 2; i >= 0; i--) {
            out = MerkleTree.parent(all.get(i), out);
        }
        return out;
    }

    private List<byte[]> bytes() {
        return nodes.stream().map(HexFormat.of()::parseHex).toList();
    }
}
