package cn.biaozhengtong.crypto.twoparty;

import cn.biaozhengtong.crypto.Scalar;
import cn.biaozhengtong.crypto.SecretBytes;

/// What the device sends in step 3 for one message: `r`, `s1` and the opening (32 bytes).
public record RoundAnswer(Scalar r, Scalar s1, SecretBytes opening) {}
