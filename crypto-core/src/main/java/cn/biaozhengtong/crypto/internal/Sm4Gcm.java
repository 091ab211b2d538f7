package cn.biaozhengtong.crypto.internal;

import cn.biaozhengtong.crypto.CryptoException;
import java.nio.ByteBuffer;

/// SM4-GCM over buffers, with a nonce that the caller makes unique. For one thread.
public interface Sm4Gcm extends AutoCloseable {
    /// Length of a tag in bytes.
    int TAG = 16;

    /// Length of a nonce in bytes.
    int NONCE = 12;

    /// Encrypts what remains of `in`; writes ciphertext and tag into `out`. Direct buffers.
    void seal(byte[] nonce, byte[] associated, ByteBuffer in, ByteBuffer out);

    /// Decrypts what remains of `in` (ciphertext and tag) into `out`.
    ///
    /// @throws CryptoException when the tag is wrong; nothing is in `out` then
    void open(byte[] nonce, byte[] associated, ByteBuffer in, ByteBuffer out);

    @Override
    void close();

    /// @throws CryptoException unless it has 96 bits
    static void mustBeNonce(byte[] nonce) {
        if (nonce.length != NONCE) {
            throw new CryptoException(CryptoException.Reason.malformed);
        }
    }
}
