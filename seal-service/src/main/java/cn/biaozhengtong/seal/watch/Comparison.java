package cn.biaozhengtong.seal.watch;

import cn.biaozhengtong.crypto.evidence.MerkleTree;
import cn.biaozhengtong.crypto.evidence.UseRecord;
import cn.biaozhengtong.seal.use.Logged;
import cn.biaozhengtong.seal.use.SealUse;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What some entries of the log say beside what stands here.
///
/// @param same digest and index of each entry that is what stands here
/// @param different index and what is wrong of each other
record Comparison(Map<String, Long> same, Map<Long, Difference> different) {
    /// What is wrong with an entry.
    enum Difference {
        /// Nothing here has such a record: it was forged, or what was here is gone.
        unknown,
        /// What stands here is not what was recorded then, or not where the log has it.
        differs
    }

    private record Row(UseRecord.Kind kind, Logged logged) {}

    /// @param entries without a gap
    /// @param uses with a record of one of their digests, or that was seen at one of their indexes
    static Comparison of(List<PublicLog.Entry> entries, Collection<SealUse> uses) {
        Map<String, Row> byDigest = new HashMap<>();
        Map<Long, Row> byIndex = new HashMap<>();
        uses.stream()
                .flatMap(Comparison::rows)
                .forEach(it -> {
                    byDigest.put(it.logged().digest(), it);
                    Long index = it.logged().index();
                    if (index != null) {
                        byIndex.put(index, it);
                    }
                });
        Map<String, Long> same = new HashMap<>();
        Map<Long, Difference> different = new TreeMap<>();
        for (PublicLog.Entry it : entries) {
            String digest = it.digest();
            Row row = digest == null ? null : byDigest.get(digest);
            if (digest != null && row != null && isOf(it, row)) {
                same.put(digest, it.index());
            } else if (row != null || byIndex.containsKey(it.index())) {
                different.put(it.index(), Difference.differs);
            } else if (digest != null) {
                different.put(it.index(), Difference.unknown);
            }
        }
        return new Comparison(same, different);
    }

    private static Stream<Row> rows(SealUse it) {
        SealUse.Withdrawal back = it.withdrawn();
        return Stream.of(
                        row(UseRecord.Kind.seal_use, it.logged()),
                        row(
                                UseRecord.Kind.seal_use_withdrawal,
                                back == null ? null : back.logged()))
                .filter(Objects::nonNull);
    }

    private static @Nullable Row row(UseRecord.Kind kind, @Nullable Logged logged) {
        return logged == null ? null : new Row(kind, logged);
    }

    private static boolean isOf(PublicLog.Entry it, Row row) {
        Long index = row.logged().index();
        byte[] entry = UseRecord.entry(row.kind(), row.logged().digest());
        return it.kind().equals(row.kind().name())
                && row.logged().fits()
                && (index == null || index == it.index())
                && java.util.Arrays.equals(MerkleTree.leafHash(entry), it.leaf());
    }
}
