package cn.biaozhengtong.acceptance;

import cn.biaozhengtong.launcher.Sentence;
import cn.biaozhengtong.launcher.ServerProcess;
import cn.biaozhengtong.launcher.Suite;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/// P20: all processes start in any order; a replica that is told to end fails nobody's request.
/// What ends while it starts (Keycloak does, without its database) is started again, as any
/// supervisor would.
final class Starts {
    private static final Duration READY = Duration.ofSeconds(120);
    private static final int PER_SECOND = 15;
    private static final int LOAD_SECONDS = 60;

    private final Suite suite;
    private final Endpoints endpoints;
    private final Random random = new Random();
    private final AtomicInteger startedAgain = new AtomicInteger();
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();

    Starts(Suite suite, Endpoints endpoints) {
        this.suite = suite;
        this.endpoints = endpoints;
    }

    Map<String, Object> run(int orders) {
        double ended = endReplicasUnderLoad();
        List<Double> ready = new ArrayList<>();
        for (int i = 0; i < orders; i++) {
            ready.add(inRandomOrder());
            System.out.println("  order " + (i + 1) + ": ready after " + ready.getLast() + " s");
        }
        ready.sort(null);
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("check", "P20");
        out.put("requests_while_replicas_ended", asked.get());
        out.put("failed", failed.get());
        out.put("slowest_end_s", ended);
        out.put("orders", orders);
        out.put("ready_median_s", ready.get(ready.size() / 2));
        out.put("ready_slowest_s", ready.getLast());
        out.put("started_again", startedAgain.get());
        out.put("ok", failed.get() == 0 && ended <= 30 && ready.getLast() <= READY.toSeconds());
        return out;
    }

    /// Both replicas, one after the other.
    ///
    /// @return the longest that one took to end, in seconds
    private double endReplicasUnderLoad() {
        PlatformApi platform = new PlatformApi(endpoints, endpoints.gateway(), Duration.ZERO);
        platform.cancel(platform.openLogin("warm").id());
        AtomicBoolean over = new AtomicBoolean();
        Thread load =
                Thread.startVirtualThread(() ->
                        OpenLoop.drive(
                                PER_SECOND,
                                PER_SECOND * LOAD_SECONDS,
                                (number, due) -> use(platform, over)));
        double longest = 0;
        for (String name : List.of("scan-session-service-2", "scan-session-service")) {
            Api.pause(Duration.ofSeconds(4));
            ServerProcess replica = process(name);
            long begin = System.nanoTime();
            replica.stop(Duration.ofSeconds(60));
            longest = Math.max(longest, (System.nanoTime() - begin) / 1e9);
            replica.start();
            suite.awaitReady(replica);
            // The gateway looks every two seconds.
            Api.pause(Duration.ofSeconds(4));
        }
        over.set(true);
        OpenLoop.join(load);
        return Math.round(longest * 10) / 10.0;
    }

    /// Opens a session, waits for it, reads it, takes it back.
    private void use(PlatformApi platform, AtomicBoolean over) {
        if (over.get()) {
            return;
        }
        String id = "";
        try {
            id = platform.openLogin("P20").id();
            var poll = platform.poll(id, 0, 5);
            platform.read(id);
            asked.addAndGet(3);
            int status = poll.join().statusCode();
            if (status != 200) {
                throw new IllegalStateException("a poll was answered " + status);
            }
            platform.cancel(id);
            asked.incrementAndGet();
        } catch (RuntimeException e) {
            if (failed.incrementAndGet() <= 10) {
                System.out.println("  " + id + " " + e);
            }
        }
    }

    private ServerProcess process(String name) {
        return suite.processes().stream()
                .filter(it -> it.name().equals(name))
                .findAny()
                .orElseThrow();
    }

    private double inRandomOrder() {
        List<ServerProcess> all = new ArrayList<>(suite.processes());
        // What is used ends after what uses it; only the start is at random.
        List<ServerProcess> ending = all.reversed();
        ending.forEach(it -> it.stop(Duration.ofSeconds(40)));
        Collections.shuffle(all, random);
        long begin = System.nanoTime();
        List<Thread> coming = new ArrayList<>();
        for (ServerProcess each : all) {
            each.start();
            coming.add(Thread.startVirtualThread(() -> untilReady(each)));
            Api.pause(Duration.ofMillis(random.nextInt(1500)));
        }
        coming.forEach(OpenLoop::join);
        return Math.round((System.nanoTime() - begin) / 1e8) / 10.0;
    }

    private void untilReady(ServerProcess process) {
        long end = System.nanoTime() + READY.multipliedBy(2).toNanos();
        while (System.nanoTime() < end) {
            try {
                suite.awaitReady(process);
                return;
            } catch (Sentence e) {
                if (process.isAlive()) {
                    throw e;
                }
                startedAgain.incrementAndGet();
                System.out.println("  " + process.name() + " ended and is started again");
                Api.pause(Duration.ofSeconds(1));
                process.start();
            }
        }
        throw new IllegalStateException(process.name() + " does not come");
    }
}
