package cn.biaozhengtong.acceptance;

import cn.biaozhengtong.launcher.ServerProcess;
import cn.biaozhengtong.launcher.Suite;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// P24, failing over: the database only reads for a while and hangs up on everybody, while bidders
/// are on their way and an event is waiting for a service. Everything that is asked is right or
/// told to come again; nothing is lost, doubled or parked. At the end database and broker are
/// killed, and every service is told to end.
final class FailingOver {
    private static final Duration READ_ONLY = Duration.ofSeconds(20);
    private static final Duration BACK = Duration.ofSeconds(15);
    private static final Duration SETTLE = Duration.ofSeconds(120);
    private static final Duration END = Duration.ofSeconds(30);
    private static final int HANG_UPS = 5;
    private static final int BIDDERS = 4;
    private static final List<String> SERVICES =
            List.of(
                    "identity-service",
                    "enterprise-service",
                    "ca-order-service",
                    "seal-service",
                    "scan-session-service");

    private final Suite suite;
    private final Endpoints endpoints;
    private final Journal journal;
    private final FailoverWatch watch;
    private final OperatorTool reviewer;
    private final OperatorTool approver;
    private final long seed = System.nanoTime();
    private final Map<Integer, Throwable> failures = new ConcurrentHashMap<>();
    private final CountDownLatch arrived = new CountDownLatch(BIDDERS);
    private final List<Bidder> bidders = new ArrayList<>();

    FailingOver(Suite suite, Endpoints endpoints) {
        this.suite = suite;
        this.endpoints = endpoints;
        journal = Journal.in(endpoints.state());
        watch = new FailoverWatch(suite.ports(), endpoints.gateway());
        reviewer = new OperatorTool(endpoints, "reviewer-li", SETTLE);
        approver = new OperatorTool(endpoints, "approver-wang", SETTLE);
    }

    Map<String, Object> run() {
        Map<String, Long> before = pids();
        Bidder first = new Bidder(endpoints, seed, SETTLE);
        apply(first);
        first.pay();
        // What tells seal-service of the certificate waits for it until the database only reads.
        signal("STOP", "seal-service");
        first.download();
        Api.pause(Duration.ofSeconds(1));
        setOff();
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("check", "failover");
        out.put("read_only_s", READ_ONLY.toSeconds());
        Map<String, Double> down = readOnly(first);
        double ready = watch.untilAll(200, BACK.multipliedBy(4));
        hangUp();
        boolean all = await();
        int seals = seals(first);
        watch.pause();
        out.put("not_ready_after_s", down);
        out.put("ready_again_s", ready);
        out.put("hung_up", HANG_UPS);
        out.putAll(watch.figures());
        out.put("journeys", BIDDERS);
        failures.forEach((number, e) -> System.out.println("  journey " + number + ": " + e));
        out.put("failed", failures.size() + (all ? 0 : arrived.getCount()));
        out.putAll(journal.compare(bidders));
        out.put("seals_of_an_event_that_waited", seals);
        // Services count every 15 s.
        Api.pause(Duration.ofSeconds(20));
        double parked = watch.parked();
        out.put("parked", parked);
        out.put("restarted", !before.equals(pids()));
        Map<String, Double> ends = ends();
        out.put("ended_s", ends);
        boolean good =
                all
                        && failures.isEmpty()
                        && watch.isClean()
                        && down.size() == SERVICES.size()
                        && ready <= BACK.toSeconds()
                        && seals > 0
                        && parked == 0
                        && Boolean.FALSE.equals(out.get("restarted"))
                        && Long.valueOf(0).equals(out.get("lost"))
                        && Long.valueOf(0).equals(out.get("doubled"))
                        && ends.values().stream().allMatch(it -> it <= END.toSeconds());
        out.put("ok", good);
        return out;
    }

    private void apply(Bidder bidder) {
        bidder.logIn();
        bidder.verifyIdentity();
        bidder.applyForCertificate();
        journal.acknowledged(bidder.order(), "submitted");
        decide(reviewer, bidder, "review", "awaiting_review");
        decide(approver, bidder, "approval", "awaiting_approval");
        journal.acknowledged(bidder.order(), "approved");
    }

