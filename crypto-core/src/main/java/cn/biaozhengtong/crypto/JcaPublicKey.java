package cn.biaozhengtong.crypto;

import cn.biaozhengtong.crypto.internal.JcaSuites;
import java.util.Arrays;

/// A public key of a suite that Java itself has: RSA, ECDSA.
final class JcaPublicKey implements PublicKey {
    private final Suite suite;
    private final java.security.PublicKey key;
    private final byte[] info;

    private JcaPublicKey(Suite suite, java.security.PublicKey key, byte[] info) {
        this.suite = suite;
        this.key = key;
        this.info = info;
    }

    static JcaPublicKey parseInfo(byte[] der) {
        java.security.PublicKey key = JcaSuites.publicKey(der);
        return new JcaPublicKey(JcaSuites.suiteOf(key), key, der.clone());
    }

    @Override
    public Suite suite() {
        return suite;
    }

    @Override
    public byte[] info() {
        return info.clone();
    }

    @Override
    public void verify(byte[] message, byte[] signature) {
        JcaSuites.verify(suite, key, message, signature);
    }

    @Override
    public byte[] encrypt(byte[] plaintext) {
        return JcaSuites.encrypt(suite, key, plaintext);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof JcaPublicKey that && Arrays.equals(info, that.info);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(info);
    }
}
