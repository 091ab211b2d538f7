package cn.biaozhengtong.crypto.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// GHASH (NIST SP 800-38D §6.4): multiples of the hash key for each value of each half byte, 8 KiB,
/// so that a block is 32 independent lookups.
final class Ghash {
    private static final int BLOCK = 16;
    private static final int HALVES = 32;
    private static final long REDUCTION = 0xe1L << 56;
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final long[] high = new long[HALVES * 16];
    private final long[] low = new long[HALVES * 16];
    private long z0;
    private long z1;

    /// @param key the cipher's encryption of zeros
    Ghash(byte[] key) {
        long h0 = (long) LONG.get(key, 0);
        long h1 = (long) LONG.get(key, 8);
        for (int half = 0; half < HALVES; half++) {
            for (int bit = 8; bit > 0; bit >>= 1) {
                high[half * 16 + bit] = h0;
                low[half * 16 + bit] = h1;
                long carried = -(h1 & 1) & REDUCTION;
                h1 = h1 >>> 1 | h0 << 63;
                h0 = h0 >>> 1 ^ carried;
            }
            for (int value = 1; value < 16; value++) {
                int lowest = Integer.lowestOneBit(value);
                int rest = value ^ lowest;
                if (rest != 0) {
                    int at = half * 16 + value;
                    high[at] = high[half * 16 + rest] ^ high[half * 16 + lowest];
                    low[at] = low[half * 16 + rest] ^ low[half * 16 + lowest];
                }
            }
        }
    }

    /// Back to zero, for the next message under the same key.
    void reset() {
        z0 = 0;
        z1 = 0;
    }

    /// Takes bytes, filled with zeros to whole blocks.
    void update(byte[] data, int length) {
        int at = 0;
        for (; at + BLOCK <= length; at += BLOCK) {
            block((long) LONG.get(data, at), (long) LONG.get(data, at + 8));
        }
        if (at < length) {
            byte[] last = Arrays.copyOf(Arrays.copyOfRange(data, at, length), BLOCK);
            block((long) LONG.get(last, 0), (long) LONG.get(last, 8));
        }
    }

    private void block(long x0, long x1) {
        long a = z0 ^ x0;
        long b = z1 ^ x1;
        long r0 = 0;
        long r1 = 0;
        for (int half = 0, shift = 60; half < 16; half++, shift -= 4) {
            int one = half << 4 | (int) (a >>> shift) & 15;
            int two = half + 16 << 4 | (int) (b >>> shift) & 15;
            r0 ^= high[one] ^ high[two];
            r1 ^= low[one] ^ low[two];
        }
        z0 = r0;
        z1 = r1;
    }

    /// Takes both lengths in bytes and gives the hash.
    byte[] finish(long associated, long length) {
        block(associated * 8, length * 8);
        byte[] out = new byte[BLOCK];
        LONG.set(out, 0, z0);
        LONG.set(out, 8, z1);
        return out;
    }

    void wipe() {
        Arrays.fill(high, 0);
        Arrays.fill(low, 0);
        reset();
    }
}
