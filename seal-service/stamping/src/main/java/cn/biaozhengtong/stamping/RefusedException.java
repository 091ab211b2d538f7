package cn.biaozhengtong.stamping;

/// A document that is not stamped or not read; it and all files are as they were.
public final class RefusedException extends Exception {
    private static final long serialVersionUID = 1;

    private final Refusal refusal;

    /// @param about which page, field or object, for the log; no text of the document
    public RefusedException(Refusal refusal, String about) {
        super(refusal + ": " + about);
        this.refusal = refusal;
    }

    public RefusedException(Refusal refusal, String about, Throwable cause) {
        super(refusal + ": " + about, cause);
        this.refusal = refusal;
    }

    public Refusal refusal() {
        return refusal;
    }
}
