package cn.biaozhengtong.crypto;

/// The one exception this library throws for input that it refuses.
///
/// The message never says more than [#OUTWARD]; what is behind it stands in [#reason()], which a
/// caller may act upon but must not show to outsiders.
public final class CryptoException extends RuntimeException {
    /// What outsiders are told, whatever went wrong.
    public static final String OUTWARD = "cryptographic check failed";

    /// Why the input was refused.
    public enum Reason {
        malformed,
        not_on_curve,
        out_of_range,
        bad_proof,
        bad_commitment,
        bad_signature,
        bad_ciphertext,
        untrusted,
        not_valid_now,
        revoked,
        status_unknown,
        wrong_purpose,
        lint,
        internal
    }

    private final Reason reason;

    public CryptoException(Reason reason) {
        super(OUTWARD);
        this.reason = reason;
    }

    public CryptoException(Reason reason, Throwable cause) {
        super(OUTWARD, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
