package cn.biaozhengtong.crypto.internal;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.CryptoException.Reason;
import org.bouncycastle.crypto.engines.SM4Engine;
import org.bouncycastle.crypto.params.KeyParameter;

/// SM4 on whole blocks, each alone (ECB): only for the random private key in an SM2EnvelopedKey,
/// which GM/T 0009 wants so.
public final class Sm4Blocks {
    private Sm4Blocks() {}

    public static byte[] process(boolean encrypt, byte[] key, byte[] blocks) {
        if (key.length != Sm4Cbc.BLOCK || blocks.length % Sm4Cbc.BLOCK != 0) {
            throw new CryptoException(Reason.bad_ciphertext);
        }
        SM4Engine engine = new SM4Engine();
        engine.init(encrypt, new KeyParameter(key));
        byte[] out = new byte[blocks.length];
        for (int i = 0; i < blocks.length; i += Sm4Cbc.BLOCK) {
            engine.processBlock(blocks, i, out, i);
        }
        return out;
    }
}
