package cn.biaozhengtong.gateway.limits;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/// A body that came as a whole: its beginning in memory, the rest of a long one in a file. It can
/// be read as often as somebody wants to.
final class ArrivedBody implements AutoCloseable {
    private final byte[] beginning;
    private final Spool.@Nullable File rest;

    private ArrivedBody(byte[] beginning, Spool.@Nullable File rest) {
        this.beginning = beginning;
        this.rest = rest;
    }

    /// Reads all of it, in this thread.
    ///
    /// @param inMemory bytes
    /// @param address whose share of the files it takes
    static ArrivedBody of(InputStream body, int inMemory, Spool spool, String address)
            throws IOException {
        ByteArrayOutputStream beginning = new ByteArrayOutputStream(256);
        byte[] part = new byte[8192];
        int count = 0;
        while (count >= 0 && beginning.size() < inMemory) {
            count = body.read(part, 0, Math.min(part.length, inMemory - beginning.size()));
            beginning.write(part, 0, Math.max(count, 0));
        }
        Spool.File rest = null;
        try {
            while (count >= 0 && (count = body.read(part)) >= 0) {
                rest = rest == null ? spool.open(address) : rest;
                rest.append(part, count);
            }
            return new ArrivedBody(beginning.toByteArray(), rest);
        } catch (IOException | RuntimeException e) {
            if (rest != null) {
                rest.close();
            }
            throw e;
        }
    }

    ServletInputStream stream() {
        return new Stream();
    }

    @Override
    public void close() throws IOException {
        if (rest != null) {
            rest.close();
        }
    }

    private final class Stream extends ServletInputStream {
        private long at;
        private boolean finished = beginning.length == 0 && rest == null;

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int count = -1;
            if (at < beginning.length) {
                count = (int) Math.min(length, beginning.length - at);
                System.arraycopy(beginning, (int) at, bytes, offset, count);
            } else if (rest != null) {
                count = rest.read(at - beginning.length, bytes, offset, length);
            }
            finished = count < 0;
            at += Math.max(count, 0);
            return count;
        }

        @Override
        public boolean isFinished() {
            return finished;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new IllegalStateException("read it where you are");
        }
    }
}
