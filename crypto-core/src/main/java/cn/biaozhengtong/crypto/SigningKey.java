package cn.biaozhengtong.crypto;

/// Signs with one suite; the key itself may lie in memory, in a token or at two parties.
public interface SigningKey {
    /// A signature, verified under [#publicKey()] before it is returned. SM2 and ECDSA: DER
    /// `SEQ{r,s}`; RSA: as long as the modulus.
    byte[] sign(byte[] message);

    PublicKey publicKey();

    default Suite suite() {
        return publicKey().suite();
    }
}
