package cn.biaozhengtong.caorder.operatorkey;

import java.util.UUID;

/// Names a key of an operator, from its proposal on.
public record OperatorKeyId(UUID value) {
    static OperatorKeyId random() {
        return new OperatorKeyId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
