package cn.biaozhengtong.seal.document;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/// Names a hosted document.
public record DocumentId(@JsonValue UUID value) {
    static DocumentId random() {
        return new DocumentId(UUID.randomUUID());
    }

    public static DocumentId of(String text) {
        return new DocumentId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
