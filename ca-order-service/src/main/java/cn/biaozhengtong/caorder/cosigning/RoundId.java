package cn.biaozhengtong.caorder.cosigning;

import java.util.UUID;

/// Names a round of signing.
public record RoundId(UUID value) {
    static RoundId random() {
        return new RoundId(UUID.randomUUID());
    }

    static RoundId of(String text) {
        return new RoundId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
