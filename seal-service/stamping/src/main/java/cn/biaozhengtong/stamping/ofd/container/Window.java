package cn.biaozhengtong.stamping.ofd.container;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Objects;

/// A piece of a file.
final class Window extends InputStream {
    private final FileChannel file;
    private final long end;
    private long at;

    Window(FileChannel file, long from, long length) {
        this.file = file;
        this.at = from;
        this.end = from + length;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        Objects.checkFromIndexSize(from, length, into.length);
        if (at >= end) {
            return -1;
        }
        int wanted = (int) Math.min(length, end - at);
        int read = file.read(ByteBuffer.wrap(into, from, wanted), at);
        if (read < 0) {
            throw new EOFException("the file became shorter");
        }
        at += read;
        return read;
    }
}
