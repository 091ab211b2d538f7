package cn.biaozhengtong.crypto.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import org.bouncycastle.math.ec.ECPoint;
import org.junit.jupiter.api.Test;

/// Our arithmetic against BigInteger's and BouncyCastle's, at random and where it could break.
class Sm2SumsTest {
    private static final BigInteger N = Sm2Group.N;
    private static final BigInteger P = Sm2Field.P;
    private final Random random = new Random(20261125);

    private BigInteger element() {
        return switch (random.nextInt(8)) {
            case 0 -> BigInteger.valueOf(random.nextInt(3));
            case 1 -> P.subtract(BigInteger.valueOf(1 + random.nextInt(3)));
            case 2 -> BigInteger.ONE.shiftLeft(random.nextInt(256)).mod(P);
            case 3 -> BigInteger.ONE.shiftLeft(random.nextInt(256)).subtract(BigInteger.ONE).mod(P);
            default -> new BigInteger(256, random).mod(P);
        };
    }

    @Test
    void field_100000Cases_agreesWithBigInteger() {
        long[] out = new long[Sm2Field.LIMBS];
        for (int i = 0; i < 100_000; i++) {
            BigInteger a = element();
            BigInteger b = element();
            long[] ma = Sm2Field.toMontgomery(a);
            long[] mb = Sm2Field.toMontgomery(b);
            Sm2Field.mul(out, ma, mb);
            assertThat(Sm2Field.fromMontgomery(out)).isEqualTo(a.multiply(b).mod(P));
            Sm2Field.add(out, ma, mb);
            assertThat(Sm2Field.fromMontgomery(out)).isEqualTo(a.add(b).mod(P));
            Sm2Field.sub(out, ma, mb);
            assertThat(Sm2Field.fromMontgomery(out)).isEqualTo(a.subtract(b).mod(P));
            assertThat(Sm2Field.isZero(out)).isEqualTo(a.equals(b));
            Sm2Field.negate(out, out);
            Sm2Field.shift(out, out, 3);
            long[] before = out.clone();
            Sm2Field.weaken(out);
            assertThat(Sm2Field.fromMontgomery(out))
                    .isEqualTo(Sm2Field.fromMontgomery(before))
                    .isEqualTo(b.subtract(a).multiply(BigInteger.valueOf(8)).mod(P));
            // The widest that the formulas give: 8p-sized, negative, limbs of 56 bits.
            Sm2Field.mul(out, before, before);
            BigInteger eight = b.subtract(a).multiply(BigInteger.valueOf(8));
            assertThat(Sm2Field.fromMontgomery(out)).isEqualTo(eight.multiply(eight).mod(P));
        }
    }

    @Test
    void field_multiplesOfP_areZero() {
        long[] p = new long[Sm2Field.LIMBS];
        for (int i = 0; i < Sm2Field.LIMBS; i++) {
            p[i] = P.shiftRight(52 * i).longValue() & ((1L << 52) - 1);
        }
        long[] sum = new long[Sm2Field.LIMBS];
        for (int k = 0; k < 6; k++) {
            assertThat(Sm2Field.isZero(sum)).isTrue();
            long[] negative = new long[Sm2Field.LIMBS];
            Sm2Field.negate(negative, sum);
            assertThat(Sm2Field.isZero(negative)).isTrue();
            negative[k % Sm2Field.LIMBS]++;
            assertThat(Sm2Field.isZero(negative)).isFalse();
            Sm2Field.add(sum, sum, p);
        }
    }

    @Test
    void field_inverse_agreesWithBigInteger() {
        for (int i = 0; i < 500; i++) {
            BigInteger a = element();
            if (a.signum() != 0) {
                assertThat(Sm2Field.fromMontgomery(Sm2Field.inverse(Sm2Field.toMontgomery(a))))
                        .isEqualTo(a.modInverse(P));
            }
        }
    }

    private BigInteger scalar() {
        return switch (random.nextInt(8)) {
            case 0 -> BigInteger.valueOf(random.nextInt(4));
            case 1 -> N.subtract(BigInteger.valueOf(1 + random.nextInt(4)));
            case 2 -> BigInteger.ONE.shiftLeft(random.nextInt(256)).mod(N);
            case 3 -> BigInteger.ONE.shiftLeft(128).subtract(BigInteger.valueOf(random.nextInt(3)));
            default -> new BigInteger(256, random).mod(N);
        };
    }

