package cn.biaozhengtong.seal.work;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/// The documents of one request on their way through one worker: while it is at one, the next are
/// brought and the last put away. Large ones go one after the other, so that memory holds no more
/// than of a single one.
///
/// @param <A> what is brought to the worker
/// @param <B> what it makes
public final class Belt<A, B> {
    private static final int LANES = 3;
    private static final int AHEAD = 4;
    private static final long MOST_BYTES = 16 << 20;

    private final int count;
    private final Steps<A, B> steps;
    private final Queue<Future<A>> brought = new ArrayDeque<>();
    private final Queue<Future<?>> away = new ArrayDeque<>();
    private final AtomicLong bytes = new AtomicLong();
    private volatile boolean over;

    private Belt(int count, Steps<A, B> steps) {
        this.count = count;
        this.steps = steps;
    }

    /// What happens to each document, by its number from 0. The worker's step is the caller's own
    /// thread, in order; those before and after it have threads of their own, and no order.
    public interface Steps<A, B> {
        long bytes(int number);

        A bring(int number);

        B work(int number, A brought);

        void putAway(int number, B made);
    }

    /// Returns when all are put away; throws what any step threw, when none is under way any more.
    public static <A, B> void run(int count, Steps<A, B> steps) {
        new Belt<>(count, steps).run();
    }

    private void run() {
        try (ExecutorService lanes =
                Executors.newFixedThreadPool(LANES, Thread.ofVirtual().factory())) {
            try {
                int next = 0;
                for (int i = 0; i < count; i++) {
                    while (next < count && (next == i || next <= i + AHEAD && fits(next))) {
                        bring(lanes, next++);
                    }
                    putAway(lanes, i, steps.work(i, result(brought.remove())));
                }
                while (!away.isEmpty()) {
                    result(away.remove());
                }
            } finally {
                over = true;
            }
        }
    }

    private boolean fits(int number) {
        return bytes.get() + steps.bytes(number) <= MOST_BYTES;
    }

    private void bring(ExecutorService lanes, int number) {
        while (!fits(number) && !away.isEmpty()) {
            result(away.remove());
        }
        bytes.addAndGet(steps.bytes(number));
        brought.add(
                lanes.submit(() -> {
                    mustGoOn();
                    return steps.bring(number);
                }));
    }

    private void putAway(ExecutorService lanes, int number, B made) {
        away.add(
                lanes.submit(() -> {
                    mustGoOn();
                    steps.putAway(number, made);
                    bytes.addAndGet(-steps.bytes(number));
                    return number;
                }));
        // What failed there is told soon.
        while (!away.isEmpty() && away.element().isDone()) {
            result(away.remove());
        }
    }

    private void mustGoOn() {
        if (over) {
            throw new CancellationException();
        }
    }

    private static <T> T result(Future<T> of) {
        try {
            return of.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException();
        }
    }
}
