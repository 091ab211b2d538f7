package cn.biaozhengtong.crypto.internal;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.CryptoException.Reason;
import cn.biaozhengtong.crypto.JcaKeyPair;
import cn.biaozhengtong.crypto.KeyPair;
import cn.biaozhengtong.crypto.PublicKey;
import cn.biaozhengtong.crypto.Scalar;
import cn.biaozhengtong.crypto.Sm2KeyPair;
import java.lang.invoke.MethodHandles;
import java.security.PrivateKey;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Lets this library's own packages reach private keys that its public face does not show.
public final class KeyAccess {
    private static volatile @Nullable Sm2 sm2;
    private static volatile @Nullable Jca jca;

    private KeyAccess() {}

    /// To SM2 numbers.
    public interface Sm2 {
        Sm2KeyPair pair(Scalar secret);

        Scalar secret(Sm2KeyPair pair);
    }

    /// To keys of Java's own suites.
    public interface Jca {
        KeyPair pair(PublicKey known, PrivateKey secret);

        Optional<PrivateKey> secret(KeyPair pair);
    }

    public static void open(Sm2 access) {
        sm2 = access;
    }

    public static void open(Jca access) {
        jca = access;
    }

    public static Sm2 sm2() {
        ready(Sm2KeyPair.class);
        return Objects.requireNonNull(sm2);
    }

    public static Jca jca() {
        ready(JcaKeyPair.class);
        return Objects.requireNonNull(jca);
    }

    /// The class opens its access when it is initialised.
    private static void ready(Class<?> type) {
        try {
            MethodHandles.lookup().ensureInitialized(type);
        } catch (IllegalAccessException e) {
            throw new CryptoException(Reason.internal, e);
        }
    }
}
