package cn.biaozhengtong.seal.inventory;

import cn.biaozhengtong.kit.events.Outbox;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// With an enterprise's first certificate its three seals are prepared, as drafts (R38).
@Component
public class PrepareSeals {
    private static final String TOPIC = "seal.seal";

    private final Seals seals;
    private final Outbox outbox;
    private final Clock clock;

    PrepareSeals(Seals seals, Outbox outbox, Clock clock) {
        this.seals = seals;
        this.outbox = outbox;
        this.clock = clock;
    }

    /// `seal.seal.prepared.v1`, as others read it.
    record SealPrepared(UUID sealId, UUID enterpriseId, String kind) {}

    /// Prepares what is missing; an enterprise that has its three keeps them.
    @Transactional(propagation = Propagation.MANDATORY)
    public void prepare(UUID enterprise, String name, String certificateSerial) {
        List<Seal> present = seals.findByEnterpriseIdOrderByKind(enterprise);
        Set<SealKind> kinds = present.stream().map(Seal::kind).collect(Collectors.toSet());
        for (SealKind kind : SealKind.values()) {
            if (!kinds.contains(kind)) {
                Seal seal = Seal.draft(enterprise, name, kind, certificateSerial, clock.instant());
                seals.save(seal);
                outbox.append(
                        TOPIC,
                        seal.getId().toString(),
                        "seal.seal.prepared.v1",
                        new SealPrepared(seal.getId(), enterprise, kind.name()));
            }
        }
    }
}
