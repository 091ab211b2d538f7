package cn.biaozhengtong.bench;

import cn.biaozhengtong.crypto.Sm2KeyPair;
import cn.biaozhengtong.crypto.danger.RawSm2Key;
import java.nio.charset.StandardCharsets;
import org.bouncycastle.asn1.gm.GMNamedCurves;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithID;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.signers.SM2Signer;

/// BouncyCastle as it comes: SM2Signer over its fastest curve.
final class BouncyCastlePair {
    private static final byte[] MESSAGE = "文件 0".getBytes(StandardCharsets.UTF_8);
    private static final byte[] ID = "1234567812345678".getBytes(StandardCharsets.US_ASCII);

    private final ECPrivateKeyParameters secret;
    private final ECPublicKeyParameters known;

    BouncyCastlePair(Sm2KeyPair key) {
        ECDomainParameters domain =
                new ECDomainParameters(
                        CustomNamedCurves.getByOID(GMNamedCurves.getOID("sm2p256v1")));
        secret = new ECPrivateKeyParameters(RawSm2Key.secretOf(key).value(), domain);
        known = new ECPublicKeyParameters(key.publicKey().point().value(), domain);
    }

    byte[] sign() {
        SM2Signer signer = new SM2Signer();
        signer.init(true, new ParametersWithID(new ParametersWithRandom(secret), ID));
        signer.update(MESSAGE, 0, MESSAGE.length);
        try {
            return signer.generateSignature();
        } catch (CryptoException e) {
            throw new IllegalStateException(e);
        }
    }

    ECPrivateKeyParameters secret() {
        return secret;
    }

    ECPublicKeyParameters known() {
        return known;
    }

    boolean verify(byte[] signature) {
        return verify(MESSAGE, signature);
    }

    boolean verify(byte[] message, byte[] signature) {
        SM2Signer signer = new SM2Signer();
        signer.init(false, new ParametersWithID(known, ID));
        signer.update(message, 0, message.length);
        return signer.verifySignature(signature);
    }
}
