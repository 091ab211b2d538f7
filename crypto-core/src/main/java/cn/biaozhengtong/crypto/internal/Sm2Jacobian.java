package cn.biaozhengtong.crypto.internal;

import java.math.BigInteger;
import org.bouncycastle.math.ec.ECPoint;

/// A point of the SM2 curve in Jacobian coordinates `(X/Z², Y/Z³)` over [Sm2Field]; infinity has Z
/// = 0. Mutable, for one computation.
final class Sm2Jacobian {
    final long[] x = new long[Sm2Field.LIMBS];
    final long[] y = new long[Sm2Field.LIMBS];
    final long[] z = new long[Sm2Field.LIMBS];

    /// Whether Z is 1, which saves a third of an addition.
    private boolean affine;

    private boolean infinite;

    /// Room for the formulas, so that they allocate nothing.
    static final class Scratch {
        final long[] a = new long[Sm2Field.LIMBS];
        final long[] b = new long[Sm2Field.LIMBS];
        final long[] c = new long[Sm2Field.LIMBS];
        final long[] d = new long[Sm2Field.LIMBS];
        final long[] e = new long[Sm2Field.LIMBS];
        final long[] f = new long[Sm2Field.LIMBS];
        final long[] g = new long[Sm2Field.LIMBS];
    }

    static Sm2Jacobian infinity() {
        Sm2Jacobian out = new Sm2Jacobian();
        out.infinite = true;
        return out;
    }

    static Sm2Jacobian of(ECPoint point) {
        ECPoint normal = point.normalize();
        if (normal.isInfinity()) {
            return infinity();
        }
        Sm2Jacobian out = new Sm2Jacobian();
        copy(Sm2Field.toMontgomery(normal.getAffineXCoord().toBigInteger()), out.x);
        copy(Sm2Field.toMontgomery(normal.getAffineYCoord().toBigInteger()), out.y);
        copy(Sm2Field.ONE, out.z);
        out.affine = true;
        return out;
    }

    Sm2Jacobian copy() {
        Sm2Jacobian out = new Sm2Jacobian();
        out.set(this, false);
        return out;
    }

    boolean isInfinity() {
        return infinite;
    }

    /// Doubles in place ("dbl-2001-b" of the Explicit-Formulas Database, for a = −3).
    void twice(Scratch s) {
        // Infinity is doubled like any point, so that leading zeros of a scalar take their time.
        affine = false;
        Sm2Field.sqr(s.a, z); // delta
        Sm2Field.sqr(s.b, y); // gamma
        Sm2Field.mul(s.c, x, s.b); // beta
        Sm2Field.sub(s.d, x, s.a);
        Sm2Field.add(s.e, x, s.a);
        Sm2Field.mul(s.d, s.d, s.e);
        Sm2Field.shift(s.e, s.d, 1);
        Sm2Field.add(s.d, s.d, s.e); // alpha
        Sm2Field.add(z, y, z);
        Sm2Field.sqr(z, z);
        Sm2Field.sub(z, z, s.b);
        Sm2Field.sub(z, z, s.a);
        Sm2Field.weaken(z);
        Sm2Field.shift(s.c, s.c, 2); // 4 beta
        Sm2Field.sqr(x, s.d);
        Sm2Field.sub(x, x, s.c);
        Sm2Field.sub(x, x, s.c);
        Sm2Field.weaken(x);
        Sm2Field.sub(s.c, s.c, x);
        Sm2Field.mul(y, s.d, s.c);
        Sm2Field.sqr(s.b, s.b);
        Sm2Field.shift(s.b, s.b, 3); // 8 gamma²
        Sm2Field.sub(y, y, s.b);
        Sm2Field.weaken(y);
    }

