package cn.biaozhengtong.crypto.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Item 18: the bounds that [Sm2Field] states, at their ends and beside [BigInteger].
class Sm2FieldTest {
    private static final BigInteger P = Sm2Field.P;
    private static final BigInteger R = BigInteger.ONE.shiftLeft(260);
    private static final BigInteger UNSHIFT = R.modInverse(P);
    private static final long FULL = 1L << 52;

    /// What is taken: limbs up to 2^56 for a product, 2^55 for a square.
    private static final long WIDE = 1L << 56;

    private static final long SQUARE = 1L << 55;
    private final Random random = new Random(18);

    private static BigInteger value(long[] limbs) {
        BigInteger out = BigInteger.ZERO;
        for (int i = limbs.length - 1; i >= 0; i--) {
            out = out.shiftLeft(52).add(BigInteger.valueOf(limbs[i]));
        }
        return out;
    }

    private static boolean within(long[] a, BigInteger size) {
        return value(a).abs().compareTo(size) <= 0;
    }

    private static BigInteger times(long factor) {
        return P.multiply(BigInteger.valueOf(factor));
    }

    /// Limbs at their ends, and the top limb at the end of what the size of the value allows.
    private long[] extreme(long widest, BigInteger size) {
        long[] out = new long[Sm2Field.LIMBS];
        for (int i = 0; i < 4; i++) {
            long end =
                    switch (random.nextInt(6)) {
                        case 0 -> 0;
                        case 1 -> FULL - 1;
                        case 2 -> random.nextLong() % (widest + 1);
                        default -> widest - random.nextInt(2);
                    };
            out[i] = random.nextBoolean() ? end : -end;
        }
        boolean up = random.nextBoolean();
        BigInteger room = (up ? size : size.negate()).subtract(value(out));
        out[4] = room.shiftRight(208).longValueExact() + (up ? 0 : 1);
        if (random.nextInt(4) == 0) {
            out[4] = random.nextInt(5) - 2L;
        }
        assertThat(within(out, size)).isTrue();
        return out;
    }

    private static void isReduced(long[] a, BigInteger least, BigInteger most) {
        for (int i = 0; i < 4; i++) {
            assertThat(a[i]).isBetween(0L, FULL - 1);
        }
        assertThat(value(a)).isBetween(least, most);
    }

    @Test
    void item18_mul_atTheEndsOfWhatItTakes_isExact_andAsSmallAsItSays() {
        // Sizes whose product is 16 p².
        long[][] sizes = {{4, 4}, {8, 2}, {16, 1}, {1, 16}};
        for (int i = 0; i < 200_000; i++) {
            long[] size = sizes[i % sizes.length];
            long[] a = extreme(WIDE, times(size[0]));
            long[] b = extreme(WIDE, times(size[1]));
            BigInteger product = value(a).multiply(value(b));
            long[] out = new long[Sm2Field.LIMBS];
            Sm2Field.mul(out, a, b);
            assertThat(value(out).mod(P))
                    .as("%s %s", Arrays.toString(a), Arrays.toString(b))
                    .isEqualTo(product.multiply(UNSHIFT).mod(P));
            isReduced(out, P.negate(), times(2));
        }
    }

    @Test
    void item18_mul_ofEightP_isBelowFiveP() {
        for (int i = 0; i < 100_000; i++) {
            long[] a = extreme(WIDE, times(8));
            long[] b = extreme(WIDE, times(8));
            BigInteger product = value(a).multiply(value(b));
            long[] out = new long[Sm2Field.LIMBS];
            Sm2Field.mul(out, a, b);
            assertThat(value(out).mod(P)).isEqualTo(product.multiply(UNSHIFT).mod(P));
            isReduced(out, times(-4), times(5));
        }
    }

    @Test
    void item18_sqr_atTheEndsOfWhatItTakes_isExact() {
        for (int i = 0; i < 200_000; i++) {
            long[] a = extreme(SQUARE, times(4));
            BigInteger square = value(a).pow(2);
            long[] out = new long[Sm2Field.LIMBS];
            Sm2Field.sqr(out, a);
            assertThat(value(out).mod(P))
                    .as(Arrays.toString(a))
                    .isEqualTo(square.multiply(UNSHIFT).mod(P));
            isReduced(out, BigInteger.ZERO, times(2));
        }
    }

    @Test
    void item18_weaken_atTheEndsOfWhatItTakes_leavesAboutOneP() {
        BigInteger slack = P.shiftRight(27);
        for (int i = 0; i < 200_000; i++) {
            long[] a = extreme(WIDE, times(16));
            BigInteger before = value(a);
            Sm2Field.weaken(a);
            assertThat(value(a).mod(P)).isEqualTo(before.mod(P));
            isReduced(a, slack.negate(), P.add(slack));
        }
    }

    @Test
    void item18_isZero_knowsEveryMultipleOfP_andNothingElse() {
        for (int k = -16; k <= 16; k++) {
            for (int d = -2; d <= 2; d++) {
                long[] a = limbs(times(k).add(BigInteger.valueOf(d)));
                assertThat(Sm2Field.isZero(a)).as("%d p + %d", k, d).isEqualTo(d == 0);
            }
            // Near 2^256, which is a little more than p.
            BigInteger near = BigInteger.ONE.shiftLeft(256).add(times(k));
            assertThat(Sm2Field.isZero(limbs(near))).isFalse();
        }
        for (int i = 0; i < 100_000; i++) {
            long[] a = extreme(WIDE, times(16));
            assertThat(Sm2Field.isZero(a)).isEqualTo(value(a).mod(P).signum() == 0);
        }
    }

    /// Least limbs of 52 bits, the top one signed.
    private static long[] limbs(BigInteger value) {
        long[] out = new long[Sm2Field.LIMBS];
        for (int i = 0; i < 4; i++) {
            out[i] = value.shiftRight(52 * i).longValue() & FULL - 1;
        }
        out[4] = value.shiftRight(208).longValueExact();
        return out;
    }
}
