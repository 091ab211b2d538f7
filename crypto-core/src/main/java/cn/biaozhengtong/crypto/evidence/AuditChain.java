package cn.biaozhengtong.crypto.evidence;

import cn.biaozhengtong.crypto.SignedContext;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// A chain of audit entries: each entry's hash covers the hash before it, so an edited, deleted,
/// inserted or swapped entry is found by whoever knows the last hash.
///
/// `hash = SM3(previous ‖ sequence ‖ at ‖ actor ‖ action ‖ subject ‖ detail)`, fields framed as in
/// [SignedContext#hashOf], numbers in decimal, time in ISO 8601; 64 lower-case hexadecimal
/// characters.
public final class AuditChain {
    /// What the first entry follows.
    public static final String START = "0".repeat(64);

    private long sequence;
    private String hash;

    private AuditChain(long sequence, String hash) {
        this.sequence = sequence;
        this.hash = hash;
    }

    public AuditChain() {
        this(0, START);
    }

    /// The rest of a chain, after an entry that is known.
    public static AuditChain after(long sequence, String hash) {
        return new AuditChain(sequence, hash);
    }

    /// Whether the last accepted entry is this one.
    public boolean isAt(long otherSequence, String otherHash) {
        return sequence == otherSequence && hash.equals(otherHash);
    }

    /// Whether all entries follow and the last of them is the head.
    public boolean leadsTo(Iterable<Entry> entries, long headSequence, String headHash) {
        for (Entry entry : entries) {
            if (!accepts(entry)) {
                return false;
            }
        }
        return isAt(headSequence, headHash);
    }

    /// The sequence number of the first entry that does not fit with the chain or with one of the
    /// checkpoints; empty when all do, and the last checkpoint is reached. What is on the file
    /// after it is judged as part of the chain only.
    ///
    /// @param checkpoints verified, of this log
    public static Optional<Long> firstBroken(
            Iterable<Entry> entries, Collection<AuditCheckpoint> checkpoints) {
        AuditChain chain = new AuditChain();
        NavigableMap<Long, String> expected = new TreeMap<>();
        for (AuditCheckpoint it : checkpoints) {
            String other = expected.putIfAbsent(it.sequence(), it.hash());
            if (other != null && !other.equals(it.hash())) {
                return Optional.of(it.sequence());
            }
        }
        String none = expected.remove(0L);
        if (none != null && !none.equals(START)) {
            return Optional.of(1L);
        }
        for (Entry entry : entries) {
            boolean fits = chain.accepts(entry);
            String hash = expected.remove(entry.sequence());
            if (!fits || (hash != null && !hash.equals(entry.hash()))) {
                return Optional.of(fits ? entry.sequence() : chain.sequence + 1);
            }
        }
        return expected.isEmpty() ? Optional.empty() : Optional.of(chain.sequence + 1);
    }

    /// @param sequence counts from 1
    /// @param hash as stored beside it
    public record Entry(
            long sequence,
            Instant at,
            String actor,
            String action,
            String subject,
            String detail,
            String hash) {}

    /// The hash of an entry after another.
    public static String hash(
            String previous,
            long sequence,
            Instant at,
            String actor,
            String action,
            String subject,
            String detail) {
        return SignedContext.hashOf(
                List.of(
                        previous,
                        Long.toString(sequence),
                        at.toString(),
                        actor,
                        action,
                        subject,
                        detail));
    }

    /// Whether this is the next entry; if not, the chain stays where it is.
    public boolean accepts(Entry entry) {
        String expected =
                hash(
                        hash,
                        entry.sequence(),
                        entry.at(),
                        entry.actor(),
                        entry.action(),
                        entry.subject(),
                        entry.detail());
        boolean next = entry.sequence() == sequence + 1 && expected.equals(entry.hash());
        if (next) {
            sequence = entry.sequence();
            hash = expected;
        }
        return next;
    }

    /// The sequence number of the first entry that does not fit; empty when all do and the last is
    /// the head: what was cut off at the end is missing then.
    public static Optional<Long> firstBroken(
            Iterable<Entry> entries, long headSequence, String headHash) {
        AuditChain chain = new AuditChain();
        for (Entry entry : entries) {
            if (!chain.accepts(entry)) {
                return Optional.of(chain.sequence + 1);
            }
        }
        boolean whole = chain.sequence == headSequence && chain.hash.equals(headHash);
        return whole ? Optional.empty() : Optional.of(chain.sequence + 1);
    }
}
