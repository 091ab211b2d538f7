package cn.biaozhengtong.crypto;

import cn.biaozhengtong.crypto.internal.JcaSuites;

/// The algorithms that belong together: key, signature, digest, key encryption. Closed; nothing
/// else is signed with, verified or read.
///
/// Electronic bidding uses [#sm2]; the others are for platforms that still need them.
public enum Suite {
    /// SM2 on sm2p256v1, SM3withSM2 under the id `1234567812345678`, SM2 encryption (GM/T 0003).
    sm2,
    /// RSA with 2048 bits, PKCS#1 v1.5 signatures with SHA-256, OAEP with SHA-256 (RFC 8017).
    rsa_2048,
    /// RSA with 3072 bits, otherwise like [#rsa_2048].
    rsa_3072,
    /// ECDSA on P-256 with SHA-256 (FIPS 186-5); signs only.
    ecdsa_p256;

    /// A new key of this suite.
    public KeyPair generate() {
        return this == sm2 ? Sm2KeyPair.generate() : JcaKeyPair.generate(this);
    }

    /// SM3 or SHA-256 of the parts, one after the other; 32 bytes both.
    public byte[] digest(byte[]... parts) {
        return this == sm2 ? Sm3.digest(parts) : JcaSuites.sha256(parts);
    }
}
