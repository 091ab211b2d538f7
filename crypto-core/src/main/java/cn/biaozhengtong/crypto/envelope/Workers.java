package cn.biaozhengtong.crypto.envelope;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.CryptoException.Reason;
import cn.biaozhengtong.crypto.internal.Sm4Gcm;
import cn.biaozhengtong.crypto.internal.Sm4GcmChoice;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/// Takes the segments of a file through SM4-GCM, as many at once as there are processors; each
/// worker holds one segment of plaintext and one of ciphertext, whatever the file's size.
final class Workers {
    private final ContentKey key;
    private final byte[] prefix;
    private final byte[] associated;
    private final Segments segments;
    private final Progress progress;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();
    private final AtomicBoolean stopped = new AtomicBoolean();

    Workers(EnvelopeHeader header, ContentKey key, Segments segments, Progress progress) {
        this.key = key;
        this.prefix = header.noncePrefix();
        this.associated = header.hash();
        this.segments = segments;
        this.progress = progress;
    }

    /// One segment of one file into another.
    private interface Step {
        void take(Sm4Gcm cipher, int index, ByteBuffer plain, ByteBuffer sealed) throws IOException;
    }

    void seal(FileChannel in, FileChannel out, long outBase) throws IOException {
        run((cipher, index, plain, sealed) -> {
            plain.clear().limit(segments.plainLength(index));
            read(in, plain, Segments.plainOffset(index));
            sealed.clear();
            cipher.seal(segments.nonce(prefix, index), associated, plain.flip(), sealed);
            write(out, sealed.flip(), outBase + Segments.sealedOffset(index));
        });
    }

    void open(FileChannel in, long inBase, FileChannel out) throws IOException {
        run((cipher, index, plain, sealed) -> {
            openOne(cipher, in, inBase, index, plain, sealed);
            write(out, plain.flip(), Segments.plainOffset(index));
        });
    }

    /// One segment alone, for whoever reads a part.
    byte[] openOne(FileChannel in, long inBase, int index) throws IOException {
        byte[] secret = key.key().expose();
        try (Sm4Gcm cipher = Sm4GcmChoice.create(secret)) {
            ByteBuffer plain = ByteBuffer.allocateDirect(Segments.PLAIN);
            ByteBuffer sealed = ByteBuffer.allocateDirect(Segments.SEALED);
            openOne(cipher, in, inBase, index, plain, sealed);
            byte[] out = new byte[plain.flip().remaining()];
            plain.get(out);
            return out;
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    private void openOne(
            Sm4Gcm cipher,
            FileChannel in,
            long inBase,
            int index,
            ByteBuffer plain,
            ByteBuffer sealed)
            throws IOException {
        sealed.clear().limit(segments.plainLength(index) + Sm4Gcm.TAG);
        read(in, sealed, inBase + Segments.sealedOffset(index));
        plain.clear();
        cipher.open(segments.nonce(prefix, index), associated, sealed.flip(), plain);
    }

    private void run(Step step) throws IOException {
        int count = Math.min(Runtime.getRuntime().availableProcessors(), segments.count());
        ExecutorService pool = Executors.newFixedThreadPool(count);
        List<Future<?>> working = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                working.add(pool.submit(() -> work(step)));
            }
            for (Future<?> one : working) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw failed(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            stopped.set(true);
            pool.shutdownNow();
            awaitEnd(pool);
        }
    }

    /// Nobody writes into a file that is about to be deleted.
    private static void awaitEnd(ExecutorService pool) {
        try {
            pool.awaitTermination(1, java.util.concurrent.TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void work(Step step) {
        byte[] secret = key.key().expose();
        ByteBuffer plain = ByteBuffer.allocateDirect(Segments.PLAIN);
        ByteBuffer sealed = ByteBuffer.allocateDirect(Segments.SEALED);
        try (Sm4Gcm cipher = Sm4GcmChoice.create(secret)) {
            Arrays.fill(secret, (byte) 0);
            for (int i = next.getAndIncrement();
                    i < segments.count() && !stopped.get();
                    i = next.getAndIncrement()) {
                step.take(cipher, i, plain, sealed);
                long finished = (long) done.incrementAndGet() * Segments.PLAIN;
                progress.at(Math.min(finished, segments.plainSize()), segments.plainSize());
            }
        } catch (IOException e) {
            stopped.set(true);
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            stopped.set(true);
            throw e;
        }
    }

    private static IOException failed(ExecutionException e) {
        if (e.getCause() instanceof UncheckedIOException io && io.getCause() != null) {
            return io.getCause();
        }
        if (e.getCause() instanceof RuntimeException runtime) {
            throw runtime;
        }
        throw new CryptoException(Reason.internal, e);
    }

    private static void read(FileChannel from, ByteBuffer into, long offset) throws IOException {
        long at = offset;
        while (into.hasRemaining()) {
            int count = from.read(into, at);
            if (count < 0) {
                throw new EOFException("the file became shorter while it was read");
            }
            at += count;
        }
    }

    private static void write(FileChannel to, ByteBuffer from, long offset) throws IOException {
        long at = offset;
        while (from.hasRemaining()) {
            at += to.write(from, at);
        }
    }
}
