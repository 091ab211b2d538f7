package cn.biaozhengtong.seal.filing;

import cn.biaozhengtong.kit.work.UnitOfWork;
import cn.biaozhengtong.seal.life.Seal;
import cn.biaozhengtong.seal.life.SealId;
import cn.biaozhengtong.seal.life.SealState;
import cn.biaozhengtong.seal.life.Seals;
import cn.biaozhengtong.seal.life.TellOfSeals;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Tells the filing system what waits, and asks again until it has answered: an attempt is counted,
/// the filing system asked, its answer kept, each for itself. Who dies between asking and keeping
/// leaves a repeat under the same key.
@Component
class TellRegistry {
    private static final Logger LOG = LoggerFactory.getLogger(TellRegistry.class);

    /// From then on an operator is told of each attempt: nobody has answered for three minutes.
    private static final int WORRYING = 6;

    private final Filings filings;
    private final Seals seals;
    private final FilingRequests requests;
    private final Optional<SealRegistry> registry;
    private final UnitOfWork work;

    TellRegistry(
            Filings filings,
            Seals seals,
            FilingRequests requests,
            Optional<SealRegistry> registry,
            UnitOfWork work) {
        this.filings = filings;
        this.seals = seals;
        this.requests = requests;
        this.registry = registry;
        this.work = work;
    }

    /// Those of different seals at once, so that one slow answer delays one seal.
    @Scheduled(fixedDelay = 500, initialDelay = 2_000)
    void tellDue() {
        registry.ifPresent(it -> {
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                filings.due(work.now()).forEach(id -> threads.execute(() -> tell(it, id)));
            }
        });
    }

    private void tell(SealRegistry to, long id) {
        work.get(() -> taken(id))
                .ifPresent(it -> {
                    try {
                        SealRegistry.Answer answer =
                                to.tell(requests.of(it, seals.get(it.sealId())));
                        answered(id, it.sealId(), answer);
                    } catch (RuntimeException e) {
                        failed(it, e);
                    }
                });
    }

    /// For one replica, as the row is locked.
    private Optional<Filing> taken(long id) {
        Instant now = work.now();
        Optional<Filing> due = filings.lock(id).filter(it -> it.isDue(now));
        due.ifPresent(it -> it.tried(now));
        return due;
    }

    /// The seal is locked first, as everywhere.
    private void answered(long id, SealId of, SealRegistry.Answer answer) {
        work.run(() ->
                seals.change(
                        of,
                        TellOfSeals.SYSTEM,
                        seal ->
                                filings.lock(id)
                                        .filter(it -> it.state() == Filing.State.waiting)
                                        .ifPresent(it -> answered(it, seal, answer))));
    }

    private void answered(Filing it, Seal seal, SealRegistry.Answer answer) {
        switch (answer) {
            case SealRegistry.Answer.UnderWay ignored -> {}
            case SealRegistry.Answer.Taken taken -> {
                it.told(taken.number(), work.now());
                switch (it.fact()) {
                    case made -> seal.filed(it.detail(), taken.number(), work.now());
                    case cancelled -> seal.filedAsCancelled();
                    case stopped, resumed -> {}
                }
            }
            case SealRegistry.Answer.Refused refused -> {
                LOG.warn("the filing of seal {} is refused: {}", it.sealId(), refused.why());
                String why = it.refused(refused.why(), work.now());
                if (seal.state() == SealState.cancelled && seal.filing().number() == null) {
                    // Nothing is left to be filed.
                    seal.goesUnfiled();
                } else if (it.fact() != Filing.Fact.made || seal.is(it.detail())) {
                    seal.filingRefused(why);
                }
            }
        }
    }

    private static void failed(Filing it, RuntimeException e) {
        if (it.attempts() >= WORRYING) {
            LOG.error(
                    "the filing system does not answer for seal {}, asked {} times: {}",
                    it.sealId(),
                    it.attempts(),
                    e.toString());
        } else {
            LOG.warn("the filing of seal {} waits: {}", it.sealId(), e.toString());
        }
    }
}
