package cn.biaozhengtong.kit.calls;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// The replicas of one service, asked in turn; one that took no connection a moment ago comes after
/// all others.
final class Replicas {
    private static final Duration AWAY = Duration.ofSeconds(5);

    private final List<URI> all;
    private final Map<URI, Instant> awayUntil = new ConcurrentHashMap<>();
    private final AtomicInteger turn = new AtomicInteger();
    private final Clock clock;

    /// @param urls one, or several with commas between
    Replicas(String urls, Clock clock) {
        this.all = Arrays.stream(urls.split(",", -1)).map(String::strip).map(URI::create).toList();
        this.clock = clock;
    }

    /// Whom to ask, in this order.
    List<URI> inTurn() {
        int first = Math.floorMod(turn.getAndIncrement(), all.size());
        List<URI> turned = new ArrayList<>(all.subList(first, all.size()));
        turned.addAll(all.subList(0, first));
        Instant now = clock.instant();
        turned.sort(
                Comparator.comparing(
                        it -> awayUntil.getOrDefault(it, Instant.MIN).isAfter(now)));
        return turned;
    }

    void tookNoConnection(URI replica) {
        awayUntil.put(replica, clock.instant().plus(AWAY));
    }
}