    private static void same(Sm2Sums.Result ours, ECPoint known) {
        ECPoint normal = known.normalize();
        assertThat(ours.isInfinity()).isEqualTo(normal.isInfinity());
        if (!normal.isInfinity()) {
            assertThat(ours.encoded()).isEqualTo(normal.getEncoded(false));
            BigInteger x = normal.getAffineXCoord().toBigInteger().mod(N);
            assertThat(ours.hasXModN(x)).isTrue();
            assertThat(ours.hasXModN(x.add(BigInteger.ONE).mod(N))).isFalse();
        }
    }

    @Test
    void sums_agreeWithBouncyCastle() {
        for (int i = 0; i < 3_000; i++) {
            ECPoint p = Sm2Group.multiplyBase(Sm2Group.randomScalar());
            BigInteger a = scalar();
            BigInteger b = scalar();
            ECPoint expected = p.multiply(a).add(Sm2Group.G.multiply(b));
            for (Sm2Sums.Base base : List.of(Sm2Sums.Base.once(p), Sm2Sums.Base.often(p))) {
                same(new Sm2Sums().plus(base, a).plusBase(b).result(), expected);
                Sm2Sums.Result left = new Sm2Sums().plus(base, a).result();
                same(left.plus(new Sm2Sums().plusBase(b).result()), expected);
            }
        }
    }

    @Test
    void sums_thatMeetThemselves_areRight() {
        // Bases that are small multiples of G make equal and opposite points meet in an addition.
        for (int k = 1; k < 40; k++) {
            ECPoint p = Sm2Group.multiplyBase(BigInteger.valueOf(k));
            Sm2Sums.Base base = Sm2Sums.Base.often(p);
            for (int j = -40; j < 40; j++) {
                BigInteger b = BigInteger.valueOf(j).mod(N);
                BigInteger a = BigInteger.valueOf(40 - j);
                same(
                        new Sm2Sums().plus(base, a).plusBase(b).result(),
                        p.multiply(a).add(Sm2Group.G.multiply(b)));
            }
            same(
                    new Sm2Sums()
                            .plus(base, BigInteger.ONE)
                            .plusBase(N.subtract(BigInteger.valueOf(k)))
                            .result(),
                    Sm2Group.G.getCurve().getInfinity());
        }
    }

    @Test
    void xModN_alsoWhenXIsBeyondN() {
        // x in [n, p) is never met (one point in 2^129), so the comparison itself is what is
        // tested.
        ECPoint p = Sm2Group.multiplyBase(BigInteger.valueOf(7));
        BigInteger x = p.getAffineXCoord().toBigInteger();
        Sm2Sums.Result ours = new Sm2Sums().plusBase(BigInteger.valueOf(7)).result();
        assertThat(ours.hasXModN(x.mod(N))).isTrue();
        assertThat(ours.hasXModN(BigInteger.ZERO)).isFalse();
        assertThat(new Sm2Sums().result().hasXModN(BigInteger.ZERO)).isFalse();
    }

    @Test
    void signedWindows_areOddSmallAndSumToTheNumber() {
        for (int i = 0; i < 20_000; i++) {
            int window = random.nextBoolean() ? 5 : 7;
            int bits = random.nextBoolean() ? 128 : 256;
            BigInteger k = scalar().mod(BigInteger.ONE.shiftLeft(bits));
            BigInteger sum = BigInteger.ZERO;
            byte[] digits = Sm2Sums.signedWindows(k, window, bits);
            for (int j = digits.length - 1; j >= 0; j--) {
                assertThat(digits[j] == 0 || (digits[j] & 1) == 1).isTrue();
                assertThat(Math.abs(digits[j])).isLessThan(1 << (window - 1));
                sum = sum.shiftLeft(1).add(BigInteger.valueOf(digits[j]));
            }
            assertThat(sum).isEqualTo(k);
        }
    }
}
