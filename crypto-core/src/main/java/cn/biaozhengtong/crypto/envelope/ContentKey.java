package cn.biaozhengtong.crypto.envelope;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.CryptoException.Reason;
import cn.biaozhengtong.crypto.SecretBytes;
import cn.biaozhengtong.crypto.Sm3;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;

/// What opens one envelope: key, commitment and salt, derived apart from the layers' secrets.
///
/// `master = secret of each layer, in order`; key, commitment and salt are HMAC-SM3 under the
/// master of their label, the number of layers (one byte: HMAC fills up a short key with zeros, so
/// that one secret and two of which the last is zero would else be one master) and the nonce
/// prefix. The commitment stands in the header: a key that opens a changed file would have to
/// collide SM3, so a bidder cannot make one file that opens in two ways.
public final class ContentKey {
    private static final int KEY = 16;

    private final SecretBytes key;
    private final byte[] commitment;
    private final byte[] salt;

    private ContentKey(SecretBytes key, byte[] commitment, byte[] salt) {
        this.key = key;
        this.commitment = commitment;
        this.salt = salt;
    }

    /// @param layers how many layers the envelope has; one secret of each is needed
    /// @throws CryptoException when a layer's secret is missing or doubled
    static ContentKey derive(int layers, Collection<LayerSecret> secrets, byte[] noncePrefix) {
        ByteArrayOutputStream master = new ByteArrayOutputStream();
        for (int i = 0; i < layers; i++) {
            Layer layer = Layer.values()[i];
            LayerSecret secret =
                    secrets.stream()
                            .filter(it -> it.layer() == layer)
                            .reduce((one, two) -> {
                                throw new CryptoException(Reason.malformed);
                            })
                            .orElseThrow(() -> new CryptoException(Reason.bad_ciphertext));
            master.writeBytes(secret.expose());
        }
        byte[] bytes = master.toByteArray();
        byte[] key = Arrays.copyOf(label(bytes, "key", layers, noncePrefix), KEY);
        ContentKey out =
                new ContentKey(
                        SecretBytes.copyOf(key),
                        label(bytes, "commitment", layers, noncePrefix),
                        label(bytes, "salt", layers, noncePrefix));
        Arrays.fill(bytes, (byte) 0);
        Arrays.fill(key, (byte) 0);
        return out;
    }

    private static byte[] label(byte[] master, String name, int layers, byte[] noncePrefix) {
        byte[] label = ("bzt/envelope/" + name + "/v2").getBytes(StandardCharsets.US_ASCII);
        return Sm3.hmac(master, label, new byte[] {(byte) layers}, noncePrefix);
    }

    SecretBytes key() {
        return key;
    }

    byte[] commitment() {
        return commitment.clone();
    }

    /// 32 bytes that only holders of the key know: prefix of the file's hash in a manifest.
    public byte[] salt() {
        return salt.clone();
    }

    @Override
    public String toString() {
        return "ContentKey";
    }
}
