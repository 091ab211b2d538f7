package cn.biaozhengtong.crypto.timestamp;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.CryptoException.Reason;
import cn.biaozhengtong.crypto.Sm3;
import java.io.IOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.tsp.TimeStampRequestGenerator;

/// A question for the time of a digest (RFC 3161 §2.4.1), with a nonce, so that an old answer is
/// none.
public final class TimeStampRequest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int NONCE_BITS = 63;

    private final byte[] digest;
    private final BigInteger nonce;
    private final byte[] encoded;

    private TimeStampRequest(byte[] digest, BigInteger nonce, byte[] encoded) {
        this.digest = digest;
        this.nonce = nonce;
        this.encoded = encoded;
    }

    /// @param digest SM3 of what is to be stamped, 32 bytes
    public static TimeStampRequest about(byte[] digest) {
        if (digest.length != Sm3.LENGTH) {
            throw new CryptoException(Reason.malformed);
        }
        BigInteger nonce = new BigInteger(NONCE_BITS, RANDOM).setBit(NONCE_BITS - 1);
        TimeStampRequestGenerator generator = new TimeStampRequestGenerator();
        generator.setCertReq(true);
        try {
            byte[] der = generator.generate(GMObjectIdentifiers.sm3, digest, nonce).getEncoded();
            return new TimeStampRequest(digest.clone(), nonce, der);
        } catch (IOException e) {
            throw new CryptoException(Reason.internal, e);
        }
    }

    /// DER, for `application/timestamp-query`.
    public byte[] encoded() {
        return encoded.clone();
    }

    byte[] digest() {
        return digest.clone();
    }

    BigInteger nonce() {
        return nonce;
    }
}
