package cn.biaozhengtong.crypto.internal;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.CryptoException.Reason;
import java.nio.ByteBuffer;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.SM4Engine;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.modes.GCMModeCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;

/// BouncyCastle's SM4-GCM.
final class JavaSm4Gcm implements Sm4Gcm {
    private final KeyParameter key;

    JavaSm4Gcm(byte[] key) {
        this.key = new KeyParameter(key);
    }

    @Override
    public void seal(byte[] nonce, byte[] associated, ByteBuffer in, ByteBuffer out) {
        run(true, nonce, associated, in, out);
    }

    @Override
    public void open(byte[] nonce, byte[] associated, ByteBuffer in, ByteBuffer out) {
        run(false, nonce, associated, in, out);
    }

    private void run(
            boolean sealing, byte[] nonce, byte[] associated, ByteBuffer in, ByteBuffer out) {
        GCMModeCipher cipher = GCMBlockCipher.newInstance(new SM4Engine());
        cipher.init(sealing, new AEADParameters(key, TAG * 8, nonce, associated));
        byte[] input = new byte[in.remaining()];
        in.get(input);
        byte[] output = new byte[cipher.getOutputSize(input.length)];
        int written = cipher.processBytes(input, 0, input.length, output, 0);
        try {
            cipher.doFinal(output, written);
        } catch (InvalidCipherTextException e) {
            throw new CryptoException(Reason.bad_ciphertext, e);
        }
        out.put(output);
    }

    @Override
    public void close() {}
}
