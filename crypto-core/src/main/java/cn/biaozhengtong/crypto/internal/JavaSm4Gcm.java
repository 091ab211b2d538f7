package cn.biaozhengtong.crypto.internal;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.CryptoException.Reason;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;

/// SM4-GCM (RFC 8998, NIST SP 800-38D) in plain Java. Deciphers only what its tag proved.
public final class JavaSm4Gcm implements Sm4Gcm {
    private static final int FIRST = 1;

    private final Sm4Counter cipher;
    private final Ghash hash;
    private byte[] buffer = new byte[0];

    /// @param key 16 bytes
    public JavaSm4Gcm(byte[] key) {
        this.cipher = new Sm4Counter(key);
        this.hash = new Ghash(cipher.block(new byte[Sm4Counter.BLOCK]));
    }

    @Override
    public void seal(byte[] nonce, byte[] associated, ByteBuffer in, ByteBuffer out) {
        Sm4Gcm.mustBeNonce(nonce);
        int length = take(in, in.remaining());
        cipher.apply(nonce, FIRST + 1, buffer, length);
        byte[] tag = tag(nonce, associated, length);
        out.put(buffer, 0, length).put(tag);
    }

    @Override
    public void open(byte[] nonce, byte[] associated, ByteBuffer in, ByteBuffer out) {
        Sm4Gcm.mustBeNonce(nonce);
        if (in.remaining() < TAG) {
            throw new CryptoException(Reason.bad_ciphertext);
        }
        int length = take(in, in.remaining() - TAG);
        byte[] expected = new byte[TAG];
        in.get(expected);
        if (!MessageDigest.isEqual(expected, tag(nonce, associated, length))) {
            throw new CryptoException(Reason.bad_ciphertext);
        }
        cipher.apply(nonce, FIRST + 1, buffer, length);
        out.put(buffer, 0, length);
    }

    private int take(ByteBuffer in, int length) {
        if (buffer.length < length) {
            wipeBuffer();
            buffer = new byte[length];
        }
        in.get(buffer, 0, length);
        return length;
    }

    /// Over the ciphertext that lies in the buffer.
    private byte[] tag(byte[] nonce, byte[] associated, int length) {
        hash.reset();
        hash.update(associated, associated.length);
        hash.update(buffer, length);
        byte[] out = hash.finish(associated.length, length);
        cipher.apply(nonce, FIRST, out, TAG);
        return out;
    }

    private void wipeBuffer() {
        Arrays.fill(buffer, (byte) 0);
    }

    @Override
    public void close() {
        wipeBuffer();
        cipher.wipe();
        hash.wipe();
    }
}
