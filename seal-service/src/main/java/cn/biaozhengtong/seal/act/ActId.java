package cn.biaozhengtong.seal.act;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/// Names an act over a seal.
public record ActId(@JsonValue UUID value) {
    public static ActId of(String text) {
        return new ActId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
