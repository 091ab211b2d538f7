package cn.biaozhengtong.stamping.report;

/// The steps of a verification, in the order in which they are judged (GB/T 38540-2020 §7.3, then
/// what lies around the signature).
public enum Step {
    /// The signature's own form, strictly DER, in the place where it belongs.
    format,
    /// The signature fits the signer's certificate.
    signature,
    /// The signer is one of those who may use the seal.
    signer_in_seal,
    /// The maker signed the seal.
    seal_signature,
    /// The maker's certificate leads to an authority that is trusted for seals.
    maker_chain,
    /// The seal was in force when it was used.
    seal_in_force,
    /// The signer's certificate leads to a trusted authority and was in force.
    signer_chain,
    /// The signer's certificate was not revoked when he signed.
    revocation,
    /// A time stamp proves when.
    time_stamp,
    /// The document is what was signed.
    digest,
    /// The signature covers the whole of its revision.
    coverage,
    /// What was done to the document afterwards.
    later_changes,
    /// Nobody took the seal back (撤章): only whoever keeps the uses of seals can say.
    withdrawal
}
