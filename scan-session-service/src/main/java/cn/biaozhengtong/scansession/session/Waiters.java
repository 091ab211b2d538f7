package cn.biaozhengtong.scansession.session;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Who waits for a session in this process; awakened by its changes, here or at another replica,
/// and when this process ends: a poll is then answered early, and asked again of another replica.
@Component
public class Waiters implements SmartLifecycle {
    private final Map<UUID, CompletableFuture<Void>> waiting = new ConcurrentHashMap<>();
    private volatile boolean open;

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

    /// False when nobody may wait here any longer.
    boolean areOpen() {
        return open;
    }

    @Override
    public void start() {
        open = true;
    }

    @Override
    public void stop() {
        open = false;
        waiting.keySet().forEach(this::wake);
    }

    @Override
    public boolean isRunning() {
        return open;
    }

    /// Before the web server waits for its requests to end.
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE - 1;
    }

    /// Forgets a handle that nobody needs any more.
    void forget(UUID session, CompletableFuture<Void> change) {
        waiting.remove(session, change);
    }
}
