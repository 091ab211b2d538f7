package cn.biaozhengtong.acceptance;

import cn.biaozhengtong.launcher.Sentence;
import cn.biaozhengtong.launcher.ServerProcess;
import cn.biaozhengtong.launcher.Suite;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// Journeys in flight while processes are killed with -9 at random and started again: everything
/// that was acknowledged must be there at the end, once.
final class Faults {
    // Longer than the faults go on: a bidder tries until the opening, and what fails is the suite.
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration SETTLE = Duration.ofSeconds(120);
    private static final int MOST_STARTS = 20;
    private static final int MOST_DOWN = 4;
    private static final int MOST_IN_FLIGHT = 25;

    private final Suite suite;
    private final Endpoints endpoints;
    private final Journal journal;
    private final Random random;
    // One tool per person, as in life: Keycloak refuses one user's logins at the same moment.
    private final OperatorTool reviewer;
    private final OperatorTool approver;
    private final Map<Integer, Throwable> failures = new ConcurrentHashMap<>();
    private final List<Bidder> bidders = new ArrayList<>();
    private final Set<String> down = ConcurrentHashMap.newKeySet();
    private final Set<String> lostProcesses = ConcurrentHashMap.newKeySet();
    private final AtomicInteger restarts = new AtomicInteger();
    private final List<Thread> comingBack = new ArrayList<>();
    private final int journeys;

    Faults(Suite suite, Endpoints endpoints, long seed, int journeys) {
        this.journeys = journeys;
        this.suite = suite;
        this.endpoints = endpoints;
        this.journal = Journal.in(endpoints.state());
        this.random = new Random(seed);
        this.reviewer = new OperatorTool(endpoints, "reviewer-li", PATIENCE);
        this.approver = new OperatorTool(endpoints, "approver-wang", PATIENCE);
        System.out.println("  seed " + seed);
    }

    /// Figures: journeys, kills, lost, doubled, and seconds from the last fault to the end.
    Map<String, Object> run(int kills) {
        CountDownLatch ended = new CountDownLatch(journeys);
        Map<String, Integer> killed = new LinkedHashMap<>();
        long leastInFlight = journeys;
        // Bidders come while the faults go on, so that every fault meets some on their way.
        for (int i = 0; i < kills; i++) {
            setOff(journeys * (i + 1) / kills, ended);
            Api.pause(Duration.ofMillis(1500 + random.nextInt(3000)));
            leastInFlight = Math.min(leastInFlight, inFlight(ended));
            killed.merge(killOne(i + 1, ended), 1, Integer::sum);
        }
        comingBack.forEach(Faults::join);
        long lastFault = System.nanoTime();
        boolean all = await(ended);
        double settled = (System.nanoTime() - lastFault) / 1e9;
        failures.forEach(
                (number, e) -> System.out.println("  journey " + number + " failed: " + e));
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("check", "faults");
        figures.put("journeys", journeys);
        figures.put("completed", journeys - failures.size() - (int) ended.getCount());
        figures.put("kills", kills);
        figures.put("killed", killed);
        figures.put("failed", described(failures));
        figures.put("least_in_flight", leastInFlight);
        figures.put("started_again", restarts.get());
        figures.put("never_back", List.copyOf(lostProcesses));
        figures.putAll(journal.compare(bidders));
        figures.put("settled_s", Math.round(settled * 10) / 10.0);
        figures.put(
                "ok",
                all
                        && failures.isEmpty()
                        && leastInFlight > 0
                        && lostProcesses.isEmpty()
                        && isClean(figures)
                        && settled <= SETTLE.toSeconds());
        return figures;
    }

    // In the figures too: a red check says why where only its last line is kept.
    private static List<String> described(Map<Integer, Throwable> failures) {
        return failures.entrySet().stream()
                .map(failure -> failure.getKey() + ": " + failure.getValue())
                .toList();
    }

