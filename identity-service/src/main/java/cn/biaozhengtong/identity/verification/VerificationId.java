package cn.biaozhengtong.identity.verification;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/// Names an attempt to prove an identity.
public record VerificationId(@JsonValue UUID value) {
    static VerificationId random() {
        return new VerificationId(UUID.randomUUID());
    }

    public static VerificationId of(String text) {
        return new VerificationId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
