package cn.biaozhengtong.crypto.internal;

import java.math.BigInteger;

/// The field of SM2, `p = 2^256 − 2^224 − 2^96 + 2^64 − 1` (GM/T 0003.5), on five signed limbs of
/// 52 bits, least first, in Montgomery form (`x·2^260 mod p`).
///
/// Sums and differences are not reduced: limbs have twelve bits to spare, and values may be several
/// p, or negative. [#mul] takes limbs up to 2^56 ([#sqr] up to 2^55) in size; what it gives is
/// between `ab/2^260` and p more than that: of sizes whose product is at most 16p², between −p and
/// 2p, and of two values up to 8p between −4p and 5p. [#weaken] brings any value up to 16p in size
/// back to about p. Limbs of a result are of 52 bits and not negative, but the top one bears the
/// sign. A test tries the ends of all of these. `p ≡ −1 mod 2^52`, so the Montgomery factor of a
/// step is the lowest limb, and the multiple of p that clears it is shifts: no multiplication is
/// spent on reduction, and no carry is ever compared for.
final class Sm2Field {
    static final int LIMBS = 5;
    static final BigInteger P = Sm2Group.DOMAIN.getCurve().getField().getCharacteristic();
    static final long[] ONE = toMontgomery(BigInteger.ONE);

    private static final int BITS = 52;
    private static final long MASK = (1L << BITS) - 1;
    // The limbs of p that are not all ones.
    private static final long P1 = 0xff00000000fffL;
    private static final long P4 = 0xfffffffeffffL;
    private static final int TOP = 256 - 4 * BITS;
    private static final int FIELD = 256;
    // Both factors shifted by half of 64 − 52, the upper half of the product begins at bit 52.
    private static final int UP = 6;

    private Sm2Field() {}

    static long[] toMontgomery(BigInteger value) {
        BigInteger shifted = value.shiftLeft(LIMBS * BITS).mod(P);
        long[] out = new long[LIMBS];
        for (int i = 0; i < LIMBS; i++) {
            out[i] = shifted.shiftRight(BITS * i).longValue() & MASK;
        }
        return out;
    }

    static BigInteger fromMontgomery(long[] a) {
        long[] plain = new long[LIMBS];
        mul(plain, a, new long[] {1, 0, 0, 0, 0});
        BigInteger out = BigInteger.ZERO;
        for (int i = LIMBS - 1; i >= 0; i--) {
            out = out.shiftLeft(BITS).add(BigInteger.valueOf(plain[i]));
        }
        return out.mod(P);
    }

    /// `r = a·b`; r may be a or b.
    static void mul(long[] r, long[] a, long[] b) {
        long b0 = b[0];
        long b1 = b[1];
        long b2 = b[2];
        long b3 = b[3];
        long b4 = b[4];
        long c0 = b0 << UP;
        long c1 = b1 << UP;
        long c2 = b2 << UP;
        long c3 = b3 << UP;
        long c4 = b4 << UP;
        long t0 = 0;
        long t1 = 0;
        long t2 = 0;
        long t3 = 0;
        long t4 = 0;
        for (int i = 0; i < LIMBS; i++) {
            long x = a[i];
            long y = x << UP;
            t0 += x * b0 & MASK;
            // t += x·b, then t += m·p, which clears the lowest limb, then t / 2^52.
            long m = t0 & MASK;
            long n0 = t1 + (t0 >> BITS) + (x * b1 & MASK) + Math.multiplyHigh(y, c0);
            long n1 = t2 + (x * b2 & MASK) + Math.multiplyHigh(y, c1);
            long n2 = t3 + (x * b3 & MASK) + Math.multiplyHigh(y, c2);
            long n3 = t4 + (x * b4 & MASK) + Math.multiplyHigh(y, c3);
            long n4 = Math.multiplyHigh(y, c4);
            // m·(2^256 − 2^224 − 2^96 + 2^64 − 1): the −m is the lowest limb, gone already.
            t0 = n0 + (m << 12 & MASK) - (m << 44 & MASK);
            t1 = n1 + (m >>> 40) - (m >>> 8);
            t2 = n2;
            t3 = n3 + (m << 48 & MASK) - (m << 16 & MASK);
            t4 = n4 + (m >>> 4) - (m >>> 36);
        }
        t1 += t0 >> BITS;
        t2 += t1 >> BITS;
        t3 += t2 >> BITS;
        t4 += t3 >> BITS;
        r[0] = t0 & MASK;
        r[1] = t1 & MASK;
        r[2] = t2 & MASK;
        r[3] = t3 & MASK;
        r[4] = t4;
    }

