package cn.biaozhengtong.crypto.internal;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.math.ec.ECPoint;

/// Sums of multiples of points, for judging signatures: variable in time, so never for a long-lived
/// secret.
///
/// Straus' method with signed windows. A base that is used more than once keeps tables of itself
/// and of `2^128` times itself, so that a multiple of it costs half the doublings. The doublings of
/// a sum are always the same number, whatever the scalars' lengths.
public final class Sm2Sums {
    private static final int HALF = 128;
    private static final int WINDOW = 5;
    private static final int BASE_WINDOW = 7;
    private static final Base G = new Base(Sm2Group.G, BASE_WINDOW, true, true);

    private final List<byte[]> digits = new ArrayList<>();
    private final List<Sm2Jacobian[]> tables = new ArrayList<>();
    private int length;

    /// A point with its tables.
    public static final class Base {
        private final int window;
        private final Sm2Jacobian[] low;
        private final Sm2Jacobian[] high;

        private Base(ECPoint point, int window, boolean split, boolean affine) {
            this.window = window;
            Sm2Jacobian it = Sm2Jacobian.of(point);
            this.low = odd(it, window, affine);
            this.high = split ? odd(shifted(it), window, affine) : new Sm2Jacobian[0];
        }

        /// For one multiple of this point.
        public static Base once(ECPoint point) {
            return new Base(point, WINDOW, false, false);
        }

        /// For several.
        public static Base often(ECPoint point) {
            return new Base(point, WINDOW, true, false);
        }

        private static Sm2Jacobian shifted(Sm2Jacobian point) {
            Sm2Jacobian.Scratch scratch = new Sm2Jacobian.Scratch();
            Sm2Jacobian out = point.copy();
            for (int i = 0; i < HALF; i++) {
                out.twice(scratch);
            }
            return out;
        }

        /// `1P, 3P, 5P, …`.
        private static Sm2Jacobian[] odd(Sm2Jacobian point, int window, boolean affine) {
            Sm2Jacobian.Scratch scratch = new Sm2Jacobian.Scratch();
            Sm2Jacobian[] out = new Sm2Jacobian[1 << (window - 2)];
            Sm2Jacobian two = point.copy();
            two.twice(scratch);
            out[0] = point.copy();
            for (int i = 1; i < out.length; i++) {
                out[i] = out[i - 1].copy();
                out[i].add(two, false, scratch);
            }
            if (affine) {
                for (int i = 0; i < out.length; i++) {
                    out[i] = Sm2Jacobian.of(Sm2Group.decode(out[i].encoded()));
                }
            }
            return out;
        }
    }

    /// A finished sum.
    public static final class Result {
        private final Sm2Jacobian point;

        private Result(Sm2Jacobian point) {
            this.point = point;
        }

        public boolean isInfinity() {
            return point.isInfinity();
        }

        /// `04 ‖ x ‖ y`.
        public byte[] encoded() {
            return point.encoded();
        }

        /// Whether `x mod n` is this number.
        public boolean hasXModN(BigInteger value) {
            return point.hasXModN(value);
        }

        public Result plus(Result other) {
            Sm2Jacobian out = point.copy();
            out.add(other.point, false, new Sm2Jacobian.Scratch());
            return new Result(out);
        }
    }

    /// Adds `[k]G`, k in `[0, n−1]`.
    public Sm2Sums plusBase(BigInteger k) {
        return plus(G, k);
    }

    /// Adds `[k]P`, k in `[0, n−1]`.
    public Sm2Sums plus(Base base, BigInteger k) {
        if (base.high.length == 0) {
            term(base.low, k, base.window, 2 * HALF);
        } else {
            BigInteger low = k.and(BigInteger.ONE.shiftLeft(HALF).subtract(BigInteger.ONE));
            term(base.low, low, base.window, HALF);
            term(base.high, k.shiftRight(HALF), base.window, HALF);
        }
        return this;
    }

    public Result result() {
        Sm2Jacobian.Scratch scratch = new Sm2Jacobian.Scratch();
        Sm2Jacobian sum = Sm2Jacobian.infinity();
        for (int i = length - 1; i >= 0; i--) {
            sum.twice(scratch);
            for (int j = 0; j < tables.size(); j++) {
                int digit = i < digits.get(j).length ? digits.get(j)[i] : 0;
                if (digit != 0) {
                    sum.add(tables.get(j)[Math.abs(digit) >> 1], digit < 0, scratch);
                }
            }
        }
        return new Result(sum);
    }

    private void term(Sm2Jacobian[] table, BigInteger k, int window, int bits) {
        tables.add(table);
        digits.add(signedWindows(k, window, bits));
        length = Math.max(length, bits + 1);
    }

    /// The width-w non-adjacent form, least first: odd digits below `2^(w−1)` in size.
    static byte[] signedWindows(BigInteger k, int window, int bits) {
        long[] limbs = new long[bits / 64 + 1];
        for (int i = 0; i < limbs.length; i++) {
            limbs[i] = k.shiftRight(64 * i).longValue();
        }
        byte[] out = new byte[bits + 1];
        int size = 1 << window;
        int carry = 0;
        int at = 0;
        while (at <= bits) {
            if ((bit(limbs, at) ^ carry) == 0) {
                at++;
                continue;
            }
            int word = carry;
            for (int i = 0; i < window && at + i <= bits; i++) {
                word += bit(limbs, at + i) << i;
            }
            carry = word >> (window - 1) & 1;
            out[at] = (byte) (word - carry * size);
            at += window;
        }
        return out;
    }

    private static int bit(long[] limbs, int index) {
        int limb = index >> 6;
        return limb < limbs.length ? (int) (limbs[limb] >>> (index & 63)) & 1 : 0;
    }
}
