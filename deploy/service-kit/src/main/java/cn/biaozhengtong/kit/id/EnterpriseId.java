package cn.biaozhengtong.kit.id;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/// Names an enterprise.
public record EnterpriseId(@JsonValue UUID value) {
    public static EnterpriseId random() {
        return new EnterpriseId(UUID.randomUUID());
    }

    public static EnterpriseId of(String text) {
        return new EnterpriseId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
