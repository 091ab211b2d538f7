package cn.biaozhengtong.seal.watch;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.evidence.LogCheckpoint;
import cn.biaozhengtong.crypto.evidence.MerkleFrontier;
import cn.biaozhengtong.crypto.evidence.MerkleTree;
import cn.biaozhengtong.kit.work.UnitOfWork;
import cn.biaozhengtong.seal.use.SealUses;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// The watcher of the transparency log (a monitor, RFC 6962 §5.3): follows it entry by entry, and
/// compares both sides. Each step is held against the log's stamped checkpoint by a proof that it
/// only grew, so the log cannot show us one past and others another.
///
/// New entries are looked at as they come; once a day, and after each start, everything is, from
/// the first, so that what is changed later, here or there, is found too.
@Component
class WatchLog {
    private static final Logger LOG = LoggerFactory.getLogger(WatchLog.class);

    private final PublicLog log;
    private final SeenLog seen;
    private final SealUses uses;
    private final UnitOfWork work;
    private final TellOperator tell;

    WatchLog(PublicLog log, SeenLog seen, SealUses uses, UnitOfWork work, TellOperator tell) {
        this.log = log;
        this.seen = seen;
        this.uses = uses;
        this.work = work;
        this.tell = tell;
    }

    /// What the log has to show for itself was not there, or is not what it was.
    private static final class RewrittenLog extends RuntimeException {
        RewrittenLog(String what) {
            super(what);
        }
    }

    @Scheduled(fixedDelay = 10_000, initialDelay = 10_000)
    void follow() {
        watched(
                "follow",
                () -> {
                    MerkleFrontier at = seen.frontier();
                    long size = log.entries(at.size()).size();
                    if (size < at.size()) {
                        throw new RewrittenLog("it had " + at.size() + " entries and has " + size);
                    }
                    // A checkpoint is a time stamp, which is on record for ever: none while nothing
                    // came.
                    if (size > at.size()) {
                        read(at, true);
                    }
                });
    }

    @Scheduled(fixedDelay = 86_400_000, initialDelay = 300_000)
    void again() {
        watched(
                "again",
                () -> {
                    read(MerkleFrontier.empty(), false);
                    tell.unrecorded(uses.unrecorded());
                });
    }

    private void watched(String pass, Runnable reading) {
        try {
            reading.run();
            tell.sound(pass);
        } catch (RewrittenLog | CryptoException e) {
            tell.rewritten(pass, e);
        } catch (RuntimeException e) {
            LOG.warn("the transparency log is not compared: {}", e.toString());
        }
        tell.count();
    }

    /// @param isNew whether what was seen is kept
    private void read(MerkleFrontier from, boolean isNew) {
        PublicLog.Stamped end = log.checkpoint();
        mustContinue(seen.frontier(), end.said());
        MerkleFrontier at = from;
        while (at.size() < end.said().size()) {
            List<PublicLog.Entry> entries = following(at, end.said().size());
            MerkleFrontier next = at.with(entries.stream().map(PublicLog.Entry::leaf).toList());
            mustLeadTo(next, end.said());
            if (!compare(at, next, entries, isNew ? end : null)) {
                return;
            }
            at = next;
        }
    }

    /// Whatever is read anew, the log must still be the one that was followed.
    private void mustContinue(MerkleFrontier followed, LogCheckpoint end) {
        if (end.size() < followed.size()) {
            throw new RewrittenLog(
                    "it had " + followed.size() + " entries and states " + end.size());
        }
        if (followed.size() > 0) {
            mustLeadTo(followed, end);
        }
    }

    private List<PublicLog.Entry> following(MerkleFrontier at, long end) {
        List<PublicLog.Entry> out = new ArrayList<>();
        for (PublicLog.Entry it : log.entries(at.size()).entries()) {
            if (it.index() >= end) {
                // Came since: no checkpoint promises it yet.
                break;
            }
            if (it.index() != at.size() + out.size()) {
                throw new RewrittenLog("entry " + (at.size() + out.size()) + " is missing");
            }
            out.add(it);
        }
        if (out.isEmpty()) {
            throw new RewrittenLog("entry " + at.size() + " is missing");
        }
        return out;
    }

    private void mustLeadTo(MerkleFrontier at, LogCheckpoint end) {
        MerkleTree.verifyConsistency(
                at.size(),
                at.root(),
                end.size(),
                end.rootBytes(),
                at.size() == end.size() ? List.of() : log.consistency(at.size(), end.size()));
    }

    /// @return false when another replica was faster
    private boolean compare(
            MerkleFrontier from,
            MerkleFrontier to,
            List<PublicLog.Entry> entries,
            PublicLog.@Nullable Stamped end) {
        return work.get(() -> {
            if (end != null && !seen.advance(from, to, end)) {
                return false;
            }
            List<String> digests =
                    entries.stream().map(PublicLog.Entry::digest).filter(Objects::nonNull).toList();
            Comparison it = Comparison.of(entries, uses.recorded(digests, from.size(), to.size()));
            long followed = seen.frontier().size();
            Map<String, Long> known = new HashMap<>(it.same());
            known.values().removeIf(index -> index >= followed);
            uses.seen(known);
            List<Long> fresh = seen.note(from.size(), to.size(), it.different(), work.now());
            fresh.forEach(index ->
                    tell.different(index, Objects.requireNonNull(it.different().get(index))));
            return true;
        });
    }
}
