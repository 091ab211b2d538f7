package cn.biaozhengtong.crypto;

import cn.biaozhengtong.crypto.CryptoException.Reason;
import cn.biaozhengtong.crypto.internal.Sm2Group;
import cn.biaozhengtong.crypto.internal.SmAlgorithms;
import java.io.IOException;
import java.math.BigInteger;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.crypto.CipherParameters;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.engines.SM2Engine;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithID;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.signers.SM2Signer;

/// An SM2 public key: verifies SM3withSM2 signatures and encrypts short secrets to its owner.
///
/// The user id of signatures is the suite's, `1234567812345678`. Signatures are DER `SEQ{r,s}`,
/// ciphertexts DER `SEQ{x,y,HASH,CipherText}` (GM/T 0009).
public final class Sm2PublicKey implements PublicKey {
    private final Point point;

    private Sm2PublicKey(Point point) {
        this.point = point;
    }

    public static Sm2PublicKey of(Point point) {
        return new Sm2PublicKey(point);
    }

    /// From a DER SubjectPublicKeyInfo (RFC 5280, OIDs of GM/T 0006).
    public static Sm2PublicKey parseInfo(byte[] der) {
        return new Sm2PublicKey(SmAlgorithms.pointOf(der));
    }

    public Point point() {
        return point;
    }

    @Override
    public Suite suite() {
        return Suite.sm2;
    }

    @Override
    public byte[] info() {
        try {
            SubjectPublicKeyInfo info = SmAlgorithms.publicKeyInfo(point);
            return info.getEncoded("DER");
        } catch (IOException e) {
            throw new CryptoException(Reason.internal, e);
        }
    }

    /// `e = SM3(Z ‖ message)` (GM/T 0003.2 §6.1), the integer that a signature is over.
    public BigInteger digestToSign(byte[] message) {
        return new BigInteger(1, Sm3.digest(Sm2Group.z(point.value()), message));
    }

    @Override
    public void verify(byte[] message, byte[] signature) {
        SmAlgorithms.parseSignature(signature);
        SM2Signer signer = new SM2Signer();
        CipherParameters key = new ECPublicKeyParameters(point.value(), Sm2Group.DOMAIN);
        signer.init(false, new ParametersWithID(key, Sm2Group.DEFAULT_ID));
        signer.update(message, 0, message.length);
        if (!signer.verifySignature(signature)) {
            throw new CryptoException(Reason.bad_signature);
        }
    }

    /// Encrypts at most a few kilobytes (GM/T 0009); longer content goes under [Aead] with a
    /// wrapped key.
    @Override
    public byte[] encrypt(byte[] plaintext) {
        SM2Engine engine = new SM2Engine(new SM3Digest(), SM2Engine.Mode.C1C3C2);
        engine.init(
                true,
                new ParametersWithRandom(
                        new ECPublicKeyParameters(point.value(), Sm2Group.DOMAIN)));
        try {
            return SmAlgorithms.ciphertextToDer(
                    engine.processBlock(plaintext, 0, plaintext.length));
        } catch (InvalidCipherTextException e) {
            throw new CryptoException(Reason.internal, e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Sm2PublicKey that && point.equals(that.point);
    }

    @Override
    public int hashCode() {
        return point.hashCode();
    }
}
