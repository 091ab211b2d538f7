package cn.biaozhengtong.caorder.cosigning;

import java.util.UUID;

/// Names a two-party key, the server's share of it.
public record KeyId(UUID value) {
    static KeyId random() {
        return new KeyId(UUID.randomUUID());
    }

    static KeyId of(String text) {
        return new KeyId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
