package cn.biaozhengtong.sdk;

/// What a sealed PDF's signature is completed with (ETSI EN 319 142-1 §6.2); an OFD knows the first
/// only.
public enum Baseline {
    /// A time stamp. The signature covers the whole file.
    b_t,
    /// And, behind the signature, all that is needed to verify it when nobody answers any more: the
    /// chain, and who was revoked. Some readers mention what stands behind a signature.
    b_lt
}
