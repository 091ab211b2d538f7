package cn.biaozhengtong.stamping.ofd;

import cn.biaozhengtong.crypto.Sm3;
import cn.biaozhengtong.stamping.ofd.container.Container;
import cn.biaozhengtong.stamping.ofd.container.Entry;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.bouncycastle.crypto.digests.SM3Digest;

/// SM3 of files inside, each read once, whatever its size.
final class Digests {
    private static final int BUFFER = 1 << 16;

    private final Container container;
    private final Map<String, String> known = new HashMap<>();

    Digests(Container container) {
        this.container = container;
    }

    /// Base64, as CheckValue has it.
    String of(Entry entry) throws IOException {
        String before = known.get(entry.path());
        if (before != null) {
            return before;
        }
        SM3Digest digest = new SM3Digest();
        try (InputStream in = container.read(entry)) {
            byte[] buffer = new byte[BUFFER];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        byte[] out = new byte[Sm3.LENGTH];
        digest.doFinal(out, 0);
        String text = Base64.getEncoder().encodeToString(out);
        known.put(entry.path(), text);
        return text;
    }

    /// The same of bytes at hand.
    static String of(byte[] content) {
        return Base64.getEncoder().encodeToString(Sm3.digest(content));
    }
}
