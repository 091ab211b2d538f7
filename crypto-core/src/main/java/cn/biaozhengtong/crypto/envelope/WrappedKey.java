package cn.biaozhengtong.crypto.envelope;

import cn.biaozhengtong.crypto.Sm2PublicKey;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import java.util.HexFormat;

/// A layer's secret encrypted to one recipient: DER of GM/T 0009, in lower-case hexadecimal.
///
/// Its holder opens it with [cn.biaozhengtong.crypto.Sm2KeyPair#decrypt], or a phone by split
/// decryption; the result goes to [LayerSecret#of].
public record WrappedKey(SerialNumber serial, Layer layer, String ciphertextHex) {
    /// Encrypts a secret of 32 bytes, bound to the tender, to one recipient.
    public static WrappedKey wrap(Tender tender, Recipient recipient, byte[] secret) {
        byte[] binding = tender.binding(recipient.serial());
        byte[] plain = new byte[secret.length + binding.length];
        System.arraycopy(secret, 0, plain, 0, secret.length);
        System.arraycopy(binding, 0, plain, secret.length, binding.length);
        Sm2PublicKey key = recipient.key();
        return new WrappedKey(
                recipient.serial(),
                recipient.layer(),
                HexFormat.of().formatHex(key.encrypt(plain)));
    }

    public byte[] ciphertext() {
        return HexFormat.of().parseHex(ciphertextHex);
    }
}
