package cn.biaozhengtong.stamping.pdf.verification.syntax;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.LinkedHashMap;
import java.util.Map;

/// The bytes of a file or of a decoded stream, by position; of a file only some blocks are held.
public final class Source {
    private static final int BITS = 16;
    private static final int BLOCK = 1 << BITS;
    private static final int HELD = 128;

    private final Reader reader;
    private final long length;
    private final boolean file;
    private final Map<Long, byte[]> blocks = new LinkedHashMap<>(HELD * 2, 0.75f, true);
    private byte[] current = new byte[0];
    private long currentIndex = -1;

    private Source(Reader reader, long length, boolean file) {
        this.reader = reader;
        this.length = length;
        this.file = file;
    }

    private interface Reader {
        int read(ByteBuffer into, long position) throws IOException;
    }

    public static Source of(FileChannel channel) throws IOException {
        return new Source(channel::read, channel.size(), true);
    }

    /// A whole file in memory.
    public static Source of(byte[] bytes) {
        return new Source(reader(bytes), bytes.length, true);
    }

    /// What was decoded: no place in it is a place in the file.
    public static Source decoded(byte[] bytes) {
        return new Source(reader(bytes), bytes.length, false);
    }

    private static Reader reader(byte[] bytes) {
        return (into, position) -> {
            int count = (int) Math.min(into.remaining(), bytes.length - position);
            into.put(bytes, (int) position, Math.max(0, count));
            return count <= 0 ? -1 : count;
        };
    }

    public long length() {
        return length;
    }

    boolean isFile() {
        return file;
    }

    /// 0 to 255; -1 outside.
    public int at(long position) {
        if (position < 0 || position >= length) {
            return -1;
        }
        long index = position >> BITS;
        if (index != currentIndex) {
            load(index);
        }
        return current[(int) (position & (BLOCK - 1))] & 0xff;
    }

    private void load(long index) {
        byte[] found = blocks.get(index);
        if (found == null) {
            found = read(index << BITS, (int) Math.min(BLOCK, length - (index << BITS)));
            blocks.put(index, found);
            if (blocks.size() > HELD) {
                blocks.remove(blocks.keySet().iterator().next());
            }
        }
        current = found;
        currentIndex = index;
    }

    /// @throws UncheckedIOException also when the file has become shorter
    public byte[] read(long from, int count) {
        ByteBuffer out = ByteBuffer.allocate(count);
        try {
            while (out.hasRemaining()) {
                if (reader.read(out, from + out.position()) < 0) {
                    throw new IOException("the file was cut while it was read");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.array();
    }

    /// Writes a range, which lies inside, without holding it.
    public void write(long from, long to, OutputStream out) throws IOException {
        for (long at = from; at < to; at += BLOCK) {
            out.write(read(at, (int) Math.min(BLOCK, to - at)));
        }
    }

    /// Whether these ASCII characters stand there.
    public boolean has(long position, String expected) {
        for (int i = 0; i < expected.length(); i++) {
            if (at(position + i) != expected.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /// Where they stand last before a place; -1 where they do not, at most `within` bytes before.
    public long lastIndexOf(String wanted, long before, int within) {
        for (long at = before - wanted.length(); at >= Math.max(0, before - within); at--) {
            if (has(at, wanted)) {
                return at;
            }
        }
        return -1;
    }

    /// Where they stand first from a place on and before another; -1 where they do not.
    public long indexOf(String wanted, long from, long before) {
        for (long at = from; at + wanted.length() <= before; at++) {
            if (at(at) == wanted.charAt(0) && has(at, wanted)) {
                return at;
            }
        }
        return -1;
    }
}
