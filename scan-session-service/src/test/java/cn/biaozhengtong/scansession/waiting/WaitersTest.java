package cn.biaozhengtong.scansession.waiting;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WaitersTest {
    private static final Duration LONG = Duration.ofSeconds(10);

    private final Waiters waiters = new Waiters();
    private final UUID session = UUID.randomUUID();

    @Test
    void wake_afterAnotherWaiterLeft_stillWakes() {
        Waiters.Waiting stays = waiters.begin(session);
        try (Waiters.Waiting leaves = waiters.begin(session)) {
            assertThat(leaves.await(Duration.ZERO)).isFalse();
        }
        CompletableFuture<Boolean> woken = CompletableFuture.supplyAsync(() -> stays.await(LONG));
        waiters.wake(session);
        assertThat(woken.orTimeout(1, TimeUnit.SECONDS).join()).isTrue();
    }

    @Test
    void await_changeBeforeIt_isNotMissed() {
        try (Waiters.Waiting waiting = waiters.begin(session)) {
            waiters.wake(session);
            assertThat(waiting.await(LONG)).isTrue();
        }
    }

    @Test
    void close_ofOneThatWasWoken_leavesTheNextAlone() {
        Waiters.Waiting woken = waiters.begin(session);
        waiters.wake(session);
        try (Waiters.Waiting next = waiters.begin(session)) {
            woken.close();
            waiters.wake(session);
            assertThat(next.await(Duration.ZERO)).isTrue();
        }
    }

    @Test
    void close_byTheLast_keepsNothing() {
        Waiters.Waiting one = waiters.begin(session);
        Waiters.Waiting other = waiters.begin(session);
        one.close();
        assertThat(waiters.count()).isOne();
        other.close();
        assertThat(waiters.count()).isZero();
    }

    @Test
    void close_twice_countsOnce() {
        Waiters.Waiting one = waiters.begin(session);
        Waiters.Waiting other = waiters.begin(session);
        one.close();
        one.close();
        waiters.wake(session);
        assertThat(other.await(Duration.ZERO)).isTrue();
    }
}
