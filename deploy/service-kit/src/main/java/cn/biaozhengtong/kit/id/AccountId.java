package cn.biaozhengtong.kit.id;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/// Names a person's account.
public record AccountId(@JsonValue UUID value) {
    public static AccountId random() {
        return new AccountId(UUID.randomUUID());
    }

    public static AccountId of(String text) {
        return new AccountId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
