package cn.biaozhengtong.crypto.internal;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.CryptoException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.SM4Engine;
import org.bouncycastle.crypto.modes.CBCBlockCipher;
import org.bouncycastle.crypto.paddings.PKCS7Padding;
import org.bouncycastle.crypto.paddings.PaddedBufferedBlockCipher;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;

/// SM4-CBC with PKCS#7 padding, streaming. Not authenticated: for what a signature covers only.
public final class Sm4Cbc {
    public static final ASN1ObjectIdentifier OID =
            new ASN1ObjectIdentifier("1.2.156.10197.1.104.2");

    /// Length of a key, a block and an initialisation vector in bytes.
    public static final int BLOCK = 16;

    private static final int BUFFER = 1 << 16;

    private Sm4Cbc() {}

    public static long sealedLength(long length) {
        return (length / BLOCK + 1) * BLOCK;
    }

    /// @return how many bytes there were to encrypt
    public static long encrypt(byte[] key, byte[] iv, InputStream in, OutputStream out)
            throws IOException {
        try {
            return pump(cipher(true, key, iv), in, out);
        } catch (InvalidCipherTextException e) {
            throw new CryptoException(Reason.internal, e);
        }
    }

    public static void decrypt(byte[] key, byte[] iv, InputStream in, OutputStream out)
            throws IOException {
        try {
            pump(cipher(false, key, iv), in, out);
        } catch (InvalidCipherTextException | RuntimeException e) {
            throw new CryptoException(Reason.bad_ciphertext, e);
        }
    }

    private static PaddedBufferedBlockCipher cipher(boolean seal, byte[] key, byte[] iv) {
        if (key.length != BLOCK || iv.length != BLOCK) {
            throw new CryptoException(Reason.bad_ciphertext);
        }
        PaddedBufferedBlockCipher cipher =
                new PaddedBufferedBlockCipher(
                        CBCBlockCipher.newInstance(new SM4Engine()), new PKCS7Padding());
        cipher.init(seal, new ParametersWithIV(new KeyParameter(key), iv));
        return cipher;
    }

    private static long pump(PaddedBufferedBlockCipher cipher, InputStream in, OutputStream out)
            throws IOException, InvalidCipherTextException {
        byte[] from = new byte[BUFFER];
        byte[] to = new byte[BUFFER + 2 * BLOCK];
        long count = 0;
        for (int read = in.read(from); read >= 0; read = in.read(from)) {
            count += read;
            int made = cipher.processBytes(from, 0, read, to, 0);
            if (made > 0) {
                out.write(to, 0, made);
            }
        }
        int last = cipher.doFinal(to, 0);
        if (last > 0) {
            out.write(to, 0, last);
        }
        return count;
    }
}
