package cn.biaozhengtong.caorder.cosigning;

import cn.biaozhengtong.crypto.twoparty.RoundAnswer;
import java.util.List;
import java.util.UUID;

/// Port to the replica that opened a round: it alone can open the round's nonces.
public interface RoundOwner {
    /// @param url of the process that opened the round
    /// @param process which must still be that process
    record Question(
            String url,
            UUID process,
            KeyId keyId,
            RoundId roundId,
            AcceptedShares shares,
            List<RoundAnswer> answers) {}

    /// DER signatures in order, as [Cosigner#finish].
    ///
    /// @throws cn.biaozhengtong.kit.problem.ProblemException what the owner refused it with;
    ///   `round_lost` when it cannot be reached
    List<byte[]> finish(Question question);
}
