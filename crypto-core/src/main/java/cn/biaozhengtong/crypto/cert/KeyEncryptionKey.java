package cn.biaozhengtong.crypto.cert;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.CryptoException.Reason;
import cn.biaozhengtong.crypto.KeyPair;
import cn.biaozhengtong.crypto.SecretBytes;
import cn.biaozhengtong.crypto.Sm3;
import java.util.Arrays;

/// Encrypts keys for storage, so that whoever has the store alone has nothing: the key itself lies
/// elsewhere, in a password-protected file or in a token.
///
/// What is wrapped is bound to its place: with other associated data it does not open.
public interface KeyEncryptionKey {
    /// @param key at most 64 bytes
    /// @param associated what the wrapped key belongs to; not kept in it
    byte[] wrap(SecretBytes key, byte[] associated);

    /// @throws CryptoException when one bit, or the associated data, is different
    SecretBytes unwrap(byte[] wrapped, byte[] associated);

    /// One with a key pair of a suite that encrypts (SM2, RSA), such as a [KeyStoreFile]'s: wrapped
    /// is the ciphertext of `key ‖ SM3(associated)`.
    static KeyEncryptionKey of(KeyPair pair) {
        return new KeyEncryptionKey() {
            @Override
            public byte[] wrap(SecretBytes key, byte[] associated) {
                byte[] secret = key.expose();
                byte[] bound = Arrays.copyOf(secret, secret.length + Sm3.LENGTH);
                System.arraycopy(Sm3.digest(associated), 0, bound, secret.length, Sm3.LENGTH);
                try {
                    return pair.publicKey().encrypt(bound);
                } finally {
                    Arrays.fill(bound, (byte) 0);
                }
            }

            @Override
            public SecretBytes unwrap(byte[] wrapped, byte[] associated) {
                byte[] bound = pair.decrypt(wrapped);
                try {
                    int length = bound.length - Sm3.LENGTH;
                    boolean ours =
                            length > 0
                                    && Arrays.equals(
                                            Sm3.digest(associated),
                                            Arrays.copyOfRange(bound, length, bound.length));
                    if (!ours) {
                        throw new CryptoException(Reason.bad_ciphertext);
                    }
                    return SecretBytes.copyOf(Arrays.copyOf(bound, length));
                } finally {
                    Arrays.fill(bound, (byte) 0);
                }
            }
        };
    }
}
