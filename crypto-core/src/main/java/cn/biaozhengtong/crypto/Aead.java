package cn.biaozhengtong.crypto;

import cn.biaozhengtong.crypto.CryptoException.Reason;
import java.security.SecureRandom;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.SM4Engine;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.modes.GCMModeCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;

/// SM4-GCM (GM/T 0002, GB/T 17964) with a random 96-bit nonce chosen inside.
///
/// Guarantees confidentiality and integrity of the plaintext and integrity of the associated data
/// for at most 2^32 messages under one key. Sealed form: nonce (12) ‖ ciphertext ‖ tag (16).
public final class Aead {
    /// Length of a key in bytes.
    public static final int KEY_LENGTH = 16;

    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final KeyParameter key;

    private Aead(KeyParameter key) {
        this.key = key;
    }

    /// A key of exactly 16 bytes.
    public static Aead of(SecretBytes key) {
        if (key.length() != KEY_LENGTH) {
            throw new CryptoException(Reason.malformed);
        }
        return new Aead(new KeyParameter(key.expose()));
    }

    public byte[] seal(byte[] plaintext, byte[] associated) {
        byte[] nonce = new byte[NONCE];
        RANDOM.nextBytes(nonce);
        GCMModeCipher cipher = cipher(true, nonce, associated);
        byte[] out = new byte[NONCE + cipher.getOutputSize(plaintext.length)];
        System.arraycopy(nonce, 0, out, 0, NONCE);
        int written = cipher.processBytes(plaintext, 0, plaintext.length, out, NONCE);
        try {
            cipher.doFinal(out, NONCE + written);
        } catch (InvalidCipherTextException e) {
            throw new CryptoException(Reason.internal, e);
        }
        return out;
    }

    /// Opens what [#seal] made with the same associated data.
    ///
    /// @throws CryptoException when one bit of it, or of the associated data, is different
    public byte[] open(byte[] sealed, byte[] associated) {
        if (sealed.length < NONCE + TAG_BITS / 8) {
            throw new CryptoException(Reason.bad_ciphertext);
        }
        byte[] nonce = new byte[NONCE];
        System.arraycopy(sealed, 0, nonce, 0, NONCE);
        GCMModeCipher cipher = cipher(false, nonce, associated);
        byte[] out = new byte[cipher.getOutputSize(sealed.length - NONCE)];
        int written = cipher.processBytes(sealed, NONCE, sealed.length - NONCE, out, 0);
        try {
            cipher.doFinal(out, written);
        } catch (InvalidCipherTextException e) {
            throw new CryptoException(Reason.bad_ciphertext, e);
        }
        return out;
    }

    private GCMModeCipher cipher(boolean forSealing, byte[] nonce, byte[] associated) {
        GCMModeCipher cipher = GCMBlockCipher.newInstance(new SM4Engine());
        cipher.init(forSealing, new AEADParameters(key, TAG_BITS, nonce, associated));
        return cipher;
    }
}
