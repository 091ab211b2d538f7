package cn.biaozhengtong.crypto;

import cn.biaozhengtong.crypto.internal.SuiteAlgorithms;

/// A public key of one [Suite]: verifies its owner's signatures, encrypts short secrets to him.
public sealed interface PublicKey extends VerifyingKey permits Sm2PublicKey, JcaPublicKey {
    /// From a DER SubjectPublicKeyInfo (RFC 5280 §4.1.2.7) of any suite.
    ///
    /// @throws CryptoException when it is of no suite, weak, or its point is not on the curve
    static PublicKey parseInfo(byte[] der) {
        return SuiteAlgorithms.isSm2Key(der)
                ? Sm2PublicKey.parseInfo(der)
                : JcaPublicKey.parseInfo(der);
    }

    Suite suite();

    /// DER SubjectPublicKeyInfo.
    byte[] info();

    /// Encrypts a short secret, such as a content key.
    ///
    /// @return SM2: DER of GM/T 0009; RSA: OAEP, as long as the modulus
    /// @throws CryptoException when too long for the key (RSA: 190 or 318 bytes), or the suite does
    ///   not encrypt
    byte[] encrypt(byte[] plaintext);
}
