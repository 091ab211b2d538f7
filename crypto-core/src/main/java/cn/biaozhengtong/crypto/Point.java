package cn.biaozhengtong.crypto;

import cn.biaozhengtong.crypto.internal.Sm2Group;
import java.math.BigInteger;
import org.bouncycastle.math.ec.ECPoint;

/// A finite point on the SM2 curve (GM/T 0003.5): 65 bytes `04 ‖ x ‖ y`.
public final class Point {
    /// Length of the uncompressed encoding in bytes.
    public static final int LENGTH = 65;

    private final ECPoint point;

    private Point(ECPoint point) {
        this.point = point;
    }

    /// @throws CryptoException unless these are 65 bytes of a finite point on the curve
    public static Point parse(byte[] encoded) {
        return new Point(Sm2Group.decode(encoded));
    }

    /// @throws CryptoException when the result of a computation is infinity
    public static Point of(ECPoint point) {
        return new Point(Sm2Group.finite(point));
    }

    public byte[] encoded() {
        return point.getEncoded(false);
    }

    /// The x coordinate as an integer.
    public BigInteger x() {
        return point.getAffineXCoord().toBigInteger();
    }

    /// The point itself, for protocol arithmetic inside this library.
    public ECPoint value() {
        return point;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Point that && point.equals(that.point);
    }

    @Override
    public int hashCode() {
        return point.hashCode();
    }

    @Override
    public String toString() {
        return "Point";
    }
}
