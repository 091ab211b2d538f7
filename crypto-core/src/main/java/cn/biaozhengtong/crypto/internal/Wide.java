package cn.biaozhengtong.crypto.internal;

/// The upper half of a product; Java 18 and later have an instruction for it, which the
/// multi-release part uses.
final class Wide {
    private Wide() {}

    /// Bits 64 to 127 of the unsigned product.
    static long high(long a, long b) {
        return Math.multiplyHigh(a, b) + ((a >> 63) & b) + ((b >> 63) & a);
    }
}
