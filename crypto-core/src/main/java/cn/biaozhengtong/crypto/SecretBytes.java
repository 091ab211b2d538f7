package cn.biaozhengtong.crypto;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;

/// Bytes that must not be printed, compared in variable time or left behind.
///
/// [#close()] overwrites them; using them afterwards throws.
public final class SecretBytes implements AutoCloseable {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] bytes;
    private boolean wiped;

    private SecretBytes(byte[] bytes) {
        this.bytes = bytes;
    }

    /// Takes a copy; the caller still owns (and should wipe) what it passed.
    public static SecretBytes copyOf(byte[] bytes) {
        return new SecretBytes(bytes.clone());
    }

    public static SecretBytes random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return new SecretBytes(bytes);
    }

    /// A copy of the content, which the caller wipes.
    public byte[] expose() {
        if (wiped) {
            throw new IllegalStateException("secret was wiped");
        }
        return bytes.clone();
    }

    public int length() {
        return bytes.length;
    }

    @Override
    public void close() {
        wiped = true;
        Arrays.fill(bytes, (byte) 0);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SecretBytes that && MessageDigest.isEqual(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return 0;
    }

    @Override
    public String toString() {
        return "SecretBytes[" + bytes.length + "]";
    }
}
