package cn.biaozhengtong.scansession.webhook;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/// Names a webhook, in every attempt to deliver it.
public record DeliveryId(@JsonValue UUID value) {
    public static DeliveryId of(String text) {
        return new DeliveryId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
