package cn.biaozhengtong.scansession.waiting;

import cn.biaozhengtong.scansession.session.SessionChange;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/// Who waits for a session in this process; awakened by its changes, here or at another replica,
/// and when this process ends: a poll is then answered early, and asked again of another replica.
@Component
public class Waiters implements SmartLifecycle {
    private final Map<UUID, Change> waiting = new ConcurrentHashMap<>();
    private volatile boolean open;

    /// The next change of one session, kept for as long as somebody waits for it.
    private static final class Change {
        private final CompletableFuture<Void> happened = new CompletableFuture<>();
        private int waiters = 1;

        private Change joined() {
            waiters++;
            return this;
        }

        private @Nullable Change left() {
            waiters--;
            return waiters == 0 ? null : this;
        }
    }

    /// One who waits; close it when he no longer does. Others who wait for the same are not
    /// disturbed.
    public final class Waiting implements AutoCloseable {
        private final UUID session;
        private final Change change;
        private final AtomicBoolean closed = new AtomicBoolean();

        private Waiting(UUID session, Change change) {
            this.session = session;
            this.change = change;
        }

        /// Waits at most this long; false when nothing happened.
        public boolean await(Duration limit) {
            try {
                change.happened.get(limit.toMillis(), TimeUnit.MILLISECONDS);
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

        @Override
        public void close() {
            if (!closed.getAndSet(true)) {
                waiting.computeIfPresent(session, (id, now) -> now == change ? now.left() : now);
            }
        }
    }

    /// Begin before reading the session, so that no change falls in between.
    public Waiting begin(UUID session) {
        return new Waiting(
                session,
                waiting.compute(session, (id, now) -> now == null ? new Change() : now.joined()));
    }

    /// Once a change is committed: who waits for the session, or for the board that it stands in.
    @TransactionalEventListener
    void on(SessionChange it) {
        wake(it.session().getId());
        UUID opening = it.session().openingId();
        if (opening != null) {
            wake(opening);
        }
    }

    public void wake(UUID session) {
        Change change = waiting.remove(session);
        if (change != null) {
            change.happened.complete(null);
        }
    }

    /// How many sessions are waited for.
    int count() {
        return waiting.size();
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
}
