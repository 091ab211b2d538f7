package cn.biaozhengtong.caorder.payment;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/// Names a payment, to its channel too: the merchant number of its trade.
public record PaymentId(@JsonValue UUID value) {
    static PaymentId random() {
        return new PaymentId(UUID.randomUUID());
    }

    static PaymentId of(String text) {
        return new PaymentId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
