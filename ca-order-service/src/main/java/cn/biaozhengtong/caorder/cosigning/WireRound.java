package cn.biaozhengtong.caorder.cosigning;

import cn.biaozhengtong.crypto.Scalar;
import cn.biaozhengtong.crypto.SecretBytes;
import cn.biaozhengtong.crypto.twoparty.NonceCommitment;
import cn.biaozhengtong.crypto.twoparty.RoundAnswer;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/// Rounds as JSON: every byte string in Base64.
public final class WireRound {
    private WireRound() {}

    /// @param r 32 bytes
    /// @param s1 32 bytes
    /// @param opening 32 bytes
    public record Answer(
            @NotNull @Size(max = 32) byte[] r,
            @NotNull @Size(max = 32) byte[] s1,
            @NotNull @Size(max = 32) byte[] opening) {
        public static Answer of(RoundAnswer it) {
            return new Answer(it.r().encoded(), it.s1().encoded(), it.opening().expose());
        }

        RoundAnswer parse() {
            return new RoundAnswer(Scalar.parse(r), Scalar.parse(s1), SecretBytes.copyOf(opening));
        }
    }

    /// @param serverNonces `Q2`, 65 bytes each
    public record Opened(String roundId, List<byte[]> serverNonces) {
        public static Opened of(Cosigner.Opened opened) {
            return new Opened(
                    opened.roundId().toString(),
                    opened.serverNonces().stream().map(n -> n.q2().encoded()).toList());
        }
    }

    public static List<NonceCommitment> commitments(List<byte[]> wire) {
        return wire.stream().map(NonceCommitment::parse).toList();
    }

    public static List<RoundAnswer> answers(List<Answer> wire) {
        return wire.stream().map(Answer::parse).toList();
    }
}
