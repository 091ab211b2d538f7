package cn.biaozhengtong.seal.making;

import cn.biaozhengtong.kit.id.EnterpriseId;
import cn.biaozhengtong.seal.life.Seal;
import cn.biaozhengtong.seal.life.SealKind;
import cn.biaozhengtong.seal.life.SealWords;
import cn.biaozhengtong.seal.life.Seals;
import cn.biaozhengtong.seal.life.TellOfSeals;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// With an enterprise's first certificate its three seals are prepared, as drafts (R38). How they
/// look is drawn afterwards, for which its facts must be asked.
@Component
public class PrepareSeals {
    private final Seals seals;
    private final Clock clock;

    PrepareSeals(Seals seals, Clock clock) {
        this.seals = seals;
        this.clock = clock;
    }

    /// Prepares what is missing; an enterprise that has its three keeps them.
    @Transactional(propagation = Propagation.MANDATORY)
    public void prepare(EnterpriseId enterprise, String name) {
        Set<SealKind> present =
                seals.of(enterprise).stream().map(Seal::kind).collect(Collectors.toSet());
        Instant now = clock.instant();
        for (SealKind kind : SealKind.values()) {
            if (kind.isOnce() && !present.contains(kind)) {
                Seal it =
                        Seal.draft(
                                new Seal.Owner(enterprise, name),
                                kind,
                                new SealWords(kind.title(), ""),
                                now);
                it.review(now);
                seals.add(it, TellOfSeals.SYSTEM);
            }
        }
    }
}
