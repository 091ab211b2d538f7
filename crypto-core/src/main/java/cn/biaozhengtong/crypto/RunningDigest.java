package cn.biaozhengtong.crypto;

import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SM3Digest;

/// A suite's digest over bytes that come in parts and are never held together, such as those that a
/// signature in a PDF covers. Not for use by two threads at once.
public final class RunningDigest {
    private final Digest digest;

    private RunningDigest(Digest digest) {
        this.digest = digest;
    }

    /// SM3 or SHA-256, as [Suite#digest].
    public static RunningDigest of(Suite suite) {
        return new RunningDigest(suite == Suite.sm2 ? new SM3Digest() : SHA256Digest.newInstance());
    }

    public void update(byte[] bytes, int offset, int length) {
        digest.update(bytes, offset, length);
    }

    /// 32 bytes; afterwards it begins anew.
    public byte[] finish() {
        byte[] out = new byte[digest.getDigestSize()];
        digest.doFinal(out, 0);
        return out;
    }
}
