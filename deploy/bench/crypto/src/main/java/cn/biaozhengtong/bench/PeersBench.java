package cn.biaozhengtong.bench;

import cn.biaozhengtong.crypto.Aead;
import cn.biaozhengtong.crypto.SecretBytes;
import cn.biaozhengtong.crypto.Sm2KeyPair;
import cn.biaozhengtong.crypto.Sm2PublicKey;
import cn.biaozhengtong.crypto.Sm3;
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
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.engines.SM2Engine;
import org.bouncycastle.crypto.engines.SM4Engine;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.modes.GCMModeCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// The same work by us, by BouncyCastle's engines, by Tencent Kona; one thread. Ours signs, and
/// verifies what it signed.
@State(Scope.Benchmark)
public class PeersBench {
    static final int BLOCK = 16 * 1024;

    private static final byte[] MESSAGE = "鞍钢招标 AG-2026-0042 一标段 投标函".getBytes();
    private static final byte[] ID = "1234567812345678".getBytes();
    private static final Provider KONA = new KonaCryptoProvider();

    private final byte[] data = new byte[BLOCK];
    private final byte[] secret = new byte[16];
    private final byte[] nonce = new byte[12];
    private int count;

    private Sm2KeyPair ours;
    private Sm2PublicKey oursPublic;
    private Aead aead;
    private byte[] signature;
    private byte[] ciphertext;
    private byte[] raw;
    private BouncyCastlePair castle;
    private PrivateKey konaSecret;
    private PublicKey konaPublic;
    private SM2SignatureParameterSpec konaParameters;

    /// Keys of all three, from one number.
    @Setup
    public void keys() throws GeneralSecurityException, InvalidCipherTextException {
        ours = Sm2KeyPair.generate();
        oursPublic = ours.publicKey();
        aead = Aead.of(SecretBytes.copyOf(secret));
        signature = ours.sign(MESSAGE);
        ciphertext = oursPublic.encrypt(MESSAGE);
        castle = new BouncyCastlePair(ours);
        raw = castleEncrypt();
        KeyFactory factory = KeyFactory.getInstance("SM2", KONA);
        konaPublic = factory.generatePublic(new SM2PublicKeySpec(oursPublic.point().encoded()));
        konaSecret =
                factory.generatePrivate(new SM2PrivateKeySpec(RawSm2Key.secretOf(ours).encoded()));
        konaParameters = new SM2SignatureParameterSpec(ID, (ECPublicKey) konaPublic);
    }

    @Benchmark
    public byte[] sm2Sign_ours() {
        return ours.sign(MESSAGE);
    }

    @Benchmark
    public byte[] sm2Sign_bouncyCastle() {
        return castle.sign();
    }

    @Benchmark
    public byte[] sm2Sign_kona() throws GeneralSecurityException {
        Signature it = Signature.getInstance("SM2", KONA);
        it.setParameter(konaParameters);
        it.initSign(konaSecret);
        it.update(MESSAGE);
        return it.sign();
    }

    @Benchmark
    public void sm2Verify_ours() {
        oursPublic.verify(MESSAGE, signature);
    }

    @Benchmark
    public boolean sm2Verify_bouncyCastle() {
        return castle.verify(MESSAGE, signature);
    }

    @Benchmark
    public boolean sm2Verify_kona() throws GeneralSecurityException {
        Signature it = Signature.getInstance("SM2", KONA);
        it.setParameter(konaParameters);
        it.initVerify(konaPublic);
        it.update(MESSAGE);
        return it.verify(signature);
    }

    @Benchmark
    public byte[] sm2Encrypt_ours() {
        return oursPublic.encrypt(MESSAGE);
    }

    @Benchmark
    public byte[] sm2Encrypt_bouncyCastle() throws InvalidCipherTextException {
        return castleEncrypt();
    }

    private byte[] castleEncrypt() throws InvalidCipherTextException {
        SM2Engine engine = new SM2Engine(new SM3Digest(), SM2Engine.Mode.C1C3C2);
        engine.init(true, new ParametersWithRandom(castle.known()));
        return engine.processBlock(MESSAGE, 0, MESSAGE.length);
    }

    @Benchmark
    public byte[] sm2Encrypt_kona() throws GeneralSecurityException {
        Cipher it = Cipher.getInstance("SM2", KONA);
        it.init(Cipher.ENCRYPT_MODE, konaPublic);
        return it.doFinal(MESSAGE);
    }

    @Benchmark
    public byte[] sm2Decrypt_ours() {
        return ours.decrypt(ciphertext);
    }

    @Benchmark
    public byte[] sm2Decrypt_bouncyCastle() throws InvalidCipherTextException {
        SM2Engine engine = new SM2Engine(new SM3Digest(), SM2Engine.Mode.C1C3C2);
        engine.init(false, castle.secret());
        return engine.processBlock(raw, 0, raw.length);
    }

    @Benchmark
    public byte[] sm2Decrypt_kona() throws GeneralSecurityException {
        Cipher it = Cipher.getInstance("SM2", KONA);
        it.init(Cipher.DECRYPT_MODE, konaSecret);
        return it.doFinal(ciphertext);
    }

    @Benchmark
    public byte[] sm3_ours() {
        return Sm3.digest(data);
    }

    @Benchmark
    public byte[] sm3_bouncyCastle() {
        SM3Digest digest = new SM3Digest();
        digest.update(data, 0, data.length);
        byte[] out = new byte[32];
        digest.doFinal(out, 0);
        return out;
    }

    @Benchmark
    public byte[] sm3_kona() throws GeneralSecurityException {
        return MessageDigest.getInstance("SM3", KONA).digest(data);
    }

    @Benchmark
    public byte[] sm4Gcm_ours() {
        return aead.seal(data, ID);
    }

    @Benchmark
    public byte[] sm4Gcm_bouncyCastle() throws InvalidCipherTextException {
        GCMModeCipher cipher = GCMBlockCipher.newInstance(new SM4Engine());
        cipher.init(true, new AEADParameters(new KeyParameter(secret), 128, nonce(), ID));
        byte[] out = new byte[cipher.getOutputSize(data.length)];
        cipher.doFinal(out, cipher.processBytes(data, 0, data.length, out, 0));
        return out;
    }

    @Benchmark
    public byte[] sm4Gcm_kona() throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("SM4/GCM/NoPadding", KONA);
        cipher.init(
                Cipher.ENCRYPT_MODE,
                new SecretKeySpec(secret, "SM4"),
                new GCMParameterSpec(128, nonce()));
        cipher.updateAAD(ID);
        return cipher.doFinal(data);
    }

    /// Kona refuses a nonce twice.
    private byte[] nonce() {
        count++;
        nonce[0] = (byte) count;
        nonce[1] = (byte) (count >> 8);
        nonce[2] = (byte) (count >> 16);
        nonce[3] = (byte) (count >> 24);
        return nonce.clone();
    }
}
