package cn.biaozhengtong.crypto;

import cn.biaozhengtong.crypto.CryptoException.Reason;
import cn.biaozhengtong.crypto.internal.Sm2Group;
import cn.biaozhengtong.crypto.internal.SmAlgorithms;
import java.util.Arrays;

/// Turns the forms that others use for SM2 ciphertexts into that of GM/T 0009, which is the only
/// one that [Sm2KeyPair#decrypt] takes, and back.
///
/// Concatenated forms are C1 (64 or, with `04` before it, 65 bytes), C3 (32) and C2, in the order
/// of GM/T 0003.4-2012 or in the older one. The order cannot be told from the bytes; whether `04`
/// is there can: a point that is not on the curve gives it away.
public final class Sm2Ciphertext {
    private static final int POINT = 64;
    private static final int HASH = 32;
    private static final byte UNCOMPRESSED = 4;

    private Sm2Ciphertext() {}

    /// The order of the parts.
    public enum Order {
        /// GM/T 0003.4-2012.
        c1c3c2,
        /// Before 2012, and the default of some libraries.
        c1c2c3
    }

    /// @return DER of GM/T 0009
    /// @throws CryptoException when there is no point of the curve at the beginning
    public static byte[] fromConcatenated(byte[] bytes, Order order) {
        byte[] raw = withPrefix(bytes);
        if (order == Order.c1c2c3) {
            int hashAt = raw.length - HASH;
            byte[] turned = Arrays.copyOf(raw, raw.length);
            System.arraycopy(raw, hashAt, turned, 1 + POINT, HASH);
            System.arraycopy(raw, 1 + POINT, turned, 1 + POINT + HASH, hashAt - POINT - 1);
            raw = turned;
        }
        return SmAlgorithms.ciphertextToDer(raw);
    }

    private static byte[] withPrefix(byte[] bytes) {
        boolean prefixed =
                bytes.length > 1 + POINT + HASH
                        && bytes[0] == UNCOMPRESSED
                        && isPoint(Arrays.copyOf(bytes, 1 + POINT));
        if (prefixed) {
            return bytes;
        }
        byte[] out = new byte[bytes.length + 1];
        out[0] = UNCOMPRESSED;
        System.arraycopy(bytes, 0, out, 1, bytes.length);
        if (out.length <= 1 + POINT + HASH) {
            throw new CryptoException(Reason.malformed);
        }
        Point.parse(Arrays.copyOf(out, 1 + POINT));
        return out;
    }

    private static boolean isPoint(byte[] encoded) {
        try {
            Sm2Group.decode(encoded);
            return true;
        } catch (CryptoException e) {
            return false;
        }
    }

    /// @param der of GM/T 0009
    /// @return `04 ‖ x ‖ y`, then the rest in that order
    public static byte[] toConcatenated(byte[] der, Order order) {
        byte[] raw = SmAlgorithms.ciphertextFromDer(der);
        if (order == Order.c1c3c2) {
            return raw;
        }
        byte[] out = Arrays.copyOf(raw, raw.length);
        int length = raw.length - 1 - POINT - HASH;
        System.arraycopy(raw, 1 + POINT + HASH, out, 1 + POINT, length);
        System.arraycopy(raw, 1 + POINT, out, 1 + POINT + length, HASH);
        return out;
    }
}
