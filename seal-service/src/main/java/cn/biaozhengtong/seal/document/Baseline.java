package cn.biaozhengtong.seal.document;

/// What a PDF's signature is completed with (ETSI EN 319 142-1 §6.2); an OFD knows the first only.
public enum Baseline {
    /// A time stamp. The signature covers the whole file.
    b_t,
    /// And, in a revision behind the signature, which some readers mention, all that is needed to
    /// verify it when nobody answers any more: the chain, and who was revoked.
    b_lt
}
