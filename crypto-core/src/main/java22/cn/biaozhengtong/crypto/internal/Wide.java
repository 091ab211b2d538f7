package cn.biaozhengtong.crypto.internal;

/// The upper half of a product, by the processor's own instruction.
final class Wide {
    private Wide() {}

    /// Bits 64 to 127 of the unsigned product.
    static long high(long a, long b) {
        return Math.unsignedMultiplyHigh(a, b);
    }
}
