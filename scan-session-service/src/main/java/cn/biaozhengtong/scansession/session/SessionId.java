package cn.biaozhengtong.scansession.session;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/// Names a scan session.
public record SessionId(@JsonValue UUID value) {
    static SessionId random() {
        return new SessionId(UUID.randomUUID());
    }

    public static SessionId of(String text) {
        return new SessionId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
