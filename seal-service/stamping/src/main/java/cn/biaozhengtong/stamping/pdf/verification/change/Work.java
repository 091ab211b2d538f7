package cn.biaozhengtong.stamping.pdf.verification.change;

import cn.biaozhengtong.stamping.pdf.verification.syntax.TooMuchException;

/// Bounds how many objects are compared for one document, whatever it refers to.
public final class Work {
    private static final long MAX = 5_000_000;

    private long done;

    void one() {
        if (++done > MAX) {
            throw new TooMuchException("objects to compare");
        }
    }
}
