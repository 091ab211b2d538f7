package cn.biaozhengtong.seal.act;

import cn.biaozhengtong.kit.problem.ProblemCategory;
import cn.biaozhengtong.kit.problem.ProblemException;
import cn.biaozhengtong.kit.work.UnitOfWork;
import cn.biaozhengtong.seal.life.Seal;
import cn.biaozhengtong.seal.life.Seals;
import cn.biaozhengtong.seal.life.StopCause;
import cn.biaozhengtong.seal.making.MakeVersion;
import cn.biaozhengtong.seal.member.SealRights;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Does what was signed, also what a process left that died after the signature. A repeat does
/// nothing: the maker gives the same seal, and an act is done once.
@Component
class CarryOut {
    private static final Logger LOG = LoggerFactory.getLogger(CarryOut.class);
    private static final Duration LEFT = Duration.ofSeconds(30);

    private final SignedActs acts;
    private final Seals seals;
    private final MakeVersion make;
    private final SealRights rights;
    private final UnitOfWork work;

    CarryOut(SignedActs acts, Seals seals, MakeVersion make, SealRights rights, UnitOfWork work) {
        this.acts = acts;
        this.seals = seals;
        this.make = make;
        this.rights = rights;
        this.work = work;
    }

    /// @throws ProblemException when it cannot be any more, which ends the act, or not now
    void carryOut(ActId id) {
        SignedAct it = acts.findById(id.value()).orElseThrow();
        if (it.state() != SignedAct.State.signed) {
            return;
        }
        try {
            // He may have lost the role since he began.
            rights.mustAdminister(it.accountId(), it.enterpriseId());
            done(it, effect(it));
        } catch (ProblemException e) {
            if (isFinal(e.problem().facts().category())) {
                ended(id, act -> act.refused(e.problem().type()));
            }
            throw e;
        }
    }

    private Consumer<Seal> effect(SignedAct it) {
        return switch (it.act()) {
            case make -> {
                String esId = make.make(it.wish(), it.picture(), Optional.of(it.order()));
                // Who may use it may have changed while it was made.
                yield seal -> {
                    seal.made(it.sealVersion(), esId, true);
                    seal.review(work.now());
                };
            }
            case stop -> seal -> seal.stop(StopCause.administrator);
            case resume -> seal -> seal.resume(StopCause.administrator);
            case cancel -> Seal::cancel;
        };
    }

    /// The seal is locked first, as everywhere.
    private void done(SignedAct it, Consumer<Seal> effect) {
        work.run(() ->
                seals.change(
                        it.sealId(),
                        it.accountId().toString(),
                        seal ->
                                ended(
                                        it.actId(),
                                        act -> {
                                            effect.accept(seal);
                                            act.done();
                                        })));
    }

    private void ended(ActId id, Consumer<SignedAct> how) {
        work.run(() ->
                acts.lock(id.value())
                        .filter(it -> it.state() == SignedAct.State.signed)
                        .ifPresent(how));
    }

    /// Whether asking again later would be in vain.
    private static boolean isFinal(ProblemCategory it) {
        return switch (it) {
            case invalid, forbidden, not_found, conflict, expired, refused -> true;
            default -> false;
        };
    }

    @Scheduled(fixedDelay = 10_000, initialDelay = 15_000)
    void carryOutLeft() {
        for (UUID id : acts.left(work.now().minus(LEFT))) {
            try {
                carryOut(new ActId(id));
            } catch (RuntimeException e) {
                LOG.warn("an act over a seal waits: {}", e.toString());
            }
        }
    }
}
