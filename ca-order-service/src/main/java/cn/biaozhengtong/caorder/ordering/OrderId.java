package cn.biaozhengtong.caorder.ordering;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/// Names an order.
public record OrderId(@JsonValue UUID value) {
    public static OrderId random() {
        return new OrderId(UUID.randomUUID());
    }

    public static OrderId of(String text) {
        return new OrderId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
