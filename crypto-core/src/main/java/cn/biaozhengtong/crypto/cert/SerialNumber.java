package cn.biaozhengtong.crypto.cert;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.CryptoException.Reason;
import java.math.BigInteger;
import java.security.SecureRandom;

/// A certificate's serial number: lower-case hexadecimal of a positive integer of ≤ 20 bytes (RFC
/// 5280 §4.1.2.2).
public record SerialNumber(String hex) {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int RANDOM_BITS = 126;

    public SerialNumber {
        if (!hex.matches("[1-9a-f][0-9a-f]{0,39}")) {
            throw new CryptoException(Reason.malformed);
        }
    }

    /// 126 random bits under a leading one, so that all have the same length.
    public static SerialNumber random() {
        return of(new BigInteger(RANDOM_BITS, RANDOM).setBit(RANDOM_BITS));
    }

    public static SerialNumber of(BigInteger value) {
        return new SerialNumber(value.toString(16));
    }

    public BigInteger value() {
        return new BigInteger(hex, 16);
    }

    @Override
    public String toString() {
        return hex;
    }
}
