package cn.biaozhengtong.caorder.pair;

import cn.biaozhengtong.caorder.cosigning.SigningKeys;
import cn.biaozhengtong.caorder.ordering.OrderId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Pairs and their keys, by the order or the recovery that they were made for.
public record ByOrigin(PairRows rows, Certificates certificates, SigningKeys keys) {
    /// Signing certificate first; none while nothing is recorded.
    List<Certificates.Stored> certificates(UUID origin) {
        return pair(origin).map(it -> certificates.pair(it.pairId())).orElseGet(List::of);
    }

    List<Certificates.Stored> certificates(OrderId order) {
        return certificates(order.value());
    }

    Optional<SigningKeys.Key> key(UUID origin) {
        return pair(origin).flatMap(it -> keys.of(it.pairId()));
    }

    Optional<SigningKeys.Key> key(OrderId order) {
        return key(order.value());
    }

    PairId id(OrderId order) {
        return pair(order).orElseThrow().pairId();
    }

    Optional<CertificatePair> pair(UUID origin) {
        return rows.findByOriginId(origin);
    }

    Optional<CertificatePair> pair(OrderId order) {
        return pair(order.value());
    }

    UUID origin(Certificates.Stored it) {
        return rows.findById(it.pairId().value()).orElseThrow().origin().id();
    }
}
