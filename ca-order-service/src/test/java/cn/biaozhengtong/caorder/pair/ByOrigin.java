package cn.biaozhengtong.caorder.pair;

import cn.biaozhengtong.caorder.cosigning.SigningKeys;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Pairs and their keys, by the order or the recovery that they were made for.
public record ByOrigin(PairRows rows, Certificates certificates, SigningKeys keys) {
    /// Signing certificate first; none while nothing is recorded.
    List<Certificates.Stored> certificates(UUID origin) {
        return pair(origin).map(it -> certificates.pair(it.pairId())).orElseGet(List::of);
    }

    Optional<SigningKeys.Key> key(UUID origin) {
        return pair(origin).flatMap(it -> keys.of(it.pairId()));
    }

    PairId id(UUID origin) {
        return pair(origin).orElseThrow().pairId();
    }

    Optional<CertificatePair> pair(UUID origin) {
        return rows.findByOriginId(origin);
    }

    UUID origin(Certificates.Stored it) {
        return rows.findById(it.pairId().value()).orElseThrow().origin().id();
    }
}
