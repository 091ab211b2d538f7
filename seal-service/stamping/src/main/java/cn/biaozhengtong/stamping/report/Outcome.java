package cn.biaozhengtong.stamping.report;

/// How a step came out.
public enum Outcome {
    good,
    /// It spoils the signature.
    bad,
    /// It cannot be judged here: an authority that is not known, no time stamp, no list.
    unknown,
    /// There is nothing to judge: a signature without a seal.
    absent
}
