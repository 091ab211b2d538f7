package cn.biaozhengtong.crypto.internal;

import java.math.BigInteger;

/// The field of SM2, `p = 2^256 − 2^224 − 2^96 + 2^64 − 1` (GM/T 0003.5), on four 64-bit limbs,
/// least first, in Montgomery form (`x·2^256 mod p`), always fully reduced.
///
/// `p ≡ −1 mod 2^64`, so the Montgomery factor of a step is the lowest limb itself, and the
/// multiple of p that clears it is shifts: no multiplication is spent on reduction. Nothing here
/// branches on a value except [#isZero], [#equal] and what calls them.
final class Sm2Field {
    static final int LIMBS = 4;
    static final BigInteger P = Sm2Group.DOMAIN.getCurve().getField().getCharacteristic();
    static final long[] ONE = toMontgomery(BigInteger.ONE);

    private static final long P0 = 0xffffffffffffffffL;
    private static final long P1 = 0xffffffff00000000L;
    private static final long P2 = 0xffffffffffffffffL;
    private static final long P3 = 0xfffffffeffffffffL;
    private static final int HALF = 32;
    private static final int BITS = 256;

    private Sm2Field() {}

    static long[] toMontgomery(BigInteger value) {
        BigInteger shifted = value.shiftLeft(BITS).mod(P);
        long[] out = new long[LIMBS];
        for (int i = 0; i < LIMBS; i++) {
            out[i] = shifted.shiftRight(64 * i).longValue();
        }
        return out;
    }

    static BigInteger fromMontgomery(long[] a) {
        long[] plain = new long[LIMBS];
        mul(plain, a, new long[] {1, 0, 0, 0});
        BigInteger out = BigInteger.ZERO;
        for (int i = LIMBS - 1; i >= 0; i--) {
            BigInteger limb = new BigInteger(Long.toUnsignedString(plain[i]));
            out = out.shiftLeft(64).add(limb);
        }
        return out;
    }

    /// `r = a·b`; r may be a or b.
    static void mul(long[] r, long[] a, long[] b) {
        long b0 = b[0];
        long b1 = b[1];
        long b2 = b[2];
        long b3 = b[3];
        long t0 = 0;
        long t1 = 0;
        long t2 = 0;
        long t3 = 0;
        long t4 = 0;
        for (int i = 0; i < LIMBS; i++) {
            long ai = a[i];
            // t += a[i]·b
            long low = ai * b0;
            t0 += low;
            long carry = Wide.high(ai, b0) + less(t0, low);
            low = ai * b1 + carry;
            carry = Wide.high(ai, b1) + less(low, carry);
            t1 += low;
            carry += less(t1, low);
            low = ai * b2 + carry;
            carry = Wide.high(ai, b2) + less(low, carry);
            t2 += low;
            carry += less(t2, low);
            low = ai * b3 + carry;
            carry = Wide.high(ai, b3) + less(low, carry);
            t3 += low;
            carry += less(t3, low);
            t4 += carry;
            long t5 = less(t4, carry);
            // (t + t0·p) / 2^64, with t0·(p + 1) / 2^64 = t0·(2^192 − 2^160 − 2^32 + 1)
            long m = t0;
            long up = m << HALF;
            long down = m >>> HALF;
            long n0 = m - up;
            long borrow = less(m, up);
            long v = down + borrow;
            long n1 = -v;
            borrow = nonZero(v);
            v = up + borrow;
            long n2 = -v;
            borrow = nonZero(v);
            long n3 = m - down - borrow;
            t0 = t1 + n0;
            carry = less(t0, n0);
            long s = n1 + carry;
            carry = less(s, carry);
            t1 = t2 + s;
            carry += less(t1, s);
            s = n2 + carry;
            carry = less(s, carry);
            t2 = t3 + s;
            carry += less(t2, s);
            s = n3 + carry;
            carry = less(s, carry);
            t3 = t4 + s;
            carry += less(t3, s);
            t4 = t5 + carry;
        }
        reduce(r, t0, t1, t2, t3, t4);
    }

