package cn.biaozhengtong.crypto.envelope;

/// Hears how far a long work is; called by several threads, seldom.
@FunctionalInterface
public interface Progress {
    /// @param done bytes of plaintext
    /// @param total bytes of plaintext
    void at(long done, long total);

    /// Hears nothing.
    static Progress none() {
        return (done, total) -> {};
    }
}
