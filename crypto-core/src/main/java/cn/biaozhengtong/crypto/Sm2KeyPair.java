package cn.biaozhengtong.crypto;

import cn.biaozhengtong.crypto.CryptoException.Reason;
import cn.biaozhengtong.crypto.internal.KeyAccess;
import cn.biaozhengtong.crypto.internal.Sm2Group;
import cn.biaozhengtong.crypto.internal.SmAlgorithms;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.engines.SM2Engine;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithID;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.signers.SM2Signer;

/// A whole SM2 key: of a CA, an operator, a platform or the KMC; never a user's signing key.
public final class Sm2KeyPair implements KeyPair {
    static {
        KeyAccess.open(
                new KeyAccess.Sm2() {
                    @Override
                    public Sm2KeyPair pair(Scalar secret) {
                        return new Sm2KeyPair(secret);
                    }

                    @Override
                    public Scalar secret(Sm2KeyPair pair) {
                        return pair.secret;
                    }
                });
    }

    private final Scalar secret;
    private final Sm2PublicKey publicKey;

    private Sm2KeyPair(Scalar secret) {
        this.secret = secret;
        this.publicKey = Sm2PublicKey.of(Point.of(Sm2Group.multiplyBase(secret.value())));
    }

    public static Sm2KeyPair generate() {
        return new Sm2KeyPair(Scalar.random());
    }

    @Override
    public Sm2PublicKey publicKey() {
        return publicKey;
    }

    @Override
    public byte[] sign(byte[] message) {
        SM2Signer signer = new SM2Signer();
        ECPrivateKeyParameters key = new ECPrivateKeyParameters(secret.value(), Sm2Group.DOMAIN);
        signer.init(true, new ParametersWithID(new ParametersWithRandom(key), Sm2Group.DEFAULT_ID));
        signer.update(message, 0, message.length);
        try {
            byte[] signature = signer.generateSignature();
            publicKey.verify(message, signature);
            return signature;
        } catch (org.bouncycastle.crypto.CryptoException e) {
            throw new CryptoException(Reason.internal, e);
        }
    }

    /// Opens a GM/T 0009 ciphertext made for [#publicKey()].
    @Override
    public byte[] decrypt(byte[] ciphertext) {
        byte[] raw = SmAlgorithms.ciphertextFromDer(ciphertext);
        SM2Engine engine = new SM2Engine(new SM3Digest(), SM2Engine.Mode.C1C3C2);
        engine.init(false, new ECPrivateKeyParameters(secret.value(), Sm2Group.DOMAIN));
        try {
            return engine.processBlock(raw, 0, raw.length);
        } catch (InvalidCipherTextException | IllegalArgumentException e) {
            throw new CryptoException(Reason.bad_ciphertext, e);
        }
    }
}
