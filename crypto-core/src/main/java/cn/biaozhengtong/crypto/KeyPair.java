package cn.biaozhengtong.crypto;

/// A whole key in this process's memory, of any suite.
public sealed interface KeyPair extends SigningKey permits Sm2KeyPair, JcaKeyPair {
    /// Opens what [PublicKey#encrypt] made for [#publicKey()].
    ///
    /// @throws CryptoException for everything else, whatever the cause
    byte[] decrypt(byte[] ciphertext);
}
