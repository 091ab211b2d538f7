package cn.biaozhengtong.crypto.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.biaozhengtong.crypto.CryptoException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A monitor that keeps little has the roots of who keeps all.
class MerkleFrontierTest {
    @Test
    void roots_areThoseOfTheWholeTree_inWhateverStepsTheLeavesCame() {
        MerkleTree tree = new MerkleTree();
        List<byte[]> leaves = new ArrayList<>();
        for (int i = 0; i < 70; i++) {
            leaves.add(tree.append(new byte[] {(byte) i}));
        }
        for (int step : new int[] {1, 3, 7, 70}) {
            MerkleFrontier it = MerkleFrontier.empty();
            assertThat(it.root()).isEqualTo(tree.root(0));
            for (int i = 0; i < leaves.size(); i += step) {
                it = it.with(leaves.subList(i, Math.min(i + step, leaves.size())));
                assertThat(it.root()).isEqualTo(tree.root(it.size()));
                assertThat(it).isEqualTo(new MerkleFrontier(it.size(), it.nodes()));
            }
        }
    }

    @Test
    void whatWasKept_fitsItsSize_orIsRefused() {
        String node = "ab".repeat(32);
        for (Runnable bad :
                List.<Runnable>of(
                        () -> new MerkleFrontier(2, List.of()),
                        () -> new MerkleFrontier(2, List.of(node, node)),
                        () -> new MerkleFrontier(-1, List.of(node)),
                        () -> new MerkleFrontier(1, List.of("ab")))) {
            assertThatThrownBy(bad::run).isInstanceOf(CryptoException.class);
        }
    }
}
