package cn.biaozhengtong.sdk;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.Sm2KeyPair;
import cn.biaozhengtong.crypto.Sm3;
import cn.biaozhengtong.crypto.envelope.ContentKey;
import cn.biaozhengtong.crypto.envelope.EnvelopeHeader;
import cn.biaozhengtong.crypto.envelope.LayerSecret;
import cn.biaozhengtong.crypto.envelope.WrappedKey;
import java.util.Arrays;
import java.util.List;

/// What came of one wrapped key at an opening.
///
/// @param name as the platform named the envelope
/// @param keyHash `SM3` of the wrapped key
/// @param encrypted to the platform's certificate; empty where it was not opened
/// @param reason why not, such as `certificate_missing`; else empty
/// @param fault whose that is: `bidder`, `platform` or `service`; else empty
public record OpenedKey(
        String name, String keyHash, byte[] encrypted, String reason, String fault) {
    private static final int SECRET = 32;

    public boolean isOpened() {
        return encrypted.length > 0;
    }

    /// The bidder's secret of an envelope, for a rehearsal's probe or for an envelope of two
    /// layers.
    ///
    /// @param platformKey of the certificate that the platform registered
    /// @throws CryptoException when it is not what this envelope's wrapped key held
    public LayerSecret secret(Sm2KeyPair platformKey, EnvelopeHeader header) {
        WrappedKey mine =
                header.wrappedKeys().stream()
                        .filter(it -> hash(it).equals(keyHash))
                        .findAny()
                        .orElseThrow(
                                () -> new CryptoException(CryptoException.Reason.bad_ciphertext));
        return LayerSecret.of(header.tender(), mine, platformKey.decrypt(encrypted));
    }

    /// Whether a rehearsal's probe came out right.
    ///
    /// @param secretHash as the probe stated it
    public boolean isProbe(Sm2KeyPair platformKey, String secretHash) {
        byte[] opened = isOpened() ? platformKey.decrypt(encrypted) : new byte[0];
        return opened.length > SECRET && Sm3.hex(Arrays.copyOf(opened, SECRET)).equals(secretHash);
    }

    /// The key that opens an envelope of one layer.
    public ContentKey contentKey(Sm2KeyPair platformKey, EnvelopeHeader header) {
        return header.contentKey(List.of(secret(platformKey, header)));
    }

    private static String hash(WrappedKey it) {
        return Sm3.hex(it.ciphertext());
    }
}
