package cn.biaozhengtong.acceptance;

import cn.biaozhengtong.launcher.ServerProcess;
import cn.biaozhengtong.launcher.Suite;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;

/// P9: an opening in which many bidders decrypt within a minute, while one of two replicas of the
/// scan service and then one of two of the CA's is killed: everybody's bid is open two minutes
/// after the opening. Before that, polls at one replica are awakened by scans at the other.
final class OpeningPromise {
    private static final Duration DONE = Duration.ofSeconds(120);
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /// One each of what answers phones at an opening.
    private static final List<String> KILLED =
            List.of("scan-session-service-2", "ca-order-service-2");

    private final Suite suite;
    private final Endpoints endpoints;
    private final Duration window;
    private final AtomicInteger repeats = new AtomicInteger();
    private final String tender = "T-" + UUID.randomUUID().toString().substring(0, 8);

    /// @param window over how long the bidders come
    OpeningPromise(Suite suite, Endpoints endpoints, Duration window) {
        this.suite = suite;
        this.endpoints = endpoints;
        this.window = window;
    }

    Map<String, Object> run(int bidders) {
        Crowd crowd = Crowd.prepared(endpoints, bidders, PATIENCE);
        ReplicaWakes.Figures wakes = new ReplicaWakes(endpoints).measure(crowd.seats());
        int seconds = 20 + bidders / 2;
        crowd.seats()
                .getFirst()
                .site()
                .post("/hall/tenders", Map.of("tender", tender, "seconds", "" + seconds));
        Instant opens = Instant.now().plusSeconds(seconds).plusMillis(500);
        crowd.each(Seat::typePin);
        crowd.each(seat -> seat.encrypt(tender));
        Duration left = Duration.between(Instant.now(), opens);
        Api.pause(left.isNegative() ? Duration.ZERO : left);
        System.out.println("  " + bidders + " bids are there; the opening begins");
        Thread killer = Thread.startVirtualThread(this::killInTheMiddle);
        Map<String, Double> before = computed();
        Instant begin = Instant.now();
        crowd.each(this::decrypt, bidders, window);
        int opened = opened(bidders, begin);
        double took = Duration.between(begin, Instant.now()).toMillis() / 1000.0;
        Map<String, Double> cpu = computed();
        cpu.replaceAll((name, ended) -> {
            double begun = before.getOrDefault(name, 0.0);
            return Math.round(10 * (ended < begun ? ended : ended - begun)) / 10.0;
        });
        join(killer);
        List<String> failures = crowd.failures();
        failures.forEach(it -> System.out.println("  " + it));
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("check", "P9");
        out.put("bidders", bidders);
        out.put("window_s", window.toSeconds());
        out.put("replicas_killed", KILLED);
        out.put("poll_awakened_by_other_replica_p50_ms", wakes.p50());
        out.put("poll_awakened_by_other_replica_max_ms", wakes.max());
        out.put("opened", opened);
        out.put("failed", failures.size());
        out.put("bidders_who_had_to_repeat", repeats.get());
        out.put("all_after_s", took);
        out.put("cpu_s", cpu);
        out.put("ok", opened == bidders && failures.isEmpty() && took <= DONE.toSeconds());
        return out;
    }

    /// Seconds of CPU so far, of every process that is there and of the phones. Of a replica that
    /// was killed in between only what it took since: it is the start of its successor.
    private Map<String, Double> computed() {
        Map<String, Double> out = new TreeMap<>();
        suite.processes().forEach(it -> out.put(it.name(), computed(ProcessHandle.of(it.pid()))));
        out.put("phones", computed(Optional.of(ProcessHandle.current())));
        return out;
    }

    private static double computed(Optional<ProcessHandle> process) {
        return process.flatMap(it -> it.info().totalCpuDuration())
                .map(it -> it.toMillis() / 1000.0)
                .orElse(0.0);
    }

    /// As a bidder at the opening hour does: again, as long as it might help.
    private void decrypt(Seat seat) {
        Instant end = Instant.now().plus(PATIENCE);
        for (int attempt = 0; ; attempt++) {
            try {
                seat.decrypt(tender);
                return;
            } catch (RuntimeException e) {
                System.out.println("  repeated: " + e.getMessage());
                repeats.addAndGet(attempt == 0 ? 1 : 0);
                if (Instant.now().isAfter(end)) {
                    throw e;
                }
                Api.pause(Duration.ofMillis(700));
            }
        }
    }

    private void killInTheMiddle() {
        for (String name : KILLED) {
            Api.pause(window.dividedBy(KILLED.size() + 1));
            ServerProcess replica =
                    suite.processes().stream()
                            .filter(it -> it.name().equals(name))
                            .findAny()
                            .orElseThrow();
            replica.kill();
            Api.pause(Duration.ofSeconds(5));
            replica.start();
            suite.awaitReady(replica);
        }
    }

    /// How many bids the platform holds open, when all are or time is up.
    private int opened(int bidders, Instant begin) {
        SampleSite site = new SampleSite(endpoints.sample());
        while (true) {
            int open = openNow(site);
            boolean over =
                    Duration.between(begin, Instant.now()).compareTo(DONE.multipliedBy(2)) > 0;
            if (open == bidders || over) {
                return open;
            }
            Api.pause(Duration.ofMillis(500));
        }
    }

    private int openNow(SampleSite site) {
        int open = 0;
        try {
            for (JsonNode row : site.board(tender)) {
                String content = row.path("content").asString();
                open += content.equals(row.path("account").asString()) ? 1 : 0;
            }
        } catch (Api.Refused e) {
            // While a replica starts again; asked again.
            return 0;
        }
        return open;
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
