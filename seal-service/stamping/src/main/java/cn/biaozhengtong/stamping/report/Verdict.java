package cn.biaozhengtong.stamping.report;

/// What a signature, or a document, is worth in all.
public enum Verdict {
    /// Intact, by a known signer, with a seal in force.
    valid,
    /// Intact, and something is not known or is weaker than it should be; the findings say what.
    intact_not_proven,
    invalid,
    /// Nothing is signed.
    unsigned
}
