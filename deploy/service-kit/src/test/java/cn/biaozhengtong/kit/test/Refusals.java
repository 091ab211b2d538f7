package cn.biaozhengtong.kit.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.biaozhengtong.kit.problem.Problem;
import cn.biaozhengtong.kit.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.springframework.dao.DataAccessException;

/// What tests say about refusals and about many at once.
public final class Refusals {
    private Refusals() {}

    public static void refused(Problem problem, ThrowingCallable work) {
        assertThatThrownBy(work)
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.problem()).isEqualTo(problem));
    }

    /// Runs the work in so many threads; how many of them were not refused.
    public static int atOnce(int times, Callable<?> work) throws InterruptedException {
        AtomicInteger succeeded = new AtomicInteger();
        AtomicInteger refused = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            threads.add(
                    Thread.startVirtualThread(() -> {
                        try {
                            work.call();
                            succeeded.incrementAndGet();
                        } catch (ProblemException | DataAccessException e) {
                            refused.incrementAndGet();
                        } catch (Exception e) {
                            throw new IllegalStateException(e);
                        }
                    }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        // Anything else than a refusal would be missing here.
        assertThat(succeeded.get() + refused.get()).isEqualTo(times);
        return succeeded.get();
    }
}
