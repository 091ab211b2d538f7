package cn.biaozhengtong.enterprise.handover;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/// Names an offer of the role.
public record HandOverId(@JsonValue UUID value) {
    public static HandOverId of(String text) {
        return new HandOverId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
