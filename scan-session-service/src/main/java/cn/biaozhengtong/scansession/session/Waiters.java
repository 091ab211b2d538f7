package cn.biaozhengtong.scansession.session;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.stereotype.Component;

/// Who waits for a session in this process; awakened by its changes, here or at another replica.
@Component
public class Waiters {
    private final Map<UUID, CompletableFuture<Void>> waiting = new ConcurrentHashMap<>();

    /// A handle that completes with the next change; take it before reading the session.
    CompletableFuture<Void> next(UUID session) {
        return waiting.computeIfAbsent(session, ignored -> new CompletableFuture<>());
    }

    /// Waits at most this long; false when nothing happened.
    static boolean await(CompletableFuture<Void> change, Duration limit) {
        try {
            change.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    public void wake(UUID session) {
        CompletableFuture<Void> change = waiting.remove(session);
        if (change != null) {
            change.complete(null);
        }
    }

    /// Forgets a handle that nobody needs any more.
    void forget(UUID session, CompletableFuture<Void> change) {
        waiting.remove(session, change);
    }
}
