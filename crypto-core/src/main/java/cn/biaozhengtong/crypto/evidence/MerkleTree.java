package cn.biaozhengtong.crypto.evidence;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.CryptoException.Reason;
import cn.biaozhengtong.crypto.Sm3;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/// The Merkle tree of an append-only log (RFC 9162 §2.1) with SM3: proves that an entry is in it,
/// and that a later tree only added to an earlier one.
///
/// `leaf = SM3(00 ‖ entry)`, `node = SM3(01 ‖ left ‖ right)`, `root of nothing = SM3()`; hashes are
/// 32 bytes.
public final class MerkleTree {
    private static final byte[] LEAF = {0};
    private static final byte[] NODE = {1};

    private final List<byte[]> leaves = new ArrayList<>();

    /// Appends an entry and returns its leaf hash.
    public byte[] append(byte[] entry) {
        byte[] leaf = leafHash(entry);
        leaves.add(leaf);
        return leaf.clone();
    }

    public int size() {
        return leaves.size();
    }

    public static byte[] leafHash(byte[] entry) {
        return Sm3.digest(LEAF, entry);
    }

    /// The root over the first `size` entries.
    public byte[] root(int size) {
        mustHave(size);
        return size == 0 ? Sm3.digest() : root(0, size);
    }

    /// The audit path of an entry in the tree of the first `size` entries (§2.1.3.1).
    public List<byte[]> inclusionProof(int index, int size) {
        mustHave(size);
        if (index < 0 || index >= size) {
            throw new CryptoException(Reason.out_of_range);
        }
        List<byte[]> out = new ArrayList<>();
        path(index, 0, size, out);
        return out;
    }

    /// The nodes that show the first `oldSize` entries in the tree of `newSize` (§2.1.4.1).
    public List<byte[]> consistencyProof(int oldSize, int newSize) {
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
        mustBe(last == 0 && MessageDigest.isEqual(hash, root));
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

    private byte[] root(int from, int to) {
        if (to - from == 1) {
            return leaves.get(from).clone();
        }
        int middle = from + split(to - from);
        return parent(root(from, middle), root(middle, to));
    }

    private void path(int index, int from, int to, List<byte[]> out) {
        if (to - from == 1) {
            return;
        }
        int middle = from + split(to - from);
        if (index < middle) {
            path(index, from, middle, out);
            out.add(root(middle, to));
        } else {
            path(index, middle, to, out);
            out.add(root(from, middle));
        }
    }

    private void subproof(int oldEnd, int from, int to, boolean whole, List<byte[]> out) {
        if (oldEnd == to) {
            if (!whole) {
                out.add(root(from, to));
            }
            return;
        }
        int middle = from + split(to - from);
        if (oldEnd <= middle) {
            subproof(oldEnd, from, middle, whole, out);
            out.add(root(middle, to));
        } else {
            subproof(oldEnd, middle, to, false, out);
            out.add(root(from, middle));
        }
    }

    /// The largest power of two below a count.
    private static int split(int count) {
        return Integer.highestOneBit(count - 1);
    }

    private static byte[] parent(byte[] left, byte[] right) {
        return Sm3.digest(NODE, left, right);
    }

    private void mustHave(int size) {
        if (size < 0 || size > leaves.size()) {
            throw new CryptoException(Reason.out_of_range);
        }
    }

    private static void mustBe(boolean good) {
        if (!good) {
            throw new CryptoException(Reason.bad_proof);
        }
    }
}
