package cn.biaozhengtong.crypto;

import cn.biaozhengtong.crypto.CryptoException.Reason;
import cn.biaozhengtong.crypto.internal.JavaSm4Gcm;
import cn.biaozhengtong.crypto.internal.Sm4Gcm;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;

/// SM4-GCM (GM/T 0002, GB/T 17964) with a random 96-bit nonce chosen inside.
///
/// Guarantees confidentiality and integrity of the plaintext and integrity of the associated data
/// for at most 2^32 messages under one key. Sealed form: nonce (12) ‖ ciphertext ‖ tag (16).
public final class Aead {
    /// Length of a key in bytes.
    public static final int KEY_LENGTH = 16;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] key;

    private Aead(byte[] key) {
        this.key = key;
    }

    /// A key of exactly 16 bytes.
    public static Aead of(SecretBytes key) {
        if (key.length() != KEY_LENGTH) {
            throw new CryptoException(Reason.malformed);
        }
        return new Aead(key.expose());
    }

    public byte[] seal(byte[] plaintext, byte[] associated) {
        byte[] nonce = new byte[Sm4Gcm.NONCE];
        RANDOM.nextBytes(nonce);
        ByteBuffer out =
                ByteBuffer.allocate(Sm4Gcm.NONCE + plaintext.length + Sm4Gcm.TAG).put(nonce);
        try (JavaSm4Gcm cipher = new JavaSm4Gcm(key)) {
            cipher.seal(nonce, associated, ByteBuffer.wrap(plaintext), out);
        }
        return out.array();
    }

    /// Opens what [#seal] made with the same associated data.
    ///
    /// @throws CryptoException when one bit of it, or of the associated data, is different
    public byte[] open(byte[] sealed, byte[] associated) {
        if (sealed.length < Sm4Gcm.NONCE + Sm4Gcm.TAG) {
            throw new CryptoException(Reason.bad_ciphertext);
        }
        byte[] nonce = Arrays.copyOf(sealed, Sm4Gcm.NONCE);
        ByteBuffer in = ByteBuffer.wrap(sealed, Sm4Gcm.NONCE, sealed.length - Sm4Gcm.NONCE);
        ByteBuffer out = ByteBuffer.allocate(in.remaining() - Sm4Gcm.TAG);
        try (JavaSm4Gcm cipher = new JavaSm4Gcm(key)) {
            cipher.open(nonce, associated, in, out);
        }
        return out.array();
    }
}
