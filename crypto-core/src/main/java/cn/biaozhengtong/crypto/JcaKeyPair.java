package cn.biaozhengtong.crypto;

import cn.biaozhengtong.crypto.internal.JcaSuites;
import cn.biaozhengtong.crypto.internal.KeyAccess;
import java.security.PrivateKey;
import java.util.Optional;

/// A whole key of a suite that Java itself has: RSA, ECDSA.
public final class JcaKeyPair implements KeyPair {
    static {
        KeyAccess.open(
                new KeyAccess.Jca() {
                    @Override
                    public KeyPair pair(PublicKey known, PrivateKey secret) {
                        return JcaKeyPair.of(known, secret);
                    }

                    @Override
                    public Optional<PrivateKey> secret(KeyPair pair) {
                        return pair instanceof JcaKeyPair jca
                                ? Optional.of(jca.secret)
                                : Optional.empty();
                    }
                });
    }

    private final JcaPublicKey publicKey;
    private final PrivateKey secret;

    private JcaKeyPair(JcaPublicKey publicKey, PrivateKey secret) {
        this.publicKey = publicKey;
        this.secret = secret;
    }

    static JcaKeyPair generate(Suite suite) {
        java.security.KeyPair made = JcaSuites.generate(suite);
        return new JcaKeyPair(
                JcaPublicKey.parseInfo(made.getPublic().getEncoded()), made.getPrivate());
    }

    private static JcaKeyPair of(PublicKey publicKey, PrivateKey secret) {
        if (!(publicKey instanceof JcaPublicKey known)) {
            throw new CryptoException(CryptoException.Reason.malformed);
        }
        return new JcaKeyPair(known, secret);
    }

    @Override
    public PublicKey publicKey() {
        return publicKey;
    }

    @Override
    public byte[] sign(byte[] message) {
        byte[] signature = JcaSuites.sign(publicKey.suite(), secret, null, message);
        publicKey.verify(message, signature);
        return signature;
    }

    @Override
    public byte[] decrypt(byte[] ciphertext) {
        return JcaSuites.decrypt(publicKey.suite(), secret, ciphertext);
    }
}
