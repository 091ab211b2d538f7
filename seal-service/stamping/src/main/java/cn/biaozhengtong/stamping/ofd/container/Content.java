package cn.biaozhengtong.stamping.ofd.container;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.ZipException;

/// A file's content, which must be as long as was said, to the byte, and have its CRC-32.
final class Content extends FilterInputStream {
    private final CRC32 crc = new CRC32();
    private final Entry entry;
    private long read;

    Content(InputStream in, Entry entry) {
        super(in);
        this.entry = entry;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        int got = in.read(into, from, length);
        if (got < 0) {
            judge();
            return got;
        }
        read += got;
        if (read > entry.length()) {
            throw new ZipException("longer than said");
        }
        crc.update(into, from, got);
        return got;
    }

    private void judge() throws IOException {
        boolean more = in instanceof Inflating inflating && inflating.hasMore();
        if (more || read != entry.length() || (int) crc.getValue() != entry.crc()) {
            throw new ZipException("length or check sum");
        }
    }

    @Override
    public long skip(long count) throws IOException {
        // Skipped bytes would escape the check.
        return Math.max(0, read(new byte[(int) Math.min(count, 1 << 14)]));
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
