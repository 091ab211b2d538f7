package cn.biaozhengtong.kit.web;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;

/// A request's body that somebody counts while it is read.
public abstract class CountedInput extends ServletInputStream {
    private final ServletInputStream inner;

    protected CountedInput(ServletInputStream inner) {
        this.inner = inner;
    }

    /// Called after each read.
    ///
    /// @param count bytes, 0 at the end
    /// @throws IOException when no more of it is taken
    protected abstract void came(int count, boolean ended) throws IOException;

    @Override
    public int read() throws IOException {
        int value = inner.read();
        came(value < 0 ? 0 : 1, value < 0);
        return value;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = inner.read(bytes, offset, length);
        came(Math.max(count, 0), count < 0);
        return count;
    }

    @Override
    public boolean isFinished() {
        return inner.isFinished();
    }

    @Override
    public boolean isReady() {
        return inner.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
        inner.setReadListener(listener);
    }

    @Override
    public void close() throws IOException {
        inner.close();
    }
}
