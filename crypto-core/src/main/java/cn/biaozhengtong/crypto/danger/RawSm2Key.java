package cn.biaozhengtong.crypto.danger;

import cn.biaozhengtong.crypto.Scalar;
import cn.biaozhengtong.crypto.Sm2KeyPair;
import cn.biaozhengtong.crypto.internal.KeyAccess;

/// The private number of an SM2 key, for key stores, escrow and tests with vectors.
public final class RawSm2Key {
    private RawSm2Key() {}

    public static Sm2KeyPair of(Scalar secret) {
        return KeyAccess.sm2().pair(secret);
    }

    public static Scalar secretOf(Sm2KeyPair pair) {
        return KeyAccess.sm2().secret(pair);
    }
}
