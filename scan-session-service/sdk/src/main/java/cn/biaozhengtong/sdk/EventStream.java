package cn.biaozhengtong.sdk;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;

/// A stream of the service (SSE) that goes on where it broke off. Close it to hear no more.
public final class EventStream implements AutoCloseable {
    /// The service says something at least every 15 s.
    private static final Duration SILENCE = Duration.ofSeconds(45);

    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final int LONGEST_EVENT = 4 << 20;

    private final ServiceCalls calls;
    private final Wish wish;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private volatile String lastId = "";
    private volatile CompletableFuture<HttpResponse<String>> connection = new CompletableFuture<>();

    /// @param until what breaks off after that is not taken up again
    /// @param silence of so long is a broken connection
    record Wish(String path, Instant until, Duration silence, Listener listener) {
        Wish(String path, Instant until, Listener listener) {
            this(path, until, SILENCE, listener);
        }
    }

    /// Hears one event; false when it has heard enough.
    interface Listener {
        boolean hears(Map<String, Object> data);
    }

    private EventStream(ServiceCalls calls, Wish wish) {
        this.calls = calls;
        this.wish = wish;
    }

    static EventStream open(ServiceCalls calls, Wish wish) {
        EventStream stream = new EventStream(calls, wish);
        stream.connect();
        return stream;
    }

    /// Completes when all was heard or it was closed; exceptionally, with a [ScanException], when
    /// it was refused for good.
    public CompletableFuture<Void> ended() {
        return ended.copy();
    }

    @Override
    public void close() {
        ended.complete(null);
        connection.cancel(true);
    }

    private void connect() {
        if (ended.isDone()) {
            return;
        }
        Lines lines = new Lines();
        try {
            CompletableFuture<HttpResponse<String>> made = calls.stream(wish.path(), lastId, lines);
            connection = made;
            made.whenComplete((answer, failure) -> broken(answer, failure));
            watch(made, lines);
        } catch (ScanException e) {
            again(e);
        }
        if (ended.isDone()) {
            connection.cancel(true);
        }
    }

    /// A server that leaves ends its streams in good order, and another goes on.
    private void broken(HttpResponse<String> answer, Throwable failure) {
        if (failure != null) {
            again(new ScanException("the stream " + wish.path() + " broke", failure));
        } else if (answer.statusCode() == 200) {
            again(new ScanException("the stream " + wish.path() + " ended", null));
        } else {
            again(calls.refusal(answer));
        }
    }

    private void again(ScanException why) {
        if (!why.isPassing() || calls.clock().instant().isAfter(wish.until())) {
            ended.completeExceptionally(why);
        } else {
            after(PAUSE, this::connect);
        }
    }

    private void watch(CompletableFuture<HttpResponse<String>> made, Lines lines) {
        after(
                wish.silence().dividedBy(3),
                () -> {
                    if (System.nanoTime() - lines.lastHeard > wish.silence().toNanos()) {
                        made.cancel(true);
                    } else if (!made.isDone()) {
                        watch(made, lines);
                    }
                });
    }

    private static void after(Duration pause, Runnable what) {
        Executor later = CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS);
        later.execute(what);
    }

    /// The lines of one connection.
    private final class Lines implements Flow.Subscriber<String> {
        private final StringBuilder data = new StringBuilder();
        private String id = lastId;
        private volatile long lastHeard = System.nanoTime();

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(String line) {
            lastHeard = System.nanoTime();
            if (ended.isDone()) {
                return;
            }
            if (line.isEmpty()) {
                dispatch();
            } else if (line.startsWith("data:")) {
                data.append(data.isEmpty() ? "" : "\n").append(value(line));
                if (data.length() > LONGEST_EVENT) {
                    stop(new ScanException(200, "", "an event is too long"));
                }
            } else if (line.startsWith("id:")) {
                id = value(line);
            }
        }

        private String value(String line) {
            String value = line.substring(line.indexOf(':') + 1);
            return value.startsWith(" ") ? value.substring(1) : value;
        }

        private void dispatch() {
            if (data.isEmpty()) {
                return;
            }
            String text = data.toString();
            data.setLength(0);
            try {
                boolean more = wish.listener().hears(Json.object(Json.parse(text)));
                lastId = id;
                if (!more) {
                    close();
                }
            } catch (RuntimeException e) {
                stop(e);
            }
        }

        private void stop(RuntimeException why) {
            ended.completeExceptionally(why);
            connection.cancel(true);
        }

        // How it ended is told by the connection.
        @Override
        public void onError(Throwable failure) {}

        @Override
        public void onComplete() {}
    }
}
