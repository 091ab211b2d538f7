package cn.biaozhengtong.caorder.pair;

import cn.biaozhengtong.caorder.ordering.OrderId;
import java.util.UUID;

/// What a pair was made for.
///
/// @param id of the order or of the recovery; a download is bound to it in all that its device
///   signs
public record PairOrigin(Kind kind, UUID id) {
    public enum Kind {
        order,
        recovery
    }

    public static PairOrigin order(OrderId id) {
        return new PairOrigin(Kind.order, id.value());
    }

    public static PairOrigin recovery(UUID id) {
        return new PairOrigin(Kind.recovery, id);
    }
}
