package cn.biaozhengtong.seal.watch;

import cn.biaozhengtong.crypto.evidence.LogCheckpoint;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Port to the transparency log (ca-order-service). Nothing that it says is believed without a
/// proof.
public interface PublicLog {
    /// @param kind `certificate`, or one of a [cn.biaozhengtong.crypto.evidence.UseRecord]
    /// @param digest of the record; null of a certificate
    /// @param leafHash 64 hexadecimal characters
    record Entry(long index, String kind, @Nullable String digest, String leafHash) {
        byte[] leaf() {
            return HexFormat.of().parseHex(leafHash);
        }
    }

    /// @param size of the whole log
    /// @param entries without a gap, a thousand at most; none behind the last
    record Entries(long size, List<Entry> entries) {
        public Entries {
            entries = List.copyOf(entries);
        }
    }

    /// @param timeStamp over its text, Base64
    record Stamped(LogCheckpoint said, String timeStamp) {}

    /// @param from index of the first
    /// @throws cn.biaozhengtong.kit.problem.ProblemException when it does not answer
    Entries entries(long from);

    /// Of now; its time stamp is verified.
    ///
    /// @throws cn.biaozhengtong.kit.problem.ProblemException when it does not answer
    /// @throws cn.biaozhengtong.crypto.CryptoException when the stamp is not over it, or not by our
    ///   authority
    Stamped checkpoint();

    /// The proof that a log only grew, as
    /// [cn.biaozhengtong.crypto.evidence.MerkleTree#verifyConsistency] takes it.
    ///
    /// @throws cn.biaozhengtong.kit.problem.ProblemException when it does not answer
    List<byte[]> consistency(long oldSize, long size);
}
