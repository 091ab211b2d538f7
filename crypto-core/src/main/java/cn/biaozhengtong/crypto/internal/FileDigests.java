package cn.biaozhengtong.crypto.internal;

import cn.biaozhengtong.crypto.Suite;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SM3Digest;

/// Digests of files that need not fit in memory.
public final class FileDigests {
    private static final int BUFFER = 1 << 18;

    private FileDigests() {}

    /// The suite's digest of the prefixes and then the file's bytes.
    public static byte[] of(Suite suite, Path file, byte[]... prefixes) throws IOException {
        Digest digest = suite == Suite.sm2 ? new SM3Digest() : SHA256Digest.newInstance();
        for (byte[] prefix : prefixes) {
            digest.update(prefix, 0, prefix.length);
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] buffer = new byte[BUFFER];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        byte[] out = new byte[digest.getDigestSize()];
        digest.doFinal(out, 0);
        return out;
    }
}
