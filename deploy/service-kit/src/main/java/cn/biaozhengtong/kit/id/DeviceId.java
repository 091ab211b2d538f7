package cn.biaozhengtong.kit.id;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/// Names a device that an account logged in on.
public record DeviceId(@JsonValue UUID value) {
    public static DeviceId random() {
        return new DeviceId(UUID.randomUUID());
    }

    public static DeviceId of(String text) {
        return new DeviceId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
