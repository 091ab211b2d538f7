package cn.biaozhengtong.crypto.envelope;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.CryptoException.Reason;
import cn.biaozhengtong.crypto.internal.OutputFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/// Opens what [EnvelopeWriter] made, whole or a segment at a time.
///
/// Truncated, extended, reordered or swapped segments, and those of another envelope, do not open;
/// nothing of a file that does not open whole appears under the output's name.
public final class EnvelopeReader implements AutoCloseable {
    private final FileChannel file;
    private final EnvelopeHeader header;
    private final long base;
    private final Segments segments;

    private EnvelopeReader(FileChannel file, EnvelopeHeader header, long base, Segments segments) {
        this.file = file;
        this.header = header;
        this.base = base;
        this.segments = segments;
    }

    /// Reads the header; the segments wait for a key.
    ///
    /// @throws CryptoException when it is no envelope
    public static EnvelopeReader of(Path envelope) throws IOException {
        FileChannel file = FileChannel.open(envelope, StandardOpenOption.READ);
        try {
            ByteBuffer intro = ByteBuffer.wrap(bytes(file, 0, EnvelopeWriter.INTRO));
            byte[] magic = new byte[EnvelopeWriter.MAGIC.length];
            intro.get(magic);
            int length = intro.getInt();
            boolean known = Arrays.equals(magic, EnvelopeWriter.MAGIC);
            if (!known || length <= 0 || length > EnvelopeHeader.MAX_LENGTH) {
                throw new CryptoException(Reason.malformed);
            }
            EnvelopeHeader header = EnvelopeHeader.parse(bytes(file, EnvelopeWriter.INTRO, length));
            long base = EnvelopeWriter.INTRO + (long) length;
            Segments segments = Segments.ofSealed(file.size() - base);
            return new EnvelopeReader(file, header, base, segments);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    public EnvelopeHeader header() {
        return header;
    }

    /// Bytes of the file inside.
    public long plainSize() {
        return segments.plainSize();
    }

    /// How many segments of 1 MiB (the last may be shorter).
    public int segmentCount() {
        return segments.count();
    }

    /// Opens all of it.
    ///
    /// @param key of this header ([EnvelopeHeader#contentKey])
    /// @throws CryptoException when one bit is not as it was written
    public void open(ContentKey key, Path output, Progress progress) throws IOException {
        try (OutputFile out = OutputFile.at(output)) {
            new Workers(header, key, segments, progress).open(file, base, out.channel());
            out.finish();
        }
    }

    /// One segment, for whoever continues where a read broke off.
    public byte[] segment(ContentKey key, int index) throws IOException {
        if (index < 0 || index >= segments.count()) {
            throw new CryptoException(Reason.out_of_range);
        }
        return new Workers(header, key, segments, Progress.none()).openOne(file, base, index);
    }

    private static byte[] bytes(FileChannel file, long offset, int length) throws IOException {
        ByteBuffer out = ByteBuffer.allocate(length);
        while (out.hasRemaining()) {
            if (file.read(out, offset + out.position()) < 0) {
                throw new CryptoException(Reason.malformed);
            }
        }
        return out.array();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
