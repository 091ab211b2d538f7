package cn.biaozhengtong.stamping.ofd.container;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/// Inflates, and gives its native memory back.
final class Inflating extends InflaterInputStream {
    private static final int BUFFER = 1 << 14;

    Inflating(InputStream packed) {
        super(packed, new Inflater(true), BUFFER);
    }

    /// Whether something follows what was inflated.
    boolean hasMore() throws IOException {
        return inf.getRemaining() > 0 || in.read() >= 0;
    }

    @Override
    public void close() throws IOException {
        super.close();
        inf.end();
    }
}
