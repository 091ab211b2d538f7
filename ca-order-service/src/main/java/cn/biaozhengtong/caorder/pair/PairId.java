package cn.biaozhengtong.caorder.pair;

import java.util.UUID;

/// Names a certificate pair, from the moment at which its device made a key for it.
public record PairId(UUID value) {
    static PairId random() {
        return new PairId(UUID.randomUUID());
    }

    public static PairId of(String text) {
        return new PairId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