    static void sqr(long[] r, long[] a) {
        mul(r, a, a);
    }

    /// `r = a + b`.
    static void add(long[] r, long[] a, long[] b) {
        long t0 = a[0] + b[0];
        long carry = less(t0, a[0]);
        long s = b[1] + carry;
        carry = less(s, carry);
        long t1 = a[1] + s;
        carry += less(t1, s);
        s = b[2] + carry;
        carry = less(s, carry);
        long t2 = a[2] + s;
        carry += less(t2, s);
        s = b[3] + carry;
        carry = less(s, carry);
        long t3 = a[3] + s;
        carry += less(t3, s);
        reduce(r, t0, t1, t2, t3, carry);
    }

    /// `r = a − b`.
    static void sub(long[] r, long[] a, long[] b) {
        long t0 = a[0] - b[0];
        long borrow = less(a[0], b[0]);
        long t1 = a[1] - b[1];
        long next = less(a[1], b[1]) + less(t1, borrow);
        t1 -= borrow;
        long t2 = a[2] - b[2];
        borrow = less(a[2], b[2]) + less(t2, next);
        t2 -= next;
        long t3 = a[3] - b[3];
        next = less(a[3], b[3]) + less(t3, borrow);
        t3 -= borrow;
        // A borrow is paid back with p.
        long mask = -next;
        long q0 = P0 & mask;
        long q1 = P1 & mask;
        long q2 = P2 & mask;
        long q3 = P3 & mask;
        r[0] = t0 + q0;
        long carry = less(r[0], q0);
        long s = q1 + carry;
        carry = less(s, carry);
        r[1] = t1 + s;
        carry += less(r[1], s);
        s = q2 + carry;
        carry = less(s, carry);
        r[2] = t2 + s;
        carry += less(r[2], s);
        r[3] = t3 + q3 + carry;
    }

    static void twice(long[] r, long[] a) {
        add(r, a, a);
    }

    /// `r = −a`.
    static void negate(long[] r, long[] a) {
        sub(r, new long[LIMBS], a);
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
        for (int bit = BITS - 4; bit >= 0; bit -= 4) {
            for (int i = 0; i < 4; i++) {
                sqr(out, out);
            }
            mul(out, out, powers[exponent.shiftRight(bit).intValue() & 15]);
        }
        return out;
    }

    static boolean isZero(long[] a) {
        return (a[0] | a[1] | a[2] | a[3]) == 0;
    }

    static boolean equal(long[] a, long[] b) {
        return ((a[0] ^ b[0]) | (a[1] ^ b[1]) | (a[2] ^ b[2]) | (a[3] ^ b[3])) == 0;
    }

    /// Takes p away once if the five limbs are p or more; they are below 2p.
    private static void reduce(long[] r, long t0, long t1, long t2, long t3, long t4) {
        long s0 = t0 - P0;
        long borrow = less(t0, P0);
        long s1 = t1 - P1;
        long next = less(t1, P1) + less(s1, borrow);
        s1 -= borrow;
        long s2 = t2 - P2;
        borrow = less(t2, P2) + less(s2, next);
        s2 -= next;
        long s3 = t3 - P3;
        next = less(t3, P3) + less(s3, borrow);
        s3 -= borrow;
        long keep = -(next & ~t4 & 1);
        r[0] = s0 ^ ((s0 ^ t0) & keep);
        r[1] = s1 ^ ((s1 ^ t1) & keep);
        r[2] = s2 ^ ((s2 ^ t2) & keep);
        r[3] = s3 ^ ((s3 ^ t3) & keep);
    }

    /// 1 when a < b unsigned, else 0.
    private static long less(long a, long b) {
        return ((~a & b) | ((~a | b) & (a - b))) >>> 63;
    }

    private static long nonZero(long a) {
        return (a | -a) >>> 63;
    }
}
