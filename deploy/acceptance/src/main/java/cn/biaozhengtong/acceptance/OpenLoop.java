package cn.biaozhengtong.acceptance;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Does something so many times a second, whether what was begun before has ended or not.
final class OpenLoop {
    private OpenLoop() {}

    interface Step {
        /// @param due when its time was, by [System#nanoTime]; what it took counts from then
        void of(int number, long due);
    }

    /// Returns when all have ended.
    static void drive(int perSecond, int times, Step step) {
        List<Thread> threads = new ArrayList<>();
        long begin = System.nanoTime();
        for (int i = 0; i < times; i++) {
            long due = begin + i * 1_000_000_000L / perSecond;
            long wait = due - System.nanoTime();
            if (wait > 0) {
                Api.pause(Duration.ofNanos(wait));
            }
            int number = i;
            threads.add(Thread.startVirtualThread(() -> step.of(number, due)));
        }
        for (Thread thread : threads) {
            join(thread);
        }
    }

    static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
