package cn.biaozhengtong.crypto.twoparty;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.CryptoException.Reason;
import cn.biaozhengtong.crypto.Point;
import cn.biaozhengtong.crypto.Scalar;
import cn.biaozhengtong.crypto.Sm3;
import cn.biaozhengtong.crypto.internal.Sm2Group;
import cn.biaozhengtong.crypto.internal.SmAlgorithms;
import java.security.MessageDigest;
import org.bouncycastle.crypto.digests.SM3Digest;

/// Split SM2 decryption (§5): `d = da + db mod n`; the server gives `T = [db]C1`, the device adds
/// `[da]C1` and alone sees the plaintext.
public final class SplitDecryption {
    private SplitDecryption() {}

    /// The server's share `db = d − da`; infinity is impossible for shares in range except da = d.
    public static Scalar serverShare(Scalar whole, Scalar deviceShare) {
        return Scalar.of(whole.value().subtract(deviceShare.value()).mod(Sm2Group.N));
    }

    /// `[db]G`, which the device checks with [#checkShares] and forgets.
    public static Point serverPoint(Scalar db) {
        return Point.of(Sm2Group.multiplyBase(db.value()));
    }

    /// `[da]G + [db]G = P`.
    public static void checkShares(Scalar da, Point serverPoint, Point publicKey) {
        var sum = Sm2Group.multiplyBase(da.value()).add(serverPoint.value()).normalize();
        if (!sum.equals(publicKey.value())) {
            throw new CryptoException(Reason.bad_proof);
        }
    }

    /// Server: `T = [db]C1` of a GM/T 0009 ciphertext.
    public static Point partial(Scalar db, byte[] ciphertextDer) {
        return Point.of(Sm2Group.multiply(c1(ciphertextDer).value(), db.value()));
    }

    /// Device: combines, derives the key stream, checks C3.
    public static byte[] finish(Scalar da, Point partial, byte[] ciphertextDer) {
        byte[] raw = SmAlgorithms.ciphertextFromDer(ciphertextDer);
        Point s =
                Point.of(
                        Sm2Group.multiply(c1(ciphertextDer).value(), da.value())
                                .add(partial.value()));
        byte[] x = Sm2Group.bytes32(s.x());
        byte[] y = SmAlgorithms.slice(s.encoded(), 33, 32);
        byte[] plain = SmAlgorithms.slice(raw, 97, raw.length - 97);
        byte[] stream = kdf(x, y, plain.length);
        for (int i = 0; i < plain.length; i++) {
            plain[i] ^= stream[i];
        }
        if (!MessageDigest.isEqual(Sm3.digest(x, plain, y), SmAlgorithms.slice(raw, 65, 32))) {
            throw new CryptoException(Reason.bad_ciphertext);
        }
        return plain;
    }

    private static Point c1(byte[] ciphertextDer) {
        return Point.parse(
                SmAlgorithms.slice(SmAlgorithms.ciphertextFromDer(ciphertextDer), 0, 65));
    }

    /// KDF of GM/T 0003.4 §5.4.3.
    private static byte[] kdf(byte[] x, byte[] y, int length) {
        byte[] out = new byte[length];
        byte[] block = new byte[32];
        int done = 0;
        for (int counter = 1; done < length; counter++) {
            SM3Digest digest = new SM3Digest();
            digest.update(x, 0, x.length);
            digest.update(y, 0, y.length);
            for (int shift = 24; shift >= 0; shift -= 8) {
                digest.update((byte) (counter >> shift));
            }
            digest.doFinal(block, 0);
            int take = Math.min(block.length, length - done);
            System.arraycopy(block, 0, out, done, take);
            done += take;
        }
        return out;
    }
}
