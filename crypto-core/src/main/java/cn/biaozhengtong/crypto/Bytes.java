package cn.biaozhengtong.crypto;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/// Bytes as a value: they never change, and two are equal that hold the same. For whatever has no
/// name of its own ([Preimage], [Point], [cn.biaozhengtong.crypto.cert.Certificate]), such as a
/// signature or a ciphertext; a secret is [SecretBytes].
///
/// In JSON what an array of bytes is: Base64.
public final class Bytes {
    private final byte[] content;

    private Bytes(byte[] content) {
        this.content = content;
    }

    @JsonCreator
    public static Bytes of(byte[] bytes) {
        return new Bytes(bytes.clone());
    }

    public int length() {
        return content.length;
    }

    @JsonValue
    public byte[] toBytes() {
        return content.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes that && Arrays.equals(content, that.content);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(content);
    }

    @Override
    public String toString() {
        return "Bytes[" + content.length + "]";
    }
}