    /// Unless an attempt whose answer was lost had decided already.
    private static void decide(OperatorTool tool, Bidder bidder, String stage, String due) {
        UUID order = bidder.order();
        bidder.phone()
                .api()
                .patiently(() ->
                        tool.sheet(order).path("state").asString().equals(due)
                                ? tool.decide(order, stage, "approve", "")
                                : "decided before");
    }

    private void setOff() {
        Api.watch(watch::saw);
        for (int i = 0; i < BIDDERS; i++) {
            Bidder bidder = new Bidder(endpoints, seed + 1 + i, SETTLE);
            bidders.add(bidder);
            int number = i;
            Thread.startVirtualThread(() -> travel(number, bidder));
            Api.pause(Duration.ofMillis(800));
        }
    }

    private void travel(int number, Bidder bidder) {
        try {
            apply(bidder);
            bidder.pay();
            journal.acknowledged(bidder.order(), "paid");
            bidder.download();
            journal.acknowledged(bidder.order(), bidder.wallet().signing().serial().hex());
            bidder.awaitAdministrator();
        } catch (RuntimeException | AssertionError e) {
            failures.put(number, e);
        } finally {
            arrived.countDown();
        }
    }

    /// @return after how many seconds each service's readiness said no
    private Map<String, Double> readOnly(Bidder bidder) {
        Instant begin = Instant.now();
        suite.database().execute("SET GLOBAL read_only = 1;");
        signal("CONT", "seal-service");
        Map<String, Double> down = new LinkedHashMap<>();
        while (Duration.between(begin, Instant.now()).compareTo(READ_ONLY) < 0) {
            for (String service : SERVICES) {
                if (!down.containsKey(service) && watch.readiness(service) == 503) {
                    down.put(service, seconds(begin));
                }
            }
            watch.ask(bidder.phone().token(), bidder.phone().key());
            Api.pause(Duration.ofMillis(300));
        }
        suite.database().execute("SET GLOBAL read_only = 0;");
        return down;
    }

    private void hangUp() {
        for (int i = 0; i < HANG_UPS; i++) {
            for (String schema : Suite.schemas()) {
                suite.database().execute("KILL USER '" + schema + "'@'127.0.0.1';");
            }
            Api.pause(Duration.ofSeconds(1));
        }
    }

    private boolean await() {
        try {
            return arrived.await(SETTLE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static int seals(Bidder bidder) {
        bidder.awaitAdministrator();
        String enterprise =
                bidder.phone()
                        .get("/api/enterprises/v1/memberships")
                        .path(0)
                        .path("enterpriseId")
                        .asString();
        for (int i = 0; i < 100; i++) {
            int found = bidder.phone().get("/api/seals/v1/seals?enterpriseId=" + enterprise).size();
            if (found > 0) {
                return found;
            }
            Api.pause(Duration.ofMillis(300));
        }
        return 0;
    }

    /// Told to end all at once, with nothing left of what they stand on.
    private Map<String, Double> ends() {
        process("mariadb").kill();
        process("kafka").kill();
        Api.pause(Duration.ofSeconds(5));
        Map<String, Double> out = new ConcurrentHashMap<>();
        List<Thread> ending = new ArrayList<>();
        List<String> names = new ArrayList<>(SERVICES);
        names.add("gateway");
        for (String name : names) {
            ending.add(
                    Thread.startVirtualThread(() -> {
                        Instant begin = Instant.now();
                        process(name).stop(END.multipliedBy(3));
                        out.put(name, seconds(begin));
                    }));
        }
        ending.forEach(OpenLoop::join);
        return out;
    }

    private void signal(String signal, String name) {
        try {
            new ProcessBuilder("kill", "-" + signal, Long.toString(process(name).pid()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private ServerProcess process(String name) {
        return suite.processes().stream()
                .filter(it -> it.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private Map<String, Long> pids() {
        Map<String, Long> out = new LinkedHashMap<>();
        SERVICES.forEach(it -> out.put(it, process(it).pid()));
        return out;
    }

    private static double seconds(Instant begin) {
        return Math.round(Duration.between(begin, Instant.now()).toMillis() / 100.0) / 10.0;
    }
}
