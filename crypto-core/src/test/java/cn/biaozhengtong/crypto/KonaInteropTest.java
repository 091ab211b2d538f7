package cn.biaozhengtong.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.crypto.danger.RawSm2Key;
import com.tencent.kona.crypto.KonaCryptoProvider;
import com.tencent.kona.crypto.spec.SM2PrivateKeySpec;
import com.tencent.kona.crypto.spec.SM2PublicKeySpec;
import com.tencent.kona.crypto.spec.SM2SignatureParameterSpec;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;
import java.util.Random;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/// A second Java implementation, which shares no code with BouncyCastle: each reads what the other
/// made.
class KonaInteropTest {
    private static final Provider KONA = new KonaCryptoProvider();
    private static final byte[] ID = "1234567812345678".getBytes();
    private static final int CASES = 200;

    private final Random random = new Random(7);
    private final Sm2KeyPair key = Sm2KeyPair.generate();
    private final PublicKey publicKey = publicKey();
    private final PrivateKey privateKey = privateKey();

    private PublicKey publicKey() {
        try {
            return KeyFactory.getInstance("SM2", KONA)
                    .generatePublic(new SM2PublicKeySpec(key.publicKey().point().encoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private PrivateKey privateKey() {
        try {
            return KeyFactory.getInstance("SM2", KONA)
                    .generatePrivate(new SM2PrivateKeySpec(RawSm2Key.secretOf(key).encoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] message() {
        byte[] out = new byte[1 + random.nextInt(300)];
        random.nextBytes(out);
        return out;
    }

    @Test
    void signatures_bothWays() throws Exception {
        SM2SignatureParameterSpec parameters =
                new SM2SignatureParameterSpec(ID, (ECPublicKey) publicKey);
        for (int i = 0; i < CASES; i++) {
            byte[] message = message();
            Signature verifier = Signature.getInstance("SM2", KONA);
            verifier.setParameter(parameters);
            verifier.initVerify(publicKey);
            verifier.update(message);
            assertThat(verifier.verify(key.sign(message))).isTrue();
            Signature signer = Signature.getInstance("SM2", KONA);
            signer.setParameter(parameters);
            signer.initSign(privateKey);
            signer.update(message);
            key.publicKey().verify(message, signer.sign());
        }
    }

    @Test
    void ciphertexts_bothWays() throws Exception {
        for (int i = 0; i < CASES; i++) {
            byte[] message = message();
            Cipher decrypt = Cipher.getInstance("SM2", KONA);
            decrypt.init(Cipher.DECRYPT_MODE, privateKey);
            assertThat(decrypt.doFinal(key.publicKey().encrypt(message))).isEqualTo(message);
            Cipher encrypt = Cipher.getInstance("SM2", KONA);
            encrypt.init(Cipher.ENCRYPT_MODE, publicKey);
            assertThat(key.decrypt(encrypt.doFinal(message))).isEqualTo(message);
        }
    }

    @Test
    void digests_areTheSame() throws Exception {
        for (int i = 0; i < CASES; i++) {
            byte[] message = message();
            assertThat(Sm3.digest(message))
                    .isEqualTo(MessageDigest.getInstance("SM3", KONA).digest(message));
            Mac mac = Mac.getInstance("HmacSM3", KONA);
            mac.init(new SecretKeySpec(message, "HmacSM3"));
            assertThat(Sm3.hmac(message, message)).isEqualTo(mac.doFinal(message));
        }
    }

    @Test
    void sealed_isWhatKonaOpens() throws Exception {
        for (int i = 0; i < CASES; i++) {
            byte[] secret = new byte[16];
            random.nextBytes(secret);
            byte[] message = message();
            byte[] place = message();
            byte[] sealed = Aead.of(SecretBytes.copyOf(secret)).seal(message, place);
            Cipher cipher = Cipher.getInstance("SM4/GCM/NoPadding", KONA);
            cipher.init(
                    Cipher.DECRYPT_MODE,
                    new SecretKeySpec(secret, "SM4"),
                    new GCMParameterSpec(128, Arrays.copyOf(sealed, 12)));
            cipher.updateAAD(place);
            assertThat(cipher.doFinal(sealed, 12, sealed.length - 12)).isEqualTo(message);
        }
    }
}
