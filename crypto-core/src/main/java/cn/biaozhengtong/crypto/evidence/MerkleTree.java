package cn.biaozhengtong.crypto.evidence;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.CryptoException.Reason;
import cn.biaozhengtong.crypto.Sm3;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/// The Merkle tree of an append-only log (RFC 9162 §2.1) with SM3: proves that an entry is in it,
/// and that a later tree only added to an earlier one.
///
/// `leaf = SM3(00 ‖ entry)`, `node = SM3(01 ‖ left ‖ right)`, `root of nothing = SM3()`; hashes are
/// 32 bytes.
public final class MerkleTree {
    private static final byte[] LEAF = {0};
    private static final byte[] NODE = {1};

    private final Nodes nodes;
    private final LongSupplier size;

    /// A tree in memory, empty.
    public MerkleTree() {
        Kept kept = new Kept();
        this.nodes = kept;
        this.size = kept::size;
    }

    private MerkleTree(Nodes nodes, LongSupplier size) {
        this.nodes = nodes;
        this.size = size;
    }

    /// A tree whose nodes lie elsewhere, such as in a database: nothing is held, and a proof reads
    /// a number of nodes that grows with the logarithm of the size.
    public static MerkleTree over(Nodes nodes, long size) {
        return new MerkleTree(nodes, () -> size);
    }

    /// Where the complete subtrees are.
    public interface Nodes {
        /// The root of the subtree over the leaves `index·2^level` to `(index+1)·2^level − 1`.
        byte[] at(int level, long index);

        void put(int level, long index, byte[] hash);
    }

    private static final class Kept implements Nodes {
        private final List<List<byte[]>> levels = new ArrayList<>();

        @Override
        public byte[] at(int level, long index) {
            return levels.get(level).get(Math.toIntExact(index)).clone();
        }

        @Override
        public void put(int level, long index, byte[] hash) {
            if (levels.size() == level) {
                levels.add(new ArrayList<>());
            }
            levels.get(level).add(hash.clone());
        }

        private long size() {
            return levels.isEmpty() ? 0 : levels.get(0).size();
        }
    }

    /// Appends an entry, puts every node that it completes, and returns its leaf hash.
    public byte[] append(byte[] entry) {
        byte[] leaf = leafHash(entry);
        long index = size();
        byte[] hash = leaf;
        nodes.put(0, index, hash);
        for (int level = 1; (index & 1) == 1; level++) {
            hash = parent(nodes.at(level - 1, index - 1), hash);
            index >>= 1;
            nodes.put(level, index, hash);
        }
        return leaf.clone();
    }

    public long size() {
        return size.getAsLong();
    }

    public static byte[] leafHash(byte[] entry) {
        return Sm3.digest(LEAF, entry);
    }

    /// The root over the first `size` entries.
    public byte[] root(long size) {
        mustHave(size);
        return size == 0 ? Sm3.digest() : root(0, size);
    }

    /// The audit path of an entry in the tree of the first `size` entries (§2.1.3.1).
    public List<byte[]> inclusionProof(long index, long size) {
        mustHave(size);
        if (index < 0 || index >= size) {
            throw new CryptoException(Reason.out_of_range);
        }
        List<byte[]> out = new ArrayList<>();
        path(index, 0, size, out);
        return out;
    }

    /// The nodes that show the first `oldSize` entries in the tree of `newSize` (§2.1.4.1).
    public List<byte[]> consistencyProof(long oldSize, long newSize) {
        mustHave(newSize);
        if (oldSize <= 0 || oldSize > newSize) {
            throw new CryptoException(Reason.out_of_range);
        }
        List<byte[]> out = new ArrayList<>();
        if (oldSize < newSize) {
            subproof(oldSize, 0, newSize, true, out);
        }
        return out;
    }

    /// §2.1.3.2.
    ///
    /// @throws CryptoException unless the leaf is entry `index` of the tree with this root
    public static void verifyInclusion(
            byte[] leaf, long index, long size, List<byte[]> proof, byte[] root) {
        mustBe(MessageDigest.isEqual(rootOf(leaf, index, size, proof), root));
    }

