package cn.biaozhengtong.crypto.cert;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.CryptoException.Reason;
import cn.biaozhengtong.crypto.SecretBytes;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.ProviderException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/// AES-GCM inside a [Token], which has no SM4: `nonce (12) ‖ ciphertext ‖ tag (16)`.
final class TokenWrapping implements KeyEncryptionKey {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private final SecretKey handle;
    private final Provider provider;

    TokenWrapping(SecretKey handle, Provider provider) {
        this.handle = handle;
        this.provider = provider;
    }

    @Override
    public byte[] wrap(SecretBytes key, byte[] associated) {
        byte[] nonce = new byte[NONCE];
        RANDOM.nextBytes(nonce);
        byte[] sealed = gcm(Cipher.ENCRYPT_MODE, nonce, key.expose(), associated, Reason.internal);
        byte[] out = Arrays.copyOf(nonce, NONCE + sealed.length);
        System.arraycopy(sealed, 0, out, NONCE, sealed.length);
        return out;
    }

    @Override
    public SecretBytes unwrap(byte[] wrapped, byte[] associated) {
        if (wrapped.length <= NONCE + TAG_BITS / 8) {
            throw new CryptoException(Reason.bad_ciphertext);
        }
        byte[] opened =
                gcm(
                        Cipher.DECRYPT_MODE,
                        Arrays.copyOf(wrapped, NONCE),
                        Arrays.copyOfRange(wrapped, NONCE, wrapped.length),
                        associated,
                        Reason.bad_ciphertext);
        try {
            return SecretBytes.copyOf(opened);
        } finally {
            Arrays.fill(opened, (byte) 0);
        }
    }

    private byte[] gcm(int mode, byte[] nonce, byte[] input, byte[] associated, Reason failure) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding", provider);
            cipher.init(mode, handle, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(associated);
            return cipher.doFinal(input);
        } catch (GeneralSecurityException | ProviderException e) {
            throw new CryptoException(failure, e);
        }
    }
}
