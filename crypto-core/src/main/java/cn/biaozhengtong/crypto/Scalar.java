package cn.biaozhengtong.crypto;

import cn.biaozhengtong.crypto.CryptoException.Reason;
import cn.biaozhengtong.crypto.internal.Sm2Group;
import java.math.BigInteger;
import java.security.MessageDigest;

/// An integer in `[1, n-1]` of the SM2 group order: a secret or a response, never 0, n or beyond.
///
/// Encoded as exactly 32 bytes, big-endian. Not printable; equality in constant time.
public final class Scalar {
    /// Length of the encoding in bytes.
    public static final int LENGTH = 32;

    private final BigInteger value;

    private Scalar(BigInteger value) {
        this.value = value;
    }

    public static Scalar random() {
        return new Scalar(Sm2Group.randomScalar());
    }

    /// @throws CryptoException unless the value lies in `[1, n-1]`
    public static Scalar of(BigInteger value) {
        if (value.signum() <= 0 || value.compareTo(Sm2Group.N) >= 0) {
            throw new CryptoException(Reason.out_of_range);
        }
        return new Scalar(value);
    }

    /// @throws CryptoException unless these are 32 bytes of a value in `[1, n-1]`
    public static Scalar parse(byte[] encoded) {
        if (encoded.length != LENGTH) {
            throw new CryptoException(Reason.malformed);
        }
        return of(new BigInteger(1, encoded));
    }

    public byte[] encoded() {
        return Sm2Group.bytes32(value);
    }

    /// The number itself, for protocol arithmetic inside this library.
    public BigInteger value() {
        return value;
    }

    /// The inverse modulo n.
    public Scalar inverse() {
        return new Scalar(Sm2Group.inverse(value));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Scalar that && MessageDigest.isEqual(encoded(), that.encoded());
    }

    @Override
    public int hashCode() {
        return 0;
    }

    @Override
    public String toString() {
        return "Scalar";
    }
}
