package cn.biaozhengtong.seal.local;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/// Names what a tool is asked to do.
public record PreparationId(@JsonValue UUID value) {
    static PreparationId random() {
        return new PreparationId(UUID.randomUUID());
    }

    public static PreparationId of(String text) {
        return new PreparationId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
