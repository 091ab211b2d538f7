package cn.biaozhengtong.crypto.twoparty;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.CryptoException.Reason;
import cn.biaozhengtong.crypto.Scalar;
import cn.biaozhengtong.crypto.SecretBytes;
import cn.biaozhengtong.crypto.internal.Sm2Group;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/// The PIN's mask over the device's shares (§4): every PIN unmasks to plausible shares, so what
/// lies on the phone confirms no guess.
///
/// PBKDF2-HMAC-SHA256(PIN, 16-byte salt, 600 000 iterations) gives 80 bytes: 40 for the signing
/// share in `[1, n-1]`, 40 for the decryption share modulo n. One salt serves one masking.
public final class PinMask {
    private static final int ITERATIONS = 600_000;
    private static final int HALF = 40;
    private static final int SALT = 16;
    private static final BigInteger N_MINUS_1 = Sm2Group.N.subtract(BigInteger.ONE);
    private static final SecureRandom RANDOM = new SecureRandom();

    private final BigInteger signing;
    private final BigInteger decryption;

    private PinMask(BigInteger signing, BigInteger decryption) {
        this.signing = signing;
        this.decryption = decryption;
    }

    public static byte[] freshSalt() {
        byte[] salt = new byte[SALT];
        RANDOM.nextBytes(salt);
        return salt;
    }

    /// Derives the mask; takes some 0.2 s on purpose.
    public static PinMask derive(Pin pin, byte[] salt) {
        if (salt.length != SALT) {
            throw new CryptoException(Reason.malformed);
        }
        PBEKeySpec spec = new PBEKeySpec(pin.characters(), salt, ITERATIONS, 2 * HALF * 8);
        try {
            byte[] key =
                    SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                            .generateSecret(spec)
                            .getEncoded();
            BigInteger signing = new BigInteger(1, Arrays.copyOfRange(key, 0, HALF));
            BigInteger decryption = new BigInteger(1, Arrays.copyOfRange(key, HALF, 2 * HALF));
            Arrays.fill(key, (byte) 0);
            return new PinMask(signing.mod(N_MINUS_1), decryption.mod(Sm2Group.N));
        } catch (GeneralSecurityException e) {
            throw new CryptoException(Reason.internal, e);
        } finally {
            spec.clearPassword();
        }
    }

    /// `(d1 − 1 + k) mod (n−1) + 1`.
    public Scalar maskSigning(Scalar d1) {
        return shifted(d1, signing);
    }

    public Scalar unmaskSigning(Scalar masked) {
        return shifted(masked, signing.negate());
    }

    /// `da + k mod n`, 32 bytes; may be any value, zero too.
    public SecretBytes maskDecryption(Scalar da) {
        return SecretBytes.copyOf(Sm2Group.bytes32(da.value().add(decryption).mod(Sm2Group.N)));
    }

    public Scalar unmaskDecryption(SecretBytes masked) {
        BigInteger value = new BigInteger(1, masked.expose());
        return Scalar.of(value.subtract(decryption).mod(Sm2Group.N));
    }

    private static Scalar shifted(Scalar share, BigInteger by) {
        BigInteger moved = share.value().subtract(BigInteger.ONE).add(by).mod(N_MINUS_1);
        return Scalar.of(moved.add(BigInteger.ONE));
    }
}
