package cn.biaozhengtong.crypto;

/// Signs with one suite; the key itself may lie in memory, in a token or at two parties.
public interface SigningKey {
    /// A DER signature, verified under [#publicKey()] before it is returned.
    byte[] sign(byte[] message);

    Sm2PublicKey publicKey();
}
