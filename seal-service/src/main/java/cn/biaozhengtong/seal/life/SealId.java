package cn.biaozhengtong.seal.life;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/// Names a seal through all its versions.
public record SealId(@JsonValue UUID value) {
    static SealId random() {
        return new SealId(UUID.randomUUID());
    }

    public static SealId of(String text) {
        return new SealId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
