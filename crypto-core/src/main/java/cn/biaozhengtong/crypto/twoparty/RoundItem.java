package cn.biaozhengtong.crypto.twoparty;

import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.crypto.Scalar;

/// All that the server knows of one message when step 3 arrives.
public record RoundItem(
        Preimage preimage, NonceCommitment commitment, Scalar w2, RoundAnswer answer) {}
