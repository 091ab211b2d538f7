package cn.biaozhengtong.stamping.pdf.verification.syntax;

/// Bytes that are no object where one must be.
public final class MalformedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public MalformedException(String what, long at) {
        super(what + " at " + at);
    }
}
