package cn.biaozhengtong.crypto.envelope;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.CryptoException.Reason;
import cn.biaozhengtong.crypto.internal.Sm4Gcm;
import java.nio.ByteBuffer;

/// How a file lies in segments: STREAM (Hoang, Reyhanitabar, Rogaway, Vizár 2015) with 1 MiB of
/// plaintext each.
///
/// Nonce: prefix (7) ‖ index (4, big-endian) ‖ 1 for the last segment, else 0. An empty file is one
/// empty last segment.
final class Segments {
    static final int PLAIN = 1 << 20;
    static final int SEALED = PLAIN + Sm4Gcm.TAG;

    private final long count;
    private final int lastPlain;

    private Segments(long count, int lastPlain) {
        this.count = count;
        this.lastPlain = lastPlain;
    }

    static Segments ofPlain(long size) {
        long count = Math.max(1, (size + PLAIN - 1) / PLAIN);
        return new Segments(mustBeCountable(count), (int) (size - (count - 1) * PLAIN));
    }

    /// @throws CryptoException when so many bytes are no whole number of segments
    static Segments ofSealed(long size) {
        long count = (size + SEALED - 1) / SEALED;
        long last = size - (count - 1) * SEALED;
        if (size < Sm4Gcm.TAG || last < Sm4Gcm.TAG || (count > 1 && last == Sm4Gcm.TAG)) {
            throw new CryptoException(Reason.malformed);
        }
        return new Segments(mustBeCountable(count), (int) last - Sm4Gcm.TAG);
    }

    private static long mustBeCountable(long count) {
        if (count > Integer.MAX_VALUE) {
            throw new CryptoException(Reason.out_of_range);
        }
        return count;
    }

    int count() {
        return (int) count;
    }

    long plainSize() {
        return (count - 1) * PLAIN + lastPlain;
    }

    int plainLength(int index) {
        return index == count - 1 ? lastPlain : PLAIN;
    }

    static long plainOffset(int index) {
        return (long) index * PLAIN;
    }

    static long sealedOffset(int index) {
        return (long) index * SEALED;
    }

    byte[] nonce(byte[] prefix, int index) {
        ByteBuffer out = ByteBuffer.allocate(Sm4Gcm.NONCE);
        out.put(prefix).putInt(index).put((byte) (index == count - 1 ? 1 : 0));
        return out.array();
    }
}
