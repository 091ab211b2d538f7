package cn.biaozhengtong.scansession.opening;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HallQueueTest {
    @Test
    void R46_whoComesFirst_isServedFirst() throws Exception {
        HallQueue queue = new HallQueue(1);
        CountDownLatch opening = new CountDownLatch(1);
        List<Integer> served = Collections.synchronizedList(new ArrayList<>());
        List<Thread> bidders = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            int number = i;
            Thread bidder =
                    Thread.ofVirtual()
                            .start(() ->
                                    queue.inTurn(() -> {
                                        if (number == 0) {
                                            awaitOpening(opening);
                                        }
                                        return served.add(number);
                                    }));
            bidders.add(bidder);
            // In line before the next one comes.
            await().until(() -> isWaiting(bidder));
        }
        opening.countDown();
        for (Thread bidder : bidders) {
            bidder.join();
        }
        assertThat(served).containsExactlyElementsOf(IntStream.range(0, 30).boxed().toList());
    }

    @Test
    void R46_neverMoreAtOnce_thanThereArePlaces() throws Exception {
        HallQueue queue = new HallQueue(4);
        AtomicInteger within = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<Thread> bidders = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            bidders.add(
                    Thread.startVirtualThread(() ->
                            queue.inTurn(() -> {
                                most.accumulateAndGet(within.incrementAndGet(), Math::max);
                                pause();
                                return within.decrementAndGet();
                            })));
        }
        for (Thread bidder : bidders) {
            bidder.join();
        }
        assertThat(most.get()).isEqualTo(4);
    }

    private static boolean isWaiting(Thread thread) {
        return thread.getState() == Thread.State.WAITING
                || thread.getState() == Thread.State.TIMED_WAITING;
    }

    private static void awaitOpening(CountDownLatch opening) {
        try {
            opening.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(5);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
