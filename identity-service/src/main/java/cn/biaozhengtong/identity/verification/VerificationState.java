package cn.biaozhengtong.identity.verification;

/// `submitted` → `pending` → `verified` or `failed`; the last two are final.
public enum VerificationState {
    /// Written before the provider was called; the call may or may not have arrived.
    submitted,
    pending,
    verified,
    failed
}
