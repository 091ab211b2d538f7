package cn.biaozhengtong.crypto.envelope;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.CryptoException.Reason;
import cn.biaozhengtong.crypto.SecretBytes;
import java.security.MessageDigest;
import java.util.Arrays;

/// An opened wrapped key whose binding was the envelope's.
public final class LayerSecret {
    /// Length of a layer's secret in bytes.
    static final int LENGTH = 32;

    private final Layer layer;
    private final SecretBytes secret;

    private LayerSecret(Layer layer, SecretBytes secret) {
        this.layer = layer;
        this.secret = secret;
    }

    /// @param opened what decryption of the wrapped key gave: 64 bytes, wiped here
    /// @throws CryptoException when it was wrapped for another tender, lot, platform or recipient
    public static LayerSecret of(Tender tender, WrappedKey wrapped, byte[] opened) {
        byte[] binding = tender.binding(wrapped.serial());
        boolean whole = opened.length == LENGTH + binding.length;
        boolean ours =
                whole
                        && MessageDigest.isEqual(
                                binding, Arrays.copyOfRange(opened, LENGTH, opened.length));
        if (!ours) {
            throw new CryptoException(Reason.bad_ciphertext);
        }
        byte[] secret = Arrays.copyOf(opened, LENGTH);
        Arrays.fill(opened, (byte) 0);
        LayerSecret out = new LayerSecret(wrapped.layer(), SecretBytes.copyOf(secret));
        Arrays.fill(secret, (byte) 0);
        return out;
    }

    static LayerSecret fresh(Layer layer) {
        return new LayerSecret(layer, SecretBytes.random(LENGTH));
    }

    Layer layer() {
        return layer;
    }

    byte[] expose() {
        return secret.expose();
    }

    @Override
    public String toString() {
        return "LayerSecret[" + layer + "]";
    }
}