    /// `r = a²`; r may be a. Limbs up to 2^55: the products of two different limbs are taken once,
    /// doubled.
    static void sqr(long[] r, long[] a) {
        long a0 = a[0];
        long a1 = a[1];
        long a2 = a[2];
        long a3 = a[3];
        long a4 = a[4];
        long s0 = a0 << UP;
        long s1 = a1 << UP;
        long s2 = a2 << UP;
        long s3 = a3 << UP;
        long s4 = a4 << UP;
        long d1 = a1 << 1;
        long d2 = a2 << 1;
        long d3 = a3 << 1;
        long d4 = a4 << 1;
        long e1 = s1 << 1;
        long e2 = s2 << 1;
        long e3 = s3 << 1;
        long e4 = s4 << 1;
        long t0 = (a0 * a0 & MASK);
        long t1 = (a0 * d1 & MASK) + Math.multiplyHigh(s0, s0);
        long t2 = (a0 * d2 & MASK) + (a1 * a1 & MASK) + Math.multiplyHigh(s0, e1);
        long t3 =
                (a0 * d3 & MASK)
                        + (a1 * d2 & MASK)
                        + Math.multiplyHigh(s0, e2)
                        + Math.multiplyHigh(s1, s1);
        long t4 =
                (a0 * d4 & MASK)
                        + (a1 * d3 & MASK)
                        + (a2 * a2 & MASK)
                        + Math.multiplyHigh(s0, e3)
                        + Math.multiplyHigh(s1, e2);
        long t5 =
                (a1 * d4 & MASK)
                        + (a2 * d3 & MASK)
                        + Math.multiplyHigh(s0, e4)
                        + Math.multiplyHigh(s1, e3)
                        + Math.multiplyHigh(s2, s2);
        long t6 =
                (a2 * d4 & MASK)
                        + (a3 * a3 & MASK)
                        + Math.multiplyHigh(s1, e4)
                        + Math.multiplyHigh(s2, e3);
        long t7 = (a3 * d4 & MASK) + Math.multiplyHigh(s2, e4) + Math.multiplyHigh(s3, s3);
        long t8 = (a4 * a4 & MASK) + Math.multiplyHigh(s3, e4);
        long t9 = Math.multiplyHigh(s4, s4);
        long m0 = t0 & MASK;
        t1 += (t0 >> BITS) + (m0 << 12 & MASK) - (m0 << 44 & MASK);
        t2 += (m0 >>> 40) - (m0 >>> 8);
        t4 += (m0 << 48 & MASK) - (m0 << 16 & MASK);
        t5 += (m0 >>> 4) - (m0 >>> 36);
        long m1 = t1 & MASK;
        t2 += (t1 >> BITS) + (m1 << 12 & MASK) - (m1 << 44 & MASK);
        t3 += (m1 >>> 40) - (m1 >>> 8);
        t5 += (m1 << 48 & MASK) - (m1 << 16 & MASK);
        t6 += (m1 >>> 4) - (m1 >>> 36);
        long m2 = t2 & MASK;
        t3 += (t2 >> BITS) + (m2 << 12 & MASK) - (m2 << 44 & MASK);
        t4 += (m2 >>> 40) - (m2 >>> 8);
        t6 += (m2 << 48 & MASK) - (m2 << 16 & MASK);
        t7 += (m2 >>> 4) - (m2 >>> 36);
        long m3 = t3 & MASK;
        t4 += (t3 >> BITS) + (m3 << 12 & MASK) - (m3 << 44 & MASK);
        t5 += (m3 >>> 40) - (m3 >>> 8);
        t7 += (m3 << 48 & MASK) - (m3 << 16 & MASK);
        t8 += (m3 >>> 4) - (m3 >>> 36);
        long m4 = t4 & MASK;
        t5 += (t4 >> BITS) + (m4 << 12 & MASK) - (m4 << 44 & MASK);
        t6 += (m4 >>> 40) - (m4 >>> 8);
        t8 += (m4 << 48 & MASK) - (m4 << 16 & MASK);
        t9 += (m4 >>> 4) - (m4 >>> 36);
        t6 += t5 >> BITS;
        t7 += t6 >> BITS;
        t8 += t7 >> BITS;
        t9 += t8 >> BITS;
        r[0] = t5 & MASK;
        r[1] = t6 & MASK;
        r[2] = t7 & MASK;
        r[3] = t8 & MASK;
        r[4] = t9;
    }

