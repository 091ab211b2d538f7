package cn.biaozhengtong.crypto.seal;

import cn.biaozhengtong.crypto.Suite;

/// What a seal signs in a document, as it lies there now: the bytes of `Signature.xml` in OFD, the
/// ranges of a PDF. It is digested several times, since makers differ in how they digest it.
@FunctionalInterface
public interface SealedContent {
    /// The suite's digest of `prefix ‖ content`, 32 bytes.
    ///
    /// @param prefix empty, or Z of the signer (GM/T 0003.2 §5.5)
    byte[] digest(Suite suite, byte[] prefix);

    /// Content that lies in memory.
    static SealedContent of(byte[] content) {
        return (suite, prefix) -> suite.digest(prefix, content);
    }
}
