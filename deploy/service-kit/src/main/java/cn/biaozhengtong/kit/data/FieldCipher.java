package cn.biaozhengtong.kit.data;

import cn.biaozhengtong.crypto.Aead;
import cn.biaozhengtong.crypto.SecretBytes;
import cn.biaozhengtong.crypto.Sm3;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import org.springframework.beans.factory.annotation.Value;

/// SM4-GCM for single fields, and a blind index to look them up by equality.
///
/// The key file holds 48 bytes in Base64: 16 for the cipher, 32 for the index. Stored form: `1.`
/// and Base64 of nonce ‖ ciphertext ‖ tag; the number is the key's version. The place of the field
/// (table, column, row) is associated data, so a value copied elsewhere does not open.
public class FieldCipher {
    private static final String VERSION = "1.";
    private static final int INDEX_KEY = 32;

    private final Aead aead;
    private final byte[] indexKey = new byte[INDEX_KEY];

    FieldCipher(@Value("${bzt.secrets.field-key-file}") Path file) throws IOException {
        byte[] key = Base64.getDecoder().decode(Files.readString(file).trim());
        if (key.length != Aead.KEY_LENGTH + INDEX_KEY) {
            throw new IllegalStateException(file + " must hold 48 bytes in Base64");
        }
        byte[] sealing = new byte[Aead.KEY_LENGTH];
        System.arraycopy(key, 0, sealing, 0, sealing.length);
        System.arraycopy(key, sealing.length, indexKey, 0, INDEX_KEY);
        aead = Aead.of(SecretBytes.copyOf(sealing));
    }

    public String seal(String plain, String place) {
        return sealBytes(plain.getBytes(StandardCharsets.UTF_8), place);
    }

    public String open(String sealed, String place) {
        return new String(openBytes(sealed, place), StandardCharsets.UTF_8);
    }

    public String sealBytes(byte[] plain, String place) {
        return VERSION + Base64.getEncoder().encodeToString(aead.seal(plain, bytes(place)));
    }

    /// @throws cn.biaozhengtong.crypto.CryptoException when one bit, or the place, is different
    public byte[] openBytes(String sealed, String place) {
        if (!sealed.startsWith(VERSION)) {
            throw new IllegalStateException("sealed under an unknown key version");
        }
        byte[] raw = Base64.getDecoder().decode(sealed.substring(VERSION.length()));
        return aead.open(raw, bytes(place));
    }

    /// 64 hexadecimal characters; equal values of one kind have equal indexes.
    public String blindIndex(String kind, String value) {
        return HexFormat.of()
                .formatHex(Sm3.hmac(indexKey, bytes(kind), new byte[] {0}, bytes(value)));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
