package cn.biaozhengtong.bench;

import cn.biaozhengtong.crypto.Sm2KeyPair;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.crypto.envelope.ContentKey;
import cn.biaozhengtong.crypto.envelope.EnvelopeReader;
import cn.biaozhengtong.crypto.envelope.EnvelopeWriter;
import cn.biaozhengtong.crypto.envelope.Layer;
import cn.biaozhengtong.crypto.envelope.LayerSecret;
import cn.biaozhengtong.crypto.envelope.Progress;
import cn.biaozhengtong.crypto.envelope.Recipient;
import cn.biaozhengtong.crypto.envelope.Tender;
import cn.biaozhengtong.crypto.envelope.WrappedKey;
import cn.biaozhengtong.crypto.internal.Sm4Gcm;
import cn.biaozhengtong.crypto.internal.Sm4GcmChoice;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/// S1: `EnvelopeSpeed <folder> <MiB>` encrypts and decrypts a file of that size, and measures the
/// cipher alone on one core in the same run, each into memory that was in use a moment ago. Prints
/// one line of JSON.
public final class EnvelopeSpeed {
    private static final int MIB = 1 << 20;

    private EnvelopeSpeed() {}

    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        int mib = Integer.parseInt(args[1]);
        Path plain = folder.resolve("s1.bin");
        Path sealed = folder.resolve("s1.bze");
        Path opened = folder.resolve("s1.out");
        try {
            fill(plain, mib);
            double alone = oneCore();
            warm(plain, opened, mib);
            double copy = copy(plain, opened, mib);
            Files.delete(opened);
            Sm2KeyPair key = Sm2KeyPair.generate();
            Tender tender = new Tender("T", "1", "P");
            Recipient recipient =
                    new Recipient(SerialNumber.random(), key.publicKey(), Layer.bidder);
            long begin = System.nanoTime();
            EnvelopeWriter.seal(plain, sealed, tender, List.of(recipient), Progress.none());
            double encrypt = rate(mib, begin);
            warm(plain, opened, mib);
            begin = System.nanoTime();
            try (EnvelopeReader reader = EnvelopeReader.of(sealed)) {
                WrappedKey wrapped = reader.header().wrappedKeys().get(0);
                LayerSecret secret =
                        LayerSecret.of(tender, wrapped, key.decrypt(wrapped.ciphertext()));
                ContentKey content = reader.header().contentKey(List.of(secret));
                reader.open(content, opened, Progress.none());
            }
            double decrypt = rate(mib, begin);
            boolean same = Files.mismatch(plain, opened) == -1;
            int cores = Runtime.getRuntime().availableProcessors();
            System.out.printf(
                    Locale.ROOT,
                    "{\"engine\":\"%s\",\"mib\":%d,\"heap_mib\":%d,\"cores\":%d,\"encrypt_mib_s\":%.0f,"
                            + "\"decrypt_mib_s\":%.0f,\"copy_mib_s\":%.0f,\"cipher_alone_one_core_mib_s\":%.0f,"
                            + "\"encrypt_to_cipher_and_copy\":%.2f,\"decrypt_to_cipher_and_copy\":%.2f,\"same\":%b}%n",
                    Sm4GcmChoice.name(),
                    mib,
                    Runtime.getRuntime().maxMemory() / MIB,
                    cores,
                    encrypt,
                    decrypt,
                    copy,
                    alone,
                    share(encrypt, copy, alone, cores),
                    share(decrypt, copy, alone, cores),
                    same);
        } finally {
            for (Path file : List.of(plain, sealed, opened)) {
                Files.deleteIfExists(file);
            }
        }
    }

    /// Our rate to what the cipher on all cores and the storage allow together, one after the
    /// other.
    private static double share(double ours, double copy, double alone, int cores) {
        return ours * (1 / copy + 1 / (alone * cores));
    }

    /// Writes and deletes as much as will be written next: a virtual machine that gave its free
    /// memory back gets it slowly, which says nothing of ours.
    private static void warm(Path from, Path to, int mib) throws IOException {
        copy(from, to, mib);
        Files.delete(to);
    }

    /// The same reading and writing without a cipher: what the storage costs.
    private static double copy(Path from, Path to, int mib) throws IOException {
        long begin = System.nanoTime();
        AtomicInteger next = new AtomicInteger();
        try (FileChannel in = FileChannel.open(from);
                FileChannel out =
                        FileChannel.open(to, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
                threads.add(Thread.ofPlatform().start(() -> copyBlocks(in, out, next, mib)));
            }
            for (Thread thread : threads) {
                thread.join();
            }
            out.force(true);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return rate(mib, begin);
    }

    private static void copyBlocks(FileChannel in, FileChannel out, AtomicInteger next, int mib) {
        ByteBuffer block = ByteBuffer.allocateDirect(MIB);
        try {
            for (int i = next.getAndIncrement(); i < mib; i = next.getAndIncrement()) {
                in.read(block.clear(), (long) i * MIB);
                out.write(block.flip(), (long) i * MIB);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double rate(int mib, long begin) {
        return mib / ((System.nanoTime() - begin) / 1e9);
    }

    private static void fill(Path file, int mib) throws IOException {
        byte[] block = new byte[MIB];
        Random random = new Random(1);
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int i = 0; i < mib; i++) {
                random.nextBytes(block);
                out.write(block);
            }
        }
    }

    /// The cipher in memory, one thread, the best of five seconds.
    private static double oneCore() {
        ByteBuffer in = ByteBuffer.allocateDirect(MIB);
        ByteBuffer out = ByteBuffer.allocateDirect(MIB + Sm4Gcm.TAG);
        double best = 0;
        try (Sm4Gcm cipher = Sm4GcmChoice.create(new byte[16])) {
            for (int round = 0; round < 5; round++) {
                long begin = System.nanoTime();
                int done = 0;
                while (System.nanoTime() - begin < 1_000_000_000L) {
                    cipher.seal(new byte[12], new byte[32], in.clear(), out.clear());
                    done++;
                }
                best = Math.max(best, rate(done, begin));
            }
        }
        return best;
    }
}
