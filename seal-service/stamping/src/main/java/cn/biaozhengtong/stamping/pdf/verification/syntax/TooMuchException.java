package cn.biaozhengtong.stamping.pdf.verification.syntax;

/// More pages, objects or bytes than are looked at.
public final class TooMuchException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public TooMuchException(String what) {
        super(what);
    }
}
