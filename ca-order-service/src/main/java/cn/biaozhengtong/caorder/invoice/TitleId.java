package cn.biaozhengtong.caorder.invoice;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/// Names a title that invoices are made out to.
public record TitleId(@JsonValue UUID value) {
    static TitleId random() {
        return new TitleId(UUID.randomUUID());
    }

    static TitleId of(String text) {
        return new TitleId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
