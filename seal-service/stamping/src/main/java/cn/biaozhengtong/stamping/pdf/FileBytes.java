package cn.biaozhengtong.stamping.pdf;

import cn.biaozhengtong.stamping.Refusal;
import cn.biaozhengtong.stamping.RefusedException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Reads parts of a file of any length; holds none of it.
final class FileBytes implements AutoCloseable {
    private static final int FIRST = 2048;

    /// A table of a million objects has 20 MB; one object is never near it.
    private static final int MOST = 64 << 20;

    private final FileChannel channel;
    private final long length;

    FileBytes(Path file) throws IOException {
        channel = FileChannel.open(file, StandardOpenOption.READ);
        length = channel.size();
    }

    long length() {
        return length;
    }

    /// Fewer at the end of the file.
    byte[] read(long offset, int most) throws IOException {
        int count = (int) Math.max(0, Math.min(most, length - offset));
        ByteBuffer out = ByteBuffer.allocate(count);
        while (out.hasRemaining() && channel.read(out, offset + out.position()) >= 0) {
            // until all is there
        }
        return out.array();
    }

    /// What is read from a lexer that stands at an offset.
    interface Reading<T> {
        T from(PdfLexer lexer) throws RefusedException;
    }

    /// Reads with as many bytes as it takes.
    ///
    /// @throws RefusedException when the file ends before, or the value does not
    <T> T parse(long offset, Reading<T> reading) throws IOException, RefusedException {
        for (int size = FIRST; size <= MOST && offset < length; size *= 4) {
            byte[] window = read(offset, size);
            try {
                return reading.from(new PdfLexer(window, 0));
            } catch (PdfLexer.CutOff e) {
                if (window.length < size) {
                    break;
                }
            }
        }
        throw new RefusedException(Refusal.not_readable, "no end of what begins at " + offset);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
