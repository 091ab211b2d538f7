package cn.biaozhengtong.crypto.fuzz;

import cn.biaozhengtong.crypto.CryptoException;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;

/// What Jazzer calls with every input: it must be read, or refused by a [CryptoException], within a
/// second of processor time and 64 MiB of allocations.
public final class ParserFuzz {
    private static final long MAX_NANOS = 1_000_000_000;
    private static final long MAX_BYTES = 64L << 20;

    /// Classes load and compile first.
    private static final int WARM = 500;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static Parser parser = Parser.certificate;
    private static int inputs;

    private ParserFuzz() {}

    public static void fuzzerInitialize(String[] arguments) throws IOException {
        parser = Parser.valueOf(arguments[0]);
        // A harness that refuses its own example would test nothing.
        parser.read(parser.example());
    }

    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        // Instrumenting and loading classes costs too, but not twice.
        if (tooMuch(input) && inputs++ > WARM && tooMuch(input)) {
            throw new IllegalStateException("took more than a second or 64 MiB, twice");
        }
    }

    private static boolean tooMuch(byte[] input) throws IOException {
        long bytes = THREADS.getCurrentThreadAllocatedBytes();
        long nanos = THREADS.getCurrentThreadCpuTime();
        read(input);
        return THREADS.getCurrentThreadCpuTime() - nanos > MAX_NANOS
                || THREADS.getCurrentThreadAllocatedBytes() - bytes > MAX_BYTES;
    }

    private static void read(byte[] input) throws IOException {
        try {
            parser.read(input);
        } catch (CryptoException e) {
            if (!CryptoException.OUTWARD.equals(e.getMessage())) {
                throw new IllegalStateException("tells outsiders more", e);
            }
            if (e.reason() == CryptoException.Reason.internal) {
                throw new IllegalStateException("an input is no internal failure", e);
            }
        }
    }
}
