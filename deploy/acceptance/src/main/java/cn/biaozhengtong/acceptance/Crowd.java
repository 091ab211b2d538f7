package cn.biaozhengtong.acceptance;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

/// Many bidders who do the same, some at once.
final class Crowd {
    private static final int PREPARED_AT_ONCE = 6;

    private final List<Seat> seats;
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();

    private Crowd(List<Seat> seats) {
        this.seats = seats;
    }

    /// Bidders with certificates, bound to the sample platform.
    static Crowd prepared(Endpoints endpoints, int bidders, Duration patience) {
        List<Seat> seats = new ArrayList<>();
        for (int i = 0; i < bidders; i++) {
            seats.add(new Seat(endpoints, patience));
        }
        Approval approval = new Approval(endpoints, patience);
        Crowd crowd = new Crowd(seats);
        crowd.each(seat -> seat.prepare(approval));
        if (!crowd.failures.isEmpty()) {
            throw new IllegalStateException("not everybody was prepared: " + crowd.failures.peek());
        }
        return crowd;
    }

    List<Seat> seats() {
        return seats;
    }

    List<String> failures() {
        return List.copyOf(failures);
    }

    void each(Consumer<Seat> step) {
        each(step, PREPARED_AT_ONCE, Duration.ZERO);
    }

    /// @param spread over how long they begin, at random
    void each(Consumer<Seat> step, int atOnce, Duration spread) {
        CountDownLatch done = new CountDownLatch(seats.size());
        Semaphore places = new Semaphore(atOnce);
        for (Seat seat : seats) {
            Thread.startVirtualThread(() -> {
                places.acquireUninterruptibly();
                try {
                    long late = ThreadLocalRandom.current().nextLong(spread.toMillis() + 1);
                    Api.pause(Duration.ofMillis(late));
                    step.accept(seat);
                } catch (RuntimeException | AssertionError e) {
                    failures.add(String.valueOf(e));
                } finally {
                    places.release();
                    done.countDown();
                }
            });
        }
        try {
            done.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