    private static boolean isClean(Map<String, Object> figures) {
        return Long.valueOf(0).equals(figures.get("lost"))
                && Long.valueOf(0).equals(figures.get("doubled"));
    }

    /// Sends bidders on their way until this many have set off; no more at once than the machine
    /// can finish in the time that is promised.
    private void setOff(int total, CountDownLatch ended) {
        while (bidders.size() < total) {
            while (inFlight(ended) >= MOST_IN_FLIGHT) {
                Api.pause(Duration.ofMillis(200));
            }
            Bidder bidder = new Bidder(endpoints, random.nextLong(), PATIENCE);
            int number = bidders.size();
            bidders.add(bidder);
            Thread.startVirtualThread(() -> travel(number, bidder, ended));
        }
    }

    private long inFlight(CountDownLatch ended) {
        return bidders.size() - (journeys - ended.getCount());
    }

    private void travel(int number, Bidder bidder, CountDownLatch ended) {
        try {
            bidder.logIn();
            bidder.verifyIdentity();
            bidder.applyForCertificate();
            journal.acknowledged(bidder.order(), "submitted");
            decide(reviewer, bidder, "review", "awaiting_review");
            decide(approver, bidder, "approval", "awaiting_approval");
            journal.acknowledged(bidder.order(), "approved");
            bidder.pay();
            journal.acknowledged(bidder.order(), "paid");
            bidder.download();
            journal.acknowledged(bidder.order(), bidder.wallet().signing().serial().hex());
            bidder.awaitAdministrator();
        } catch (RuntimeException | AssertionError e) {
            failures.put(number, e);
        } finally {
            ended.countDown();
        }
    }

    /// Decides unless an attempt whose answer was lost had decided already.
    private static void decide(OperatorTool tool, Bidder bidder, String stage, String due) {
        UUID order = bidder.order();
        bidder.phone()
                .api()
                .patiently(() ->
                        tool.sheet(order).path("state").asString().equals(due)
                                ? tool.decide(order, stage, "approve", "")
                                : "decided before");
    }

    /// Kills one that is up, starts it again, and does not wait for it; at most four are down at
    /// once.
    private String killOne(int number, CountDownLatch ended) {
        while (down.size() >= MOST_DOWN) {
            Api.pause(Duration.ofMillis(200));
        }
        List<ServerProcess> up =
                suite.processes().stream()
                        .filter(p -> !p.name().equals("sample-tender-platform"))
                        .filter(p -> !down.contains(p.name()))
                        .filter(p -> !lostProcesses.contains(p.name()))
                        .toList();
        ServerProcess victim = up.get(random.nextInt(up.size()));
        down.add(victim.name());
        long flying = inFlight(ended);
        long begin = System.nanoTime();
        victim.kill();
        System.out.printf("  kill %d: %s, %d journeys in flight%n", number, victim.name(), flying);
        comingBack.add(Thread.startVirtualThread(() -> bringBack(victim, begin)));
        return victim.name();
    }

    /// As a supervisor does: what ends while it starts, because what it stands on was killed too,
    /// is started again.
    private void bringBack(ServerProcess victim, long begin) {
        for (int attempt = 1; attempt <= MOST_STARTS; attempt++) {
            Api.pause(Duration.ofMillis(300L * attempt));
            victim.start();
            try {
                suite.awaitReady(victim);
                System.out.printf(
                        "    %s back after %.1f s%n",
                        victim.name(), (System.nanoTime() - begin) / 1e9);
                down.remove(victim.name());
                return;
            } catch (Sentence e) {
                restarts.incrementAndGet();
                System.out.println("    " + e.getMessage());
            }
        }
        lostProcesses.add(victim.name());
        down.remove(victim.name());
    }

    private static void join(Thread thread) {
        try {
            thread.join(Duration.ofMinutes(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean await(CountDownLatch ended) {
        try {
            return ended.await(SETTLE.toSeconds() + 60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
