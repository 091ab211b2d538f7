package cn.biaozhengtong.crypto.twoparty;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.CryptoException.Reason;
import cn.biaozhengtong.crypto.Point;
import cn.biaozhengtong.crypto.Scalar;
import cn.biaozhengtong.crypto.Sm3;
import cn.biaozhengtong.crypto.internal.Sm2Group;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.bouncycastle.math.ec.ECPoint;

/// Schnorr proof of knowledge of `x` with `Y = [x]B`, bound to a context.
///
/// Challenge `c = SM3(tag ‖ len ‖ context ‖ points) mod n`, response `z = t + c·x`; the proof is
/// `(R, z)`. Device: B = G, Y = P1, points P1, R. Server: B = P1, Y = P + G, points P1, P, R.
public record Proof(Point commitment, Scalar response) {
    private static final String DEVICE_TAG = "bzt/device-share/v1";
    private static final String SERVER_TAG = "bzt/server-share/v1";

    static Proof ofDevice(Scalar d1, Point p1, byte[] context) {
        return ofDevice(d1, p1, context, Scalar.random());
    }

    static Proof ofDevice(Scalar d1, Point p1, byte[] context, Scalar t) {
        Point r = Point.of(Sm2Group.multiplyBase(t.value()));
        BigInteger c = challenge(DEVICE_TAG, context, p1, r);
        return new Proof(r, respond(t, c, d1.inverse()));
    }

    static Proof ofServer(Scalar d2, Point p1, Point p, byte[] context) {
        return ofServer(d2, p1, p, context, Scalar.random());
    }

    static Proof ofServer(Scalar d2, Point p1, Point p, byte[] context, Scalar t) {
        Point r = Point.of(Sm2Group.multiply(p1.value(), t.value()));
        BigInteger c = challenge(SERVER_TAG, context, p1, p, r);
        return new Proof(r, respond(t, c, d2.inverse()));
    }

    void verifyDevice(Point p1, byte[] context) {
        BigInteger c = challenge(DEVICE_TAG, context, p1, commitment);
        check(Sm2Group.multiplyBase(response.value()), p1.value(), c);
    }

    void verifyServer(Point p1, Point p, byte[] context) {
        BigInteger c = challenge(SERVER_TAG, context, p1, p, commitment);
        check(
                Sm2Group.multiply(p1.value(), response.value()),
                p.value().add(Sm2Group.G).normalize(),
                c);
    }

    /// `[z]B = R + [c]Y`.
    private void check(ECPoint left, ECPoint y, BigInteger c) {
        ECPoint right = commitment.value().add(y.multiply(c)).normalize();
        if (!left.equals(right)) {
            throw new CryptoException(Reason.bad_proof);
        }
    }

    private static Scalar respond(Scalar t, BigInteger c, Scalar x) {
        return Scalar.of(t.value().add(c.multiply(x.value())).mod(Sm2Group.N));
    }

    private static BigInteger challenge(String tag, byte[] context, Point... points) {
        ByteBuffer input =
                ByteBuffer.allocate(
                        tag.length() + 4 + context.length + points.length * Point.LENGTH);
        input.put(tag.getBytes(StandardCharsets.US_ASCII));
        input.putInt(context.length).put(context);
        for (Point point : points) {
            input.put(point.encoded());
        }
        return new BigInteger(1, Sm3.digest(input.array())).mod(Sm2Group.N);
    }
}
