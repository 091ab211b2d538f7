package cn.biaozhengtong.stamping.ofd;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;

/// What Jazzer calls with every input: it must be reported on, or refused, within a second of
/// processor time and 64 MiB of allocations.
public final class OfdFuzz {
    private static final long MAX_NANOS = 1_000_000_000;
    private static final long MAX_BYTES = 64L << 20;

    /// Classes load and compile first.
    private static final int WARM = 100;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static OfdParser parser = OfdParser.container;
    private static int inputs;

    private OfdFuzz() {}

    public static void fuzzerInitialize(String[] arguments) throws IOException {
        parser = OfdParser.valueOf(arguments[0]);
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
        parser.read(input);
        return THREADS.getCurrentThreadCpuTime() - nanos > MAX_NANOS
                || THREADS.getCurrentThreadAllocatedBytes() - bytes > MAX_BYTES;
    }
}
