package cn.biaozhengtong.crypto;

import java.util.Arrays;

/// The bytes whose `SM3(Z ‖ bytes)` a signature is over: signed attributes, a request's TBS, a
/// [SignedContext]. Never a bare digest from outside.
public final class Preimage {
    private final byte[] bytes;

    private Preimage(byte[] bytes) {
        this.bytes = bytes;
    }

    public static Preimage of(byte[] bytes) {
        return new Preimage(bytes.clone());
    }

    public byte[] toBytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Preimage that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }
}
