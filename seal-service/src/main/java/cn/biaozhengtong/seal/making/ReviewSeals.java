package cn.biaozhengtong.seal.making;

import cn.biaozhengtong.kit.problem.ProblemException;
import cn.biaozhengtong.kit.work.UnitOfWork;
import cn.biaozhengtong.seal.life.Seal;
import cn.biaozhengtong.seal.life.SealId;
import cn.biaozhengtong.seal.life.SealRows;
import cn.biaozhengtong.seal.life.Seals;
import cn.biaozhengtong.seal.life.StopCause;
import cn.biaozhengtong.seal.life.TellOfSeals;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// After something happened to an enterprise, its members or their certificates: whether a seal's
/// words are still true and its list is still right. A draft gets its picture; a list that changed
/// among the same people is made anew; anything else waits for the administrator, the seal stopped.
///
/// It looks at how things are now, not at what happened: events may come late or in another order.
@Component
class ReviewSeals {
    private static final Logger LOG = LoggerFactory.getLogger(ReviewSeals.class);

    private final SealRows rows;
    private final Seals seals;
    private final ReviewFacts facts;
    private final MakeVersion make;
    private final UnitOfWork work;

    ReviewSeals(SealRows rows, Seals seals, ReviewFacts facts, MakeVersion make, UnitOfWork work) {
        this.rows = rows;
        this.seals = seals;
        this.facts = facts;
        this.make = make;
        this.work = work;
    }

    @Scheduled(fixedDelay = 1_000, initialDelay = 2_000)
    void reviewDue() {
        for (UUID id : rows.dueForReview(work.now())) {
            try {
                review(new SealId(id));
            } catch (RuntimeException e) {
                LOG.warn("the review of a seal waits: {}", e.toString());
                work.run(() ->
                        seals.change(
                                new SealId(id),
                                TellOfSeals.SYSTEM,
                                it -> it.review(work.now().plusSeconds(30))));
            }
        }
    }

    void review(SealId id) {
        Seal seal = seals.get(id);
        ReviewFacts.Found found = facts.of(seal);
        switch (seal.state()) {
            case draft -> drafted(seal, found);
            case made, filed, active -> inForce(seal, found);
            case stopped -> stopped(seal, found);
            case cancelled -> reviewed(seal, it -> {});
        }
    }

    /// A draft shows what it would look like.
    private void drafted(Seal seal, ReviewFacts.Found found) {
        if (found.isTrue(seal) && seal.picture().isPresent()) {
            reviewed(seal, it -> {});
        } else {
            String drawn = facts.draw(seal, found).map(facts::kept).orElse(null);
            reviewed(seal, it -> it.reworded(found.facts().name(), found.words(), drawn));
        }
    }

    private void inForce(Seal seal, ReviewFacts.Found found) {
        if (!found.holds()) {
            reviewed(seal, it -> it.stop(StopCause.enterprise_changed));
            review(seal.sealId());
        } else {
            listed(seal, found);
        }
    }

    private void listed(Seal seal, ReviewFacts.Found found) {
        if (found.signers().isEmpty()) {
            reviewed(seal, it -> it.stop(StopCause.no_signer));
        } else if (found.signers().equals(found.listed())) {
            // Who was missing is back.
            reviewed(
                    seal,
                    it -> {
                        if (it.stopCauses().contains(StopCause.no_signer)) {
                            it.resume(StopCause.no_signer);
                        }
                    });
        } else {
            remake(seal, found);
        }
    }

    private void stopped(Seal seal, ReviewFacts.Found found) {
        boolean changed = seal.stopCauses().contains(StopCause.enterprise_changed);
        if (!found.holds() && !changed) {
            reviewed(seal, it -> it.stop(StopCause.enterprise_changed));
            review(seal.sealId());
        } else if (!found.isTrue(seal)) {
            drafted(seal, found);
            if (found.holds()) {
                review(seal.sealId());
            }
        } else if (!found.holds()) {
            // What it will say is drawn; the administrator has to order it.
            reviewed(seal, it -> {});
        } else if (changed && !found.signers().isEmpty()) {
            work.run(() ->
                    seals.change(
                            seal.sealId(),
                            TellOfSeals.SYSTEM,
                            it -> it.resume(StopCause.enterprise_changed)));
            listed(seals.get(seal.sealId()), found);
        } else if (seal.stopCauses().contains(StopCause.no_signer)) {
            listed(seal, found);
        } else {
            reviewed(seal, it -> {});
        }
    }

    /// The same seal with another list: what was drawn for its next version waits for the
    /// administrator.
    private void remake(Seal seal, ReviewFacts.Found found) {
        int next = seal.sealVersion() + 1;
        SealVersions.Made now = found.made().orElseThrow();
        SealMaker.Wish wish =
                new SealMaker.Wish(
                        seal.sealId(),
                        next,
                        seal.owner().enterpriseId(),
                        seal.kind(),
                        now.name(),
                        found.signers());
        try {
            String esId = make.make(wish, now.picture(), Optional.empty());
            reviewed(seal, it -> it.made(next, esId, false));
        } catch (ProblemException e) {
            if (e.problem().facts().category().status() >= 500) {
                throw e;
            }
            // Not without the administrator.
            LOG.info("seal {} is to be made anew: {}", seal.sealId(), e.problem().type());
            reviewed(seal, it -> it.stop(StopCause.no_signer));
        }
    }

    private void reviewed(Seal seal, Consumer<Seal> how) {
        int version = seal.sealVersion();
        work.run(() ->
                seals.change(
                        seal.sealId(),
                        TellOfSeals.SYSTEM,
                        it -> {
                            if (it.sealVersion() == version) {
                                how.accept(it);
                                it.reviewed();
                            }
                        }));
    }
}
