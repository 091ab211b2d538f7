package cn.biaozhengtong.crypto.internal;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.CryptoException.Reason;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.math.ec.ECAlgorithms;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;
import org.bouncycastle.util.BigIntegers;

/// The SM2 group of GM/T 0003.5 and the few operations that protocols need.
public final class Sm2Group {
    private static final X9ECParameters CURVE = CustomNamedCurves.getByName("sm2p256v1");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BITS = 256;

    public static final ECPoint G = CURVE.getG();
    public static final BigInteger N = CURVE.getN();
    public static final ECDomainParameters DOMAIN =
            new ECDomainParameters(CURVE.getCurve(), G, N, CURVE.getH());

    /// The user id that certificates, CMS and requests use (GM/T 0009).
    public static final byte[] DEFAULT_ID = "1234567812345678".getBytes(StandardCharsets.US_ASCII);

    private Sm2Group() {}

    public static BigInteger randomScalar() {
        return BigIntegers.createRandomInRange(BigInteger.ONE, N.subtract(BigInteger.ONE), RANDOM);
    }

    /// `[k]G` over a table computed once.
    public static ECPoint multiplyBase(BigInteger k) {
        return new FixedPointCombMultiplier().multiply(G, k).normalize();
    }

    public static ECPoint multiply(ECPoint point, BigInteger k) {
        return point.multiply(k).normalize();
    }

    /// `[a]P + [b]Q` in one pass (Shamir's trick).
    public static ECPoint sum(ECPoint p, BigInteger a, ECPoint q, BigInteger b) {
        return ECAlgorithms.sumOfTwoMultiplies(p, a, q, b).normalize();
    }

    public static BigInteger inverse(BigInteger k) {
        return BigIntegers.modOddInverse(N, k);
    }

    public static ECPoint decode(byte[] encoded) {
        if (encoded.length != 65 || encoded[0] != 4) {
            throw new CryptoException(Reason.malformed);
        }
        try {
            return finite(CURVE.getCurve().decodePoint(encoded));
        } catch (IllegalArgumentException e) {
            throw new CryptoException(Reason.not_on_curve, e);
        }
    }

    public static ECPoint finite(ECPoint point) {
        ECPoint normal = point.normalize();
        if (normal.isInfinity() || !normal.isValid()) {
            throw new CryptoException(Reason.not_on_curve);
        }
        return normal;
    }

    public static byte[] bytes32(BigInteger value) {
        return BigIntegers.asUnsignedByteArray(BITS / 8, value);
    }

    /// Z of GM/T 0003.2 §5.5 for a public key under the default user id.
    public static byte[] z(ECPoint publicKey) {
        SM3Digest digest = new SM3Digest();
        int bits = DEFAULT_ID.length * 8;
        digest.update((byte) (bits >> 8));
        digest.update((byte) bits);
        digest.update(DEFAULT_ID, 0, DEFAULT_ID.length);
        for (BigInteger part :
                new BigInteger[] {
                    CURVE.getCurve().getA().toBigInteger(),
                    CURVE.getCurve().getB().toBigInteger(),
                    G.getAffineXCoord().toBigInteger(),
                    G.getAffineYCoord().toBigInteger(),
                    publicKey.getAffineXCoord().toBigInteger(),
                    publicKey.getAffineYCoord().toBigInteger()
                }) {
            byte[] bytes = bytes32(part);
            digest.update(bytes, 0, bytes.length);
        }
        byte[] out = new byte[32];
        digest.doFinal(out, 0);
        return out;
    }
}
