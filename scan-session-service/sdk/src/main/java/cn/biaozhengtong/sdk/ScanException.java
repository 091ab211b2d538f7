package cn.biaozhengtong.sdk;

import org.jspecify.annotations.Nullable;

/// A call that did not succeed: a refusal with its problem type, or no answer at all.
public final class ScanException extends RuntimeException {
    private final int status;
    private final String type;

    ScanException(int status, String type, String message) {
        super(message);
        this.status = status;
        this.type = type;
    }

    ScanException(String message, @Nullable Throwable cause) {
        super(message, cause);
        this.status = 0;
        this.type = "";
    }

    /// HTTP status; 0 when there was no answer.
    public int status() {
        return status;
    }

    /// The permanent problem type to branch on; empty when there was no answer.
    public String type() {
        return type;
    }

    /// Whether the same call may succeed in a moment: no answer, too many calls, or an outage.
    public boolean isPassing() {
        return status == 0 || status == 401 || status == 429 || status >= 500;
    }
}
