package cn.biaozhengtong.kit.data;

import cn.biaozhengtong.crypto.Aead;
import cn.biaozhengtong.crypto.Sm3;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import org.springframework.beans.factory.annotation.Value;

/// SM4-GCM for single fields, and a blind index to look them up by equality.
///
/// Stored form: the version of the key, a full stop, and Base64 of nonce ‖ ciphertext ‖ tag; the
/// key file is described at [FieldKeys]. The place of the field (table, column, row) is associated
/// data, so a value copied elsewhere does not open. The index key never changes: an index could not
/// be looked up any more.
public class FieldCipher {
    private final FieldKeys keys;
    private final byte[] indexKey;

    FieldCipher(@Value("${bzt.secrets.field-key-file}") Path file) throws IOException {
        keys = FieldKeys.read(file);
        indexKey = keys.index().expose();
    }

    /// One with another key file than the service's, of the same form.
    public static FieldCipher of(Path file) throws IOException {
        return new FieldCipher(file);
    }

    /// Begins every value that was sealed under the newest key, such as `2.`.
    String newest() {
        return keys.versions().lastKey() + ".";
    }

    boolean hasOlder() {
        return keys.versions().size() > 1;
    }

    public String seal(String plain, String place) {
        return sealBytes(plain.getBytes(StandardCharsets.UTF_8), place);
    }

    public String open(String sealed, String place) {
        return new String(openBytes(sealed, place), StandardCharsets.UTF_8);
    }

    public String sealBytes(byte[] plain, String place) {
        Aead aead = keys.versions().lastEntry().getValue();
        return newest() + Base64.getEncoder().encodeToString(aead.seal(plain, bytes(place)));
    }

    /// @throws cn.biaozhengtong.crypto.CryptoException when one bit, or the place, is different
    public byte[] openBytes(String sealed, String place) {
        int dot = sealed.indexOf('.');
        Aead aead = dot < 1 ? null : keys.versions().get(version(sealed.substring(0, dot)));
        if (aead == null) {
            throw new IllegalStateException("sealed under an unknown key version");
        }
        return aead.open(Base64.getDecoder().decode(sealed.substring(dot + 1)), bytes(place));
    }

    private static int version(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            return 0;
        }
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
