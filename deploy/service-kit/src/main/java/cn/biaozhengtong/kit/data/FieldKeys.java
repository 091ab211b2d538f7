package cn.biaozhengtong.kit.data;

import cn.biaozhengtong.crypto.Aead;
import cn.biaozhengtong.crypto.SecretBytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/// The key file of [FieldCipher].
///
/// Either one line of 48 bytes in Base64, the cipher's key of version 1 (16) and the index key
/// (32); or, after a rotation, a line `index` with 32 bytes and one `<version>` with 16 bytes for
/// every version that may still be about. The newest seals, all open.
record FieldKeys(NavigableMap<Integer, Aead> versions, SecretBytes index) {
    private static final int INDEX_KEY = 32;

    static FieldKeys read(Path file) throws IOException {
        List<String> lines =
                Files.readAllLines(file).stream()
                        .map(String::strip)
                        .filter(it -> !it.isEmpty())
                        .toList();
        if (lines.size() == 1) {
            byte[] both = decoded(file, lines.getFirst(), Aead.KEY_LENGTH + INDEX_KEY);
            byte[] sealing = new byte[Aead.KEY_LENGTH];
            byte[] index = new byte[INDEX_KEY];
            System.arraycopy(both, 0, sealing, 0, sealing.length);
            System.arraycopy(both, sealing.length, index, 0, index.length);
            return new FieldKeys(
                    new TreeMap<>(java.util.Map.of(1, aead(sealing))), SecretBytes.copyOf(index));
        }
        NavigableMap<Integer, Aead> versions = new TreeMap<>();
        byte[] index = new byte[0];
        for (String line : lines) {
            String[] parts = line.split(" ", -1);
            if (parts.length != 2) {
                throw new IllegalStateException(file + ": a line is a name, a space and Base64");
            }
            if (parts[0].equals("index")) {
                index = decoded(file, parts[1], INDEX_KEY);
            } else {
                versions.put(
                        Integer.parseInt(parts[0]), aead(decoded(file, parts[1], Aead.KEY_LENGTH)));
            }
        }
        if (versions.isEmpty() || index.length == 0) {
            throw new IllegalStateException(file + " must have an index key and a version");
        }
        return new FieldKeys(versions, SecretBytes.copyOf(index));
    }

    private static Aead aead(byte[] key) {
        return Aead.of(SecretBytes.copyOf(key));
    }

    private static byte[] decoded(Path file, String text, int length) {
        byte[] key = Base64.getDecoder().decode(text);
        if (key.length != length) {
            throw new IllegalStateException(file + " must hold " + length + " bytes in Base64");
        }
        return key;
    }
}