    /// The root of the tree that has this leaf there, by its audit path.
    ///
    /// @throws CryptoException when the path has not the length that belongs to the place
    public static byte[] rootOf(byte[] leaf, long index, long size, List<byte[]> proof) {
        if (index < 0 || index >= size) {
            throw new CryptoException(Reason.bad_proof);
        }
        long node = index;
        long last = size - 1;
        byte[] hash = leaf;
        for (byte[] sibling : proof) {
            if (last == 0) {
                throw new CryptoException(Reason.bad_proof);
            }
            if ((node & 1) == 1 || node == last) {
                hash = parent(sibling, hash);
                while ((node & 1) == 0 && node != 0) {
                    node >>= 1;
                    last >>= 1;
                }
            } else {
                hash = parent(hash, sibling);
            }
            node >>= 1;
            last >>= 1;
        }
        mustBe(last == 0);
        return hash.clone();
    }

    /// §2.1.4.2.
    ///
    /// @throws CryptoException unless the newer tree begins with all of the older
    public static void verifyConsistency(
            long oldSize, byte[] oldRoot, long newSize, byte[] newRoot, List<byte[]> proof) {
        if (oldSize <= 0 || oldSize > newSize) {
            throw new CryptoException(Reason.bad_proof);
        }
        if (oldSize == newSize) {
            mustBe(proof.isEmpty() && MessageDigest.isEqual(oldRoot, newRoot));
            return;
        }
        List<byte[]> path = new ArrayList<>(proof);
        if (Long.bitCount(oldSize) == 1) {
            path.add(0, oldRoot);
        }
        if (path.isEmpty()) {
            throw new CryptoException(Reason.bad_proof);
        }
        long node = oldSize - 1;
        long last = newSize - 1;
        while ((node & 1) == 1) {
            node >>= 1;
            last >>= 1;
        }
        byte[] older = path.get(0);
        byte[] newer = path.get(0);
        for (byte[] it : path.subList(1, path.size())) {
            if (last == 0) {
                throw new CryptoException(Reason.bad_proof);
            }
            if ((node & 1) == 1 || node == last) {
                older = parent(it, older);
                newer = parent(it, newer);
                while ((node & 1) == 0 && node != 0) {
                    node >>= 1;
                    last >>= 1;
                }
            } else {
                newer = parent(newer, it);
            }
            node >>= 1;
            last >>= 1;
        }
        mustBe(
                last == 0
                        && MessageDigest.isEqual(older, oldRoot)
                        && MessageDigest.isEqual(newer, newRoot));
    }

    private byte[] root(long from, long to) {
        long count = to - from;
        if (Long.bitCount(count) == 1) {
            // Ranges begin at multiples of their size where that is a power of two.
            int level = Long.numberOfTrailingZeros(count);
            return nodes.at(level, from >> level);
        }
        long middle = from + split(count);
        return parent(root(from, middle), root(middle, to));
    }

    private void path(long index, long from, long to, List<byte[]> out) {
        if (to - from == 1) {
            return;
        }
        long middle = from + split(to - from);
        if (index < middle) {
            path(index, from, middle, out);
            out.add(root(middle, to));
        } else {
            path(index, middle, to, out);
            out.add(root(from, middle));
        }
    }

    private void subproof(long oldEnd, long from, long to, boolean whole, List<byte[]> out) {
        if (oldEnd == to) {
            if (!whole) {
                out.add(root(from, to));
            }
            return;
        }
        long middle = from + split(to - from);
        if (oldEnd <= middle) {
            subproof(oldEnd, from, middle, whole, out);
            out.add(root(middle, to));
        } else {
            subproof(oldEnd, middle, to, false, out);
            out.add(root(from, middle));
        }
    }

    /// The largest power of two below a count.
    private static long split(long count) {
        return Long.highestOneBit(count - 1);
    }

    static byte[] parent(byte[] left, byte[] right) {
        return Sm3.digest(NODE, left, right);
    }

    private void mustHave(long wanted) {
        if (wanted < 0 || wanted > size()) {
            throw new CryptoException(Reason.out_of_range);
        }
    }

    private static void mustBe(boolean good) {
        if (!good) {
            throw new CryptoException(Reason.bad_proof);
        }
    }
}
