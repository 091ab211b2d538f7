package cn.biaozhengtong.crypto.internal;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.CryptoException.Reason;
import cn.biaozhengtong.crypto.Suite;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.bouncycastle.crypto.digests.SM3Digest;

/// Digests of files that need not fit in memory.
public final class FileDigests {
    private static final int BUFFER = 1 << 18;

    private FileDigests() {}

    /// The suite's digest of the prefixes and then the file's bytes.
    public static byte[] of(Suite suite, Path file, byte[]... prefixes) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return suite == Suite.sm2 ? sm3(in, prefixes) : sha256(in, prefixes);
        }
    }

    private static byte[] sm3(InputStream in, byte[]... prefixes) throws IOException {
        SM3Digest digest = new SM3Digest();
        for (byte[] prefix : prefixes) {
            digest.update(prefix, 0, prefix.length);
        }
        byte[] buffer = new byte[BUFFER];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            digest.update(buffer, 0, read);
        }
        byte[] out = new byte[digest.getDigestSize()];
        digest.doFinal(out, 0);
        return out;
    }

    private static byte[] sha256(InputStream in, byte[]... prefixes) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] prefix : prefixes) {
                digest.update(prefix);
            }
            byte[] buffer = new byte[BUFFER];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new CryptoException(Reason.internal, e);
        }
    }
}
