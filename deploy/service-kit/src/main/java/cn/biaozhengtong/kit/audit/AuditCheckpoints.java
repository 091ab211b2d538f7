package cn.biaozhengtong.kit.audit;

import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.ChainVerifier;
import cn.biaozhengtong.crypto.cert.KeyStoreFile;
import cn.biaozhengtong.crypto.evidence.AuditChain;
import cn.biaozhengtong.crypto.evidence.AuditCheckpoint;
import cn.biaozhengtong.kit.problem.RequestProblem;
import java.nio.file.Files;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.scheduling.annotation.Scheduled;

/// States what the audit log's head was, signed, and keeps each statement as a file that is written
/// once: who rewrites the database, or restores an older one, cannot rewrite those (P16).
///
/// The log is extended only from the last checkpoint. At start the stored chain is gone through
/// from its first entry, past the newest checkpoint, to its head; a service whose log does not lead
/// there does not start. While it runs, what was added since the last is gone through before the
/// next is stated; where it does not follow, nothing more is recorded, and with that nothing more
/// is done that has to be on record.
@EnableConfigurationProperties(AuditProperties.class)
public class AuditCheckpoints implements SmartInitializingSingleton {
    private static final Logger LOG = LoggerFactory.getLogger(AuditCheckpoints.class);

    private final AuditLog log;
    private final Clock clock;
    private final String service;
    private final @Nullable Keeping keeping;
    private AuditCheckpoint last;

    private record Keeping(KeyStoreFile.Entry key, CheckpointFolder folder) {}

    AuditCheckpoints(
            AuditLog log,
            AuditProperties properties,
            Clock clock,
            @Value("${spring.application.name}") String service,
            @Value("${bzt.sandbox:${BZT_SANDBOX:false}}") boolean sandbox) {
        this.log = log;
        this.clock = clock;
        this.service = service;
        this.keeping = keeping(properties, service, sandbox);
        this.last = new AuditCheckpoint(service, 0, AuditChain.START, clock.instant());
    }

    private static @Nullable Keeping keeping(
            AuditProperties properties, String service, boolean sandbox) {
        if (sandbox && !Files.exists(properties.keyFile())) {
            LOG.warn("no audit checkpoints: there is no key at {}", properties.keyFile());
            return null;
        }
        KeyStoreFile.Entry key =
                KeyStoreFile.load(properties.keyFile(), properties.password().toCharArray());
        List<Certificate> chain = key.chain();
        ChainVerifier trust = ChainVerifier.trusting(chain.getLast()).knowing(chain);
        return new Keeping(key, new CheckpointFolder(properties.folder(), service, trust));
    }

    @Override
    public void afterSingletonsInstantiated() {
        if (keeping != null) {
            try {
                begin(keeping.folder());
            } catch (BrokenAuditLog e) {
                LOG.error("THE AUDIT LOG IS BROKEN: {}", e.getMessage());
                throw e;
            }
        }
    }

    private void begin(CheckpointFolder folder) {
        Optional<AuditCheckpoint> newest = folder.newest();
        AuditLog.Head head = log.head();
        long known = newest.map(AuditCheckpoint::sequence).orElse(0L);
        Optional<Long> broken = AuditChain.firstBroken(log.all(0, known), newest.stream().toList());
        if (broken.isPresent()) {
            throw new BrokenAuditLog(
                    "entry "
                            + broken.get()
                            + " is not what was there at checkpoint "
                            + known
                            + ", or is missing");
        }
        newest.ifPresent(it -> last = it);
        mustFollow(head);
    }

    /// That nothing but new entries came after the last checkpoint.
    private void mustFollow(AuditLog.Head head) {
        boolean follows =
                head.sequence() >= last.sequence()
                        && AuditChain.after(last.sequence(), last.hash())
                                .leadsTo(
                                        log.all(last.sequence(), head.sequence()),
                                        head.sequence(),
                                        head.hash());
        if (!follows) {
            throw new BrokenAuditLog(
                    "the head "
                            + head.sequence()
                            + " does not follow checkpoint "
                            + last.sequence());
        }
    }

    /// The head of now, signed, as [AuditCheckpoint#verified] reads it.
    ///
    /// @throws cn.biaozhengtong.kit.problem.ProblemException where checkpoints are not configured,
    ///   or the log is broken
    public String now() {
        if (keeping == null) {
            throw RequestProblem.unavailable.exception();
        }
        return stated(keeping).signed(keeping.key());
    }

    private synchronized AuditCheckpoint stated(Keeping to) {
        try {
            AuditLog.Head head = log.head();
            boolean kept = to.folder().of(last.sequence()).filter(this::isLast).isPresent();
            if (last.sequence() > 0 && !kept) {
                throw new BrokenAuditLog("checkpoint " + last.sequence() + " is gone or changed");
            }
            mustFollow(head);
            return new AuditCheckpoint(
                    service,
                    head.sequence(),
                    head.hash(),
                    clock.instant().truncatedTo(ChronoUnit.MILLIS));
        } catch (BrokenAuditLog e) {
            stop(e);
            throw RequestProblem.unavailable.exception();
        }
    }

    private boolean isLast(AuditCheckpoint it) {
        return it.hash().equals(last.hash());
    }

    private void stop(BrokenAuditLog e) {
        LOG.error("THE AUDIT LOG IS BROKEN, nothing more is recorded: {}", e.getMessage());
        log.stop();
    }

    /// Every ten minutes in which something happened.
    @Scheduled(fixedDelay = 600_000, initialDelay = 60_000)
    void keep() {
        if (keeping != null && !log.isStopped()) {
            keep(keeping);
        }
    }

    private synchronized void keep(Keeping to) {
        AuditCheckpoint it = stated(to);
        if (it.sequence() > last.sequence()) {
            try {
                to.folder().add(it, it.signed(to.key()));
                last = it;
            } catch (BrokenAuditLog e) {
                stop(e);
            }
        }
    }
}
