package cn.biaozhengtong.crypto.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.Sm3;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Every proof of every tree up to a size, and everything near them that is no proof.
class MerkleTreeTest {
    private static final int SIZE = 33;

    private final MerkleTree tree = new MerkleTree();
    private final List<byte[]> leaves = new ArrayList<>();

    @BeforeEach
    void fill() {
        for (int i = 0; i < SIZE; i++) {
            leaves.add(tree.append(("entry " + i).getBytes(StandardCharsets.UTF_8)));
        }
    }

    /// The definition of RFC 9162 §2.1.1, written once more without sharing code.
    private byte[] definition(List<byte[]> part) {
        if (part.size() == 1) {
            return part.get(0);
        }
        int k = 1;
        while (k * 2 < part.size()) {
            k *= 2;
        }
        return Sm3.digest(
                new byte[] {1},
                definition(part.subList(0, k)),
                definition(part.subList(k, part.size())));
    }

    @Test
    void roots_areThoseOfTheDefinition() {
        assertThat(tree.root(0)).isEqualTo(Sm3.digest());
        for (int size = 1; size <= SIZE; size++) {
            assertThat(tree.root(size)).isEqualTo(definition(leaves.subList(0, size)));
        }
    }

    @Test
    void inclusion_everyEntryOfEveryTree_verifies_andOnlyThere() {
        for (int size = 1; size <= SIZE; size++) {
            byte[] root = tree.root(size);
            for (int i = 0; i < size; i++) {
                List<byte[]> proof = tree.inclusionProof(i, size);
                MerkleTree.verifyInclusion(leaves.get(i), i, size, proof, root);
                int index = i;
                int wide = size;
                refused(() ->
                        MerkleTree.verifyInclusion(
                                leaves.get(index), index + 1, wide, proof, root));
                refused(() ->
                        MerkleTree.verifyInclusion(leaves.get(index), index, index, proof, root));
                refused(() ->
                        MerkleTree.verifyInclusion(
                                leaves.get((index + 1) % SIZE), index, wide, proof, root));
                refused(() ->
                        MerkleTree.verifyInclusion(
                                leaves.get(index), index, wide, proof, new byte[32]));
                List<byte[]> longer = new ArrayList<>(proof);
                longer.add(new byte[32]);
                refused(() ->
                        MerkleTree.verifyInclusion(leaves.get(index), index, wide, longer, root));
                if (!proof.isEmpty()) {
                    List<byte[]> shorter = proof.subList(0, proof.size() - 1);
                    refused(() ->
                            MerkleTree.verifyInclusion(
                                    leaves.get(index), index, wide, shorter, root));
                }
            }
        }
    }

    @Test
    void consistency_everyPair_verifies_andOnlyThat() {
        for (int older = 1; older <= SIZE; older++) {
            for (int newer = older; newer <= SIZE; newer++) {
                List<byte[]> proof = tree.consistencyProof(older, newer);
                byte[] oldRoot = tree.root(older);
                byte[] newRoot = tree.root(newer);
                MerkleTree.verifyConsistency(older, oldRoot, newer, newRoot, proof);
                int m = older;
                int n = newer;
                refused(() -> MerkleTree.verifyConsistency(m, new byte[32], n, newRoot, proof));
                refused(() -> MerkleTree.verifyConsistency(m, oldRoot, n, new byte[32], proof));
                refused(() -> MerkleTree.verifyConsistency(0, oldRoot, n, newRoot, proof));
                List<byte[]> longer = new ArrayList<>(proof);
                longer.add(new byte[32]);
                refused(() -> MerkleTree.verifyConsistency(m, oldRoot, n, newRoot, longer));
            }
        }
    }

    @Test
    void rewrittenHistory_isNotConsistent() {
        MerkleTree rewritten = new MerkleTree();
        for (int i = 0; i < SIZE; i++) {
            rewritten.append(
                    ((i == 5 ? "changed " : "entry ") + i).getBytes(StandardCharsets.UTF_8));
        }
        List<byte[]> proof = rewritten.consistencyProof(20, SIZE);
        refused(() ->
                MerkleTree.verifyConsistency(20, tree.root(20), SIZE, rewritten.root(SIZE), proof));
    }

    private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(CryptoException.class);
    }
}
