package cn.biaozhengtong.crypto.twoparty;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.CryptoException.Reason;
import cn.biaozhengtong.crypto.Scalar;
import cn.biaozhengtong.crypto.SecretBytes;
import cn.biaozhengtong.crypto.internal.Sm2Group;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/// The PIN's masks over a store's shares (§4): every PIN unmasks to plausible shares, so what lies
/// on the phone confirms no guess.
///
/// PBKDF2-HMAC-SHA256(PIN, 16-byte salt, 1 200 000 iterations) gives 32 bytes, one block: the
/// user's wait is the attacker's whole price. Each mask is HKDF-Expand-SHA256 (RFC 5869 §2.3) of
/// that, 40 bytes, with info `bzt/pin-mask/v2/d1`, or `bzt/pin-mask/v2/da/` and the share's index
/// in four bytes big-endian: a store has one signing share in `[1, n-1]` and any number of
/// decryption shares modulo n. A stored share is never masked a second time unrefreshed, under
/// whatever PIN; an index is never used again in the life of a salt.
public final class PinMask {
    /// What a new store begins with; the number stands beside the store and may only rise.
    public static final int ITERATIONS = 1_200_000;

    private static final int PRK = 32;
    private static final int MASK = 40;
    private static final int SALT = 16;
    private static final String HMAC = "HmacSHA256";
    private static final byte[] SIGNING = "bzt/pin-mask/v2/d1".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] DECRYPTION =
            "bzt/pin-mask/v2/da/".getBytes(StandardCharsets.US_ASCII);
    private static final BigInteger N_MINUS_1 = Sm2Group.N.subtract(BigInteger.ONE);
    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] prk;

    private PinMask(byte[] prk) {
        this.prk = prk;
    }

    public static byte[] freshSalt() {
        byte[] salt = new byte[SALT];
        RANDOM.nextBytes(salt);
        return salt;
    }

    /// Derives the masks; takes some tenths of a second on purpose.
    ///
    /// @param iterations as they stand beside the store
    /// @throws CryptoException when they are fewer than a store ever had, or the salt is no salt
    public static PinMask derive(Pin pin, byte[] salt, int iterations) {
        if (salt.length != SALT || iterations < ITERATIONS) {
            throw new CryptoException(Reason.malformed);
        }
        PBEKeySpec spec = new PBEKeySpec(pin.characters(), salt, iterations, PRK * 8);
        try {
            return new PinMask(
                    SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                            .generateSecret(spec)
                            .getEncoded());
        } catch (GeneralSecurityException e) {
            throw new CryptoException(Reason.internal, e);
        } finally {
            spec.clearPassword();
        }
    }

    /// `(d1 − 1 + k) mod (n−1) + 1`.
    public Scalar maskSigning(Scalar d1) {
        return shifted(d1, mask(SIGNING));
    }

    public Scalar unmaskSigning(Scalar masked) {
        return shifted(masked, mask(SIGNING).negate());
    }

    /// `da + k mod n`, 32 bytes; may be any value, zero too.
    ///
    /// @param index of the share in its store, from 0
    public SecretBytes maskDecryption(int index, Scalar da) {
        return SecretBytes.copyOf(
                Sm2Group.bytes32(da.value().add(mask(decryption(index))).mod(Sm2Group.N)));
    }

    public Scalar unmaskDecryption(int index, SecretBytes masked) {
        BigInteger value = new BigInteger(1, masked.expose());
        return Scalar.of(value.subtract(mask(decryption(index))).mod(Sm2Group.N));
    }

    private static byte[] decryption(int index) {
        if (index < 0) {
            throw new CryptoException(Reason.out_of_range);
        }
        return ByteBuffer.allocate(DECRYPTION.length + Integer.BYTES)
                .put(DECRYPTION)
                .putInt(index)
                .array();
    }

    /// HKDF-Expand to 40 bytes: `T(1) = HMAC(prk, info ‖ 1)`, `T(2) = HMAC(prk, T(1) ‖ info ‖ 2)`.
    private BigInteger mask(byte[] info) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(prk, HMAC));
            mac.update(info);
            byte[] first = mac.doFinal(new byte[] {1});
            mac.update(first);
            mac.update(info);
            byte[] second = mac.doFinal(new byte[] {2});
            byte[] whole = Arrays.copyOf(first, MASK);
            System.arraycopy(second, 0, whole, first.length, MASK - first.length);
            BigInteger out = new BigInteger(1, whole);
            Arrays.fill(whole, (byte) 0);
            return out;
        } catch (GeneralSecurityException e) {
            throw new CryptoException(Reason.internal, e);
        }
    }

    /// Overwrites what masks are made of.
    public void wipe() {
        Arrays.fill(prk, (byte) 0);
    }

    private static Scalar shifted(Scalar share, BigInteger by) {
        BigInteger moved = share.value().subtract(BigInteger.ONE).add(by).mod(N_MINUS_1);
        return Scalar.of(moved.add(BigInteger.ONE));
    }
}
