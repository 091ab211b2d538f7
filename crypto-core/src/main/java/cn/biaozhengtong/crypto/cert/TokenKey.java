package cn.biaozhengtong.crypto.cert;

import cn.biaozhengtong.crypto.PublicKey;
import cn.biaozhengtong.crypto.SigningKey;
import cn.biaozhengtong.crypto.internal.JcaSuites;
import java.security.PrivateKey;
import java.security.Provider;

/// A key inside a [Token]; signs there.
public final class TokenKey implements SigningKey {
    private final PublicKey publicKey;
    private final PrivateKey secret;
    private final Provider provider;

    TokenKey(PublicKey publicKey, PrivateKey secret, Provider provider) {
        this.publicKey = publicKey;
        this.secret = secret;
        this.provider = provider;
    }

    /// A handle; the number stays in the token.
    PrivateKey secret() {
        return secret;
    }

    @Override
    public PublicKey publicKey() {
        return publicKey;
    }

    @Override
    public byte[] sign(byte[] message) {
        byte[] signature = JcaSuites.sign(publicKey.suite(), secret, provider, message);
        publicKey.verify(message, signature);
        return signature;
    }
}