    /// `r = a + b`, not reduced.
    static void add(long[] r, long[] a, long[] b) {
        r[0] = a[0] + b[0];
        r[1] = a[1] + b[1];
        r[2] = a[2] + b[2];
        r[3] = a[3] + b[3];
        r[4] = a[4] + b[4];
    }

    /// `r = a − b`, not reduced.
    static void sub(long[] r, long[] a, long[] b) {
        r[0] = a[0] - b[0];
        r[1] = a[1] - b[1];
        r[2] = a[2] - b[2];
        r[3] = a[3] - b[3];
        r[4] = a[4] - b[4];
    }

    /// `r = a·2^shift`, not reduced; for shifts up to 3.
    static void shift(long[] r, long[] a, int shift) {
        r[0] = a[0] << shift;
        r[1] = a[1] << shift;
        r[2] = a[2] << shift;
        r[3] = a[3] << shift;
        r[4] = a[4] << shift;
    }

    /// `r = −a`, not reduced.
    static void negate(long[] r, long[] a) {
        r[0] = -a[0];
        r[1] = -a[1];
        r[2] = -a[2];
        r[3] = -a[3];
        r[4] = -a[4];
    }

    /// Takes away the multiple of p that the bits from 2^256 on name: of a value up to 16p in size,
    /// with limbs up to 2^56, leaves one between −p/2^27 and p + p/2^27, and limbs of 52 bits.
    static void weaken(long[] a) {
        long t1 = a[1] + (a[0] >> BITS);
        long t2 = a[2] + (t1 >> BITS);
        long t3 = a[3] + (t2 >> BITS);
        long t4 = a[4] + (t3 >> BITS);
        long q = t4 >> TOP;
        // − q·2^256 + q·(2^224 + 2^96 − 2^64 + 1)
        long u0 = (a[0] & MASK) + q;
        long u1 = (t1 & MASK) + (q << 44) - (q << 12) + (u0 >> BITS);
        long u2 = (t2 & MASK) + (u1 >> BITS);
        long u3 = (t3 & MASK) + (u2 >> BITS);
        long u4 = (t4 & (1L << TOP) - 1) + (q << 16) + (u3 >> BITS);
        a[0] = u0 & MASK;
        a[1] = u1 & MASK;
        a[2] = u2 & MASK;
        a[3] = u3 & MASK;
        a[4] = u4;
    }

    /// `a^(p−2)`, four bits at a time.
    static long[] inverse(long[] a) {
        long[][] powers = new long[16][];
        powers[0] = ONE;
        for (int i = 1; i < powers.length; i++) {
            powers[i] = new long[LIMBS];
            mul(powers[i], powers[i - 1], a);
        }
        BigInteger exponent = P.subtract(BigInteger.TWO);
        long[] out = ONE.clone();
        for (int bit = FIELD - 4; bit >= 0; bit -= 4) {
            for (int i = 0; i < 4; i++) {
                sqr(out, out);
            }
            mul(out, out, powers[exponent.shiftRight(bit).intValue() & 15]);
        }
        return out;
    }

    /// Whether the value is a multiple of p, for any value up to 16p in size.
    static boolean isZero(long[] a) {
        long[] it = a.clone();
        weaken(it);
        weaken(it);
        // Between 0 and 2^256 now, which is less than 2p: only 0 and p are multiples.
        boolean zero = (it[0] | it[1] | it[2] | it[3] | it[4]) == 0;
        boolean p = it[0] == MASK && it[1] == P1 && it[2] == MASK && it[3] == MASK && it[4] == P4;
        return zero || p;
    }
}