    /// Adds another point, or its negative, in place.
    void add(Sm2Jacobian other, boolean negative, Scratch s) {
        if (other.isInfinity()) {
            return;
        }
        if (isInfinity()) {
            set(other, negative);
            return;
        }
        Sm2Field.sqr(s.a, z); // Z1Z1
        Sm2Field.mul(s.b, other.x, s.a); // U2
        Sm2Field.mul(s.c, z, s.a);
        Sm2Field.mul(s.c, other.y, s.c); // S2
        if (negative) {
            Sm2Field.negate(s.c, s.c);
        }
        if (!other.affine) {
            Sm2Field.sqr(s.d, other.z); // Z2Z2
            Sm2Field.mul(x, x, s.d); // U1
            Sm2Field.mul(s.d, s.d, other.z);
            Sm2Field.mul(y, y, s.d); // S1
        }
        Sm2Field.sub(s.b, s.b, x); // H
        Sm2Field.sub(s.c, s.c, y); // R
        if (Sm2Field.isZero(s.b)) {
            same(other, negative, s);
            return;
        }
        if (!other.affine) {
            Sm2Field.mul(z, z, other.z);
        }
        Sm2Field.mul(z, z, s.b);
        Sm2Field.sqr(s.e, s.b); // HH
        Sm2Field.mul(s.f, s.b, s.e); // HHH
        Sm2Field.mul(s.g, x, s.e); // V
        Sm2Field.sqr(x, s.c);
        Sm2Field.sub(x, x, s.f);
        Sm2Field.sub(x, x, s.g);
        Sm2Field.sub(x, x, s.g);
        Sm2Field.weaken(x);
        Sm2Field.sub(s.g, s.g, x);
        Sm2Field.mul(s.g, s.c, s.g);
        Sm2Field.mul(s.f, y, s.f);
        Sm2Field.sub(y, s.g, s.f);
        Sm2Field.weaken(y);
        affine = false;
    }

    private void set(Sm2Jacobian other, boolean negative) {
        copy(other.x, x);
        copy(other.y, y);
        copy(other.z, z);
        affine = other.affine;
        infinite = other.infinite;
        if (negative) {
            Sm2Field.negate(y, y);
        }
    }

    /// Equal x: either the same point, or opposite ones.
    private void same(Sm2Jacobian other, boolean negative, Scratch s) {
        boolean equal = Sm2Field.isZero(s.c);
        set(other, negative);
        if (equal) {
            twice(s);
        } else {
            infinite = true;
        }
    }

    /// Whether the affine x is this number or this number plus n: what `x mod n` leaves open.
    boolean hasXModN(BigInteger value) {
        if (isInfinity()) {
            return false;
        }
        BigInteger higher = value.add(Sm2Group.N);
        return hasX(value) || (higher.compareTo(Sm2Field.P) < 0 && hasX(higher));
    }

    private boolean hasX(BigInteger value) {
        long[] expected = new long[Sm2Field.LIMBS];
        Sm2Field.sqr(expected, z);
        Sm2Field.mul(expected, expected, Sm2Field.toMontgomery(value));
        Sm2Field.sub(expected, expected, x);
        return Sm2Field.isZero(expected);
    }

    /// `04 ‖ x ‖ y`; not for infinity.
    byte[] encoded() {
        long[] inverse = Sm2Field.inverse(z);
        long[] square = new long[Sm2Field.LIMBS];
        Sm2Field.sqr(square, inverse);
        long[] affine = new long[Sm2Field.LIMBS];
        Sm2Field.mul(affine, x, square);
        byte[] out = new byte[65];
        out[0] = 4;
        System.arraycopy(Sm2Group.bytes32(Sm2Field.fromMontgomery(affine)), 0, out, 1, 32);
        Sm2Field.mul(square, square, inverse);
        Sm2Field.mul(affine, y, square);
        System.arraycopy(Sm2Group.bytes32(Sm2Field.fromMontgomery(affine)), 0, out, 33, 32);
        return out;
    }

    private static void copy(long[] from, long[] to) {
        System.arraycopy(from, 0, to, 0, Sm2Field.LIMBS);
    }
}
