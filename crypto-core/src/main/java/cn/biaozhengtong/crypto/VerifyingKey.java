package cn.biaozhengtong.crypto;

/// Verifies signatures of one suite.
public interface VerifyingKey {
    /// Returns only when the signature over exactly these bytes is right.
    ///
    /// @throws CryptoException otherwise, whatever the cause
    void verify(byte[] message, byte[] signature);
}
