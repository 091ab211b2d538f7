package cn.biaozhengtong.seal.watch;

import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.crypto.evidence.MerkleTree;
import cn.biaozhengtong.crypto.evidence.UseRecord;
import cn.biaozhengtong.crypto.evidence.UseRecord.Kind;
import cn.biaozhengtong.seal.use.Logged;
import cn.biaozhengtong.seal.use.SealUse;
import cn.biaozhengtong.seal.use.SealUse.Party;
import cn.biaozhengtong.seal.watch.Comparison.Difference;
import cn.biaozhengtong.seal.watch.PublicLog.Entry;
import java.time.Instant;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What an entry and a row must have in common; no database.
class ComparisonTest {
    private static final Instant AT = Instant.parse("2026-11-27T02:03:04Z");
    private static final String RECORD = record("阿卜杜拉·汗的标书");
    private static final String DIGEST = UseRecord.digest(RECORD);

    private static String record(String title) {
        return new UseRecord(Kind.seal_use, "5a".repeat(32), Collections.nCopies(11, title)).text();
    }

    private static Entry entry(long index, Kind kind, String digest) {
        byte[] leaf = MerkleTree.leafHash(UseRecord.entry(kind, digest));
        return new Entry(index, kind.name(), digest, HexFormat.of().formatHex(leaf));
    }

    private static SealUse use(@Nullable Logged logged, @Nullable Logged withdrawal) {
        return new SealUse(
                1,
                UUID.randomUUID(),
                "0".repeat(32) + "-1",
                UUID.randomUUID(),
                "ab".repeat(32),
                "阿卜杜拉·汗的标书",
                3,
                "tender-platform",
                UUID.randomUUID(),
                UUID.randomUUID(),
                UUID.randomUUID(),
                "1a2b",
                AT,
                "cd".repeat(32),
                logged,
                withdrawal == null
                        ? null
                        : new SealUse.Withdrawal(Party.platform, "更换报价文件", AT, withdrawal));
    }

    private static SealUse use(String record, String digest, @Nullable Long index) {
        return use(new Logged(record, digest, index), null);
    }

    private static void isSame(Entry entry, SealUse use) {
        Comparison it = Comparison.of(List.of(entry), List.of(use));
        assertThat(it.different()).isEmpty();
        assertThat(it.same()).containsEntry(DIGEST, entry.index());
    }

    private static void isNot(Difference how, Entry entry, List<SealUse> uses) {
        Comparison it = Comparison.of(List.of(entry), uses);
        assertThat(it.same()).isEmpty();
        assertThat(it.different()).containsOnlyKeys(entry.index()).containsValue(how);
    }

    @Test
    void entryOfARow_isSame_whetherItWasSeenBeforeOrNot() {
        isSame(entry(7, Kind.seal_use, DIGEST), use(RECORD, DIGEST, null));
        isSame(entry(7, Kind.seal_use, DIGEST), use(RECORD, DIGEST, 7L));
        isSame(
                entry(7, Kind.seal_use_withdrawal, DIGEST),
                use(null, new Logged(RECORD, DIGEST, null)));
    }

    @Test
    void entryOfNoRow_isUnknown() {
        isNot(Difference.unknown, entry(7, Kind.seal_use, DIGEST), List.of());
        // From before there were records.
        isNot(Difference.unknown, entry(7, Kind.seal_use, DIGEST), List.of(use(null, null)));
    }

    @Test
    void rowThatWasChanged_differs() {
        Entry it = entry(7, Kind.seal_use, DIGEST);
        isNot(Difference.differs, it, List.of(use(record("另一标书"), DIGEST, 7L)));
        isNot(Difference.differs, it, List.of(use(record("另一标书"), DIGEST, null)));
        // Also its digest.
        String other = record("另一标书");
        isNot(Difference.differs, it, List.of(use(other, UseRecord.digest(other), 7L)));
    }

    @Test
    void entryAtAnotherPlace_orOfAnotherKind_orWithAnotherLeaf_differs() {
        List<SealUse> row = List.of(use(RECORD, DIGEST, 7L));
        isNot(Difference.differs, entry(8, Kind.seal_use, DIGEST), row);
        isNot(Difference.differs, entry(7, Kind.seal_use_withdrawal, DIGEST), row);
        isNot(Difference.differs, new Entry(7, Kind.seal_use.name(), DIGEST, "ee".repeat(32)), row);
    }

    @Test
    void certificates_areNothingToCompare_unlessARowSaysItStandsThere() {
        Entry certificate = new Entry(7, "certificate", null, "ee".repeat(32));
        Comparison it = Comparison.of(List.of(certificate), List.of(use(RECORD, DIGEST, 8L)));
        assertThat(it.same()).isEmpty();
        assertThat(it.different()).isEmpty();
        isNot(Difference.differs, certificate, List.of(use(RECORD, DIGEST, 7L)));
    }
}
