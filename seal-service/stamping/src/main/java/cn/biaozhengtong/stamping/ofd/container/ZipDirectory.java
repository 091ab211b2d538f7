package cn.biaozhengtong.stamping.ofd.container;

import cn.biaozhengtong.stamping.Refusal;
import cn.biaozhengtong.stamping.RefusedException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.ZipException;

/// The central directory of a ZIP (APPNOTE 6.3.10 §4.3.12).
final class ZipDirectory {
    private static final int HEADER = 0x02014b50;
    private static final int FIXED = 46;
    private static final int MAX_SIZE = 128 << 20;
    private static final int ENCRYPTED = 1;
    private static final int UTF8 = 1 << 11;
    private static final int STORED = 0;
    private static final int DEFLATED = 8;
    private static final int EXTRA_64 = 1;
    private static final int EXTRA_UNICODE = 0x7075;
    private static final long FULL = 0xffffffffL;

    private final ByteBuffer in;
    private int at;

    private ZipDirectory(ByteBuffer in) {
        this.in = in;
    }

    /// @return entries in their order, their data not yet found
    static List<Entry> read(FileChannel file, ZipEnd end, Limits limits)
            throws IOException, RefusedException {
        if (end.count() > limits.entries() || end.size() > MAX_SIZE) {
            throw new RefusedException(Refusal.too_large, "entries");
        }
        ZipDirectory directory = new ZipDirectory(Bytes.at(file, end.offset(), (int) end.size()));
        List<Entry> out = new ArrayList<>();
        while (directory.at < end.size()) {
            out.add(directory.next());
        }
        if (out.size() != end.count()) {
            throw new ZipException("count of entries");
        }
        return out;
    }

    private Entry next() throws IOException, RefusedException {
        need(FIXED);
        if (in.getInt(at) != HEADER) {
            throw new ZipException("no entry");
        }
        int flags = Bytes.ushort(in, at + 8);
        int method = Bytes.ushort(in, at + 10);
        if ((flags & ENCRYPTED) != 0) {
            throw new RefusedException(Refusal.encrypted, "zip");
        }
        if (method != STORED && method != DEFLATED) {
            throw new ZipException("method");
        }
        return sane(entry(flags, method));
    }

    private Entry entry(int flags, int method) throws IOException {
        int name = Bytes.ushort(in, at + 28);
        int extra = Bytes.ushort(in, at + 30);
        int from = at;
        at += FIXED + name + extra + Bytes.ushort(in, from + 32);
        need(0);
        byte[] raw = new byte[name];
        in.get(from + FIXED, raw);
        Extra more = new Extra(from + FIXED + name, extra, raw);
        // In the order in which ZIP64 has them.
        long length = more.wide(Bytes.uint(in, from + 24));
        long packed = more.wide(Bytes.uint(in, from + 20));
        long header = more.wide(Bytes.uint(in, from + 42));
        return new Entry(
                EntryName.path(raw, (flags & UTF8) != 0, more.unicode),
                method,
                in.getInt(from + 12),
                in.getInt(from + 16),
                packed,
                length,
                header,
                0);
    }

    private static Entry sane(Entry it) throws ZipException {
        boolean sane =
                it.packed() >= 0
                        && it.length() >= 0
                        && it.header() >= 0
                        && (it.method() == DEFLATED || it.packed() == it.length())
                        && (!it.isFolder() || it.length() == 0);
        if (!sane) {
            throw new ZipException("lengths");
        }
        return it;
    }

    private void need(int length) throws ZipException {
        if (at + length > in.limit()) {
            throw new ZipException("directory cut");
        }
    }

    /// Extra fields: lengths of ZIP64, and the name in Unicode.
    private final class Extra {
        private Optional<String> unicode = Optional.empty();
        private int wideAt = -1;
        private int wideEnd;

        private Extra(int from, int length, byte[] raw) throws ZipException {
            int here = from;
            int end = from + length;
            while (here + 4 <= end) {
                int id = Bytes.ushort(in, here);
                int next = here + 4 + Bytes.ushort(in, here + 2);
                if (next > end) {
                    throw new ZipException("extra field");
                }
                if (id == EXTRA_64) {
                    wideAt = here + 4;
                    wideEnd = next;
                }
                if (id == EXTRA_UNICODE && next - here > 9) {
                    unicode(here, next, raw);
                }
                here = next;
            }
        }

        /// It counts only beside the very name it was written for.
        private void unicode(int here, int next, byte[] raw) {
            CRC32 crc = new CRC32();
            crc.update(raw);
            if (in.getInt(here + 5) == (int) crc.getValue()) {
                byte[] name = new byte[next - here - 9];
                in.get(here + 9, name);
                unicode = Optional.of(new String(name, StandardCharsets.UTF_8));
            }
        }

        private long wide(long narrow) throws ZipException {
            if (narrow != FULL) {
                return narrow;
            }
            if (wideAt < 0 || wideAt + 8 > wideEnd) {
                throw new ZipException("ZIP64 field");
            }
            wideAt += 8;
            return in.getLong(wideAt - 8);
        }
    }
}
