package cn.biaozhengtong.seal.watch;

import cn.biaozhengtong.kit.work.UnitOfWork;
import cn.biaozhengtong.seal.use.SealUses;
import cn.biaozhengtong.seal.watch.Comparison.Difference;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// Tells the operator what is wrong, once as an error with what to do, and as `bzt_log_differences`
/// by kind for as long as it is so: an alert on anything above nothing. Every replica says the
/// same.
@Component
class TellOperator {
    private static final Logger LOG = LoggerFactory.getLogger(TellOperator.class);
    private static final String MISSING = "missing";
    private static final String REWRITTEN = "rewritten";

    private final SeenLog seen;
    private final SealUses uses;
    private final UnitOfWork work;
    private final Duration patience;
    private final Map<String, Long> counted = new ConcurrentHashMap<>();
    private volatile long unrecorded;
    private final Set<String> broken = ConcurrentHashMap.newKeySet();

    /// @param patience how long a use may be without an entry
    TellOperator(
            SeenLog seen,
            SealUses uses,
            UnitOfWork work,
            MeterRegistry meters,
            @Value("${bzt.log-watch.patience:10m}") Duration patience) {
        this.seen = seen;
        this.uses = uses;
        this.work = work;
        this.patience = patience;
        for (String kind :
                new String[] {
                    MISSING, Difference.unknown.name(), Difference.differs.name(), REWRITTEN
                }) {
            counted.put(kind, 0L);
            Gauge.builder("bzt.log.differences", () -> counted.get(kind))
                    .description("Where uses of seals and the transparency log differ")
                    .tag("kind", kind)
                    .register(meters);
        }
    }

    void sound(String pass) {
        broken.remove(pass);
    }

    void rewritten(String pass, RuntimeException how) {
        broken.add(pass);
        LOG.error(
                "THE TRANSPARENCY LOG IS NOT WHAT IT WAS: {}. Leave both databases as they are;"
                        + " compare log_watch.checkpoint here, with its time stamp, with"
                        + " /log/consistency of the CA, and ask who changed its log",
                how.toString());
    }

    void different(long index, Difference what) {
        switch (what) {
            case unknown ->
                    LOG.error(
                            "entry {} of the transparency log is of no use of a seal that is known"
                                    + " here: it was forged, or rows are gone. After a restore it is a"
                                    + " use that the backup has not; else look who may write to the"
                                    + " topic seal.seal, and into seal_use_record",
                            index);
            case differs ->
                    LOG.error(
                            "entry {} of the transparency log differs from the use of a seal that"
                                    + " stands here: a row of seal_use, seal_use_withdrawal or"
                                    + " seal_use_record was changed; compare it with a backup, and with"
                                    + " what the enterprise exported",
                            index);
        }
    }

    void unrecorded(long count) {
        if (unrecorded < count) {
            LOG.error(
                    "{} uses of seals, or withdrawals, have no record, so no entry of the transparency"
                            + " log speaks for them: somebody wrote into seal_use or"
                            + " seal_use_withdrawal besides this service; compare them with the"
                            + " topic seal.seal and with a backup",
                    count);
        }
        unrecorded = count;
    }

    void count() {
        seen.differences().forEach((kind, count) -> counted.put(kind.name(), count));
        counted.put(REWRITTEN, (long) broken.size());
        SealUses.Waiting waiting = uses.waiting(work.now().minus(patience), seen.frontier().size());
        long missing = waiting.count() + unrecorded;
        Long before = counted.put(MISSING, missing);
        // Said when it becomes so or more, not every time that it is looked at.
        if (waiting.count() > 0 && (before == null || before < missing)) {
            LOG.error(
                    "{} uses of seals, or withdrawals, were not seen in the transparency log for"
                            + " {}; the oldest is of use {}. Is it read at all (see above)? Else look"
                            + " at bzt_events_parked{topic=\"seal.seal.dlt\"}, mend the cause, and give"
                            + " them back with deploy/dead-letters replay seal.seal",
                    waiting.count(),
                    patience,
                    waiting.oldest());
        }
    }
}
