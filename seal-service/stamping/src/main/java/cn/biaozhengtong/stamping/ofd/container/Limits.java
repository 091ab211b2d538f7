package cn.biaozhengtong.stamping.ofd.container;

/// What is read at most.
///
/// @param file bytes of the file
/// @param entries files inside
/// @param inflated bytes of all files inside, however large the file is
/// @param floor bytes inside that are always allowed
/// @param ratio how many times the file's size may be inside, above the floor
/// @param part bytes of one XML
public record Limits(long file, int entries, long inflated, long floor, int ratio, int part) {
    /// A gigabyte and a hundred thousand pages.
    public static final Limits USUAL =
            new Limits(1L << 30, 250_000, 4L << 30, 32L << 20, 100, 64 << 20);

    boolean allow(long length, long inside) {
        return inside <= inflated && inside <= Math.max(floor, length * ratio);
    }
}
