package cn.biaozhengtong.crypto.cert;

import org.jspecify.annotations.Nullable;

/// What an outside CA answered instead of a certificate, or that it did not answer.
public final class CmpException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public enum Reason {
        /// No answer, or one that could not be read: ask again.
        no_answer,
        /// The CA has taken the request and has not decided yet: ask again later.
        waiting,
        /// The CA refused.
        refused,
        /// The answer is not protected by the shared secret, or belongs to another question.
        unprotected,
        /// The certificate is not the one that was asked for.
        other_certificate
    }

    private final Reason reason;

    CmpException(Reason reason, String message, @Nullable Throwable cause) {
        super(reason + ": " + message, cause);
        this.reason = reason;
    }

    CmpException(Reason reason, String message) {
        this(reason, message, null);
    }

    public Reason reason() {
        return reason;
    }
}
