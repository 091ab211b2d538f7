package cn.biaozhengtong.stamping.ofd.container;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.zip.ZipException;

/// The headers before each file's bytes (APPNOTE 6.3.10 §4.3.7). They must say what the directory
/// says, follow each other and leave no room: a reader that goes from front to back finds the same.
final class LocalHeaders {
    private static final int HEADER = 0x04034b50;
    private static final int FIXED = 30;
    private static final int WITH_DESCRIPTOR = 1 << 3;
    private static final int ENCRYPTED = 1;

    /// A data descriptor with its signature and lengths of ZIP64.
    private static final int MAX_DESCRIPTOR = 24;

    private LocalHeaders() {}

    /// @return the entries in the directory's order, their data found
    static List<Entry> locate(FileChannel file, List<Entry> entries, long end) throws IOException {
        List<Entry> out = new ArrayList<>(entries.size());
        List<Integer> gaps = new ArrayList<>(entries.size());
        for (Entry entry : entries) {
            if (entry.header() > end - FIXED) {
                throw new ZipException("header beyond the directory");
            }
            ByteBuffer in = Bytes.at(file, entry.header(), FIXED);
            int flags = Bytes.ushort(in, 6);
            boolean described = (flags & WITH_DESCRIPTOR) != 0;
            if (!agrees(in, flags, described, entry)) {
                throw new ZipException("header and directory differ");
            }
            int name = Bytes.ushort(in, 26);
            long data = entry.header() + FIXED + name + Bytes.ushort(in, 28);
            ByteBuffer raw = Bytes.at(file, entry.header() + FIXED, name);
            if (!entry.path().equals(named(raw, entry))) {
                throw new ZipException("two names");
            }
            out.add(at(entry, data));
            gaps.add(described ? MAX_DESCRIPTOR : 0);
        }
        mustFollow(out, gaps, end);
        return out;
    }

    private static boolean agrees(ByteBuffer in, int flags, boolean described, Entry it) {
        boolean same =
                in.getInt(0) == HEADER
                        && (flags & ENCRYPTED) == 0
                        && Bytes.ushort(in, 8) == it.method();
        // With lengths of ZIP64 the fixed fields say nothing.
        return same
                && (described
                        || in.getInt(14) == it.crc()
                                && fits(in.getInt(18), it.packed())
                                && fits(in.getInt(22), it.length()));
    }

    private static boolean fits(int said, long length) {
        return said == -1 || Integer.toUnsignedLong(said) == length;
    }

    /// Whatever its flags say, the same bytes must give the same name.
    private static String named(ByteBuffer raw, Entry entry) {
        byte[] bytes = new byte[raw.remaining()];
        raw.get(bytes);
        return EntryName.same(bytes, entry.path()) ? entry.path() : "";
    }

    private static Entry at(Entry it, long data) {
        return new Entry(
                it.path(),
                it.method(),
                it.time(),
                it.crc(),
                it.packed(),
                it.length(),
                it.header(),
                data);
    }

    private static void mustFollow(List<Entry> entries, List<Integer> gaps, long end)
            throws ZipException {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            order.add(i);
        }
        order.sort(Comparator.comparingLong(it -> entries.get(it).header()));
        long at = 0;
        int gap = 0;
        for (int i : order) {
            mustBeNear(entries.get(i).header(), at, gap);
            at = entries.get(i).end();
            gap = gaps.get(i);
        }
        mustBeNear(end, at, gap);
    }

    private static void mustBeNear(long next, long at, int gap) throws ZipException {
        if (next < at || next - at > gap) {
            throw new ZipException("overlap or hidden bytes");
        }
    }
}
