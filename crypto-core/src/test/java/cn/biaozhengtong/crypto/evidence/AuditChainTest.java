package cn.biaozhengtong.crypto.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/// P16: edit, delete, insert, swap, truncate and roll back are found.
class AuditChainTest {
    private final List<AuditChain.Entry> entries = new ArrayList<>();

    AuditChainTest() {
        String previous = AuditChain.START;
        for (int i = 1; i <= 20; i++) {
            AuditChain.Entry entry = entry(previous, i, "actor " + i);
            entries.add(entry);
            previous = entry.hash();
        }
    }

    private static AuditChain.Entry entry(String previous, long sequence, String actor) {
        Instant at = Instant.parse("2026-11-01T00:00:00Z").plusSeconds(sequence);
        return new AuditChain.Entry(
                sequence,
                at,
                actor,
                "did",
                "thing",
                "",
                AuditChain.hash(previous, sequence, at, actor, "did", "thing", ""));
    }

    private java.util.Optional<Long> broken(List<AuditChain.Entry> list) {
        return AuditChain.firstBroken(list, 20, entries.get(19).hash());
    }

    @Test
    void untouchedChain_holds() {
        assertThat(broken(entries)).isEmpty();
        assertThat(AuditChain.firstBroken(List.of(), 0, AuditChain.START)).isEmpty();
    }

    @Test
    void everyTamper_isFound_whereItIs() {
        List<AuditChain.Entry> edited = new ArrayList<>(entries);
        edited.set(
                6,
                new AuditChain.Entry(
                        7, entries.get(6).at(), "x", "did", "thing", "", entries.get(6).hash()));
        assertThat(broken(edited)).contains(7L);
        List<AuditChain.Entry> rehashed = new ArrayList<>(entries);
        rehashed.set(6, entry(entries.get(5).hash(), 7, "x"));
        assertThat(broken(rehashed)).contains(8L);
        List<AuditChain.Entry> deleted = new ArrayList<>(entries);
        deleted.remove(3);
        assertThat(broken(deleted)).contains(4L);
        List<AuditChain.Entry> inserted = new ArrayList<>(entries);
        inserted.add(3, entry(entries.get(2).hash(), 4, "x"));
        assertThat(broken(inserted)).contains(5L);
        List<AuditChain.Entry> swapped = new ArrayList<>(entries);
        Collections.swap(swapped, 8, 9);
        assertThat(broken(swapped)).contains(9L);
        assertThat(broken(entries.subList(0, 15))).contains(16L);
        assertThat(AuditChain.firstBroken(entries.subList(0, 15), 15, entries.get(13).hash()))
                .contains(16L);
    }
}
