package cn.biaozhengtong.acceptance;

import cn.biaozhengtong.launcher.Suite;
import cn.biaozhengtong.sdk.HostedDocument;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// What one of each thing costs that people do most: counted over some of them, one after the
/// other, less what an idle suite does anyway, and held against the table in
/// `deploy/docs/costs.md`.
final class Costs {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration IDLE = Duration.ofSeconds(20);

    /// What follows an act is counted to it: events, messages to phones, webhooks.
    private static final Duration AFTERWARDS = Duration.ofSeconds(3);

    private final Suite suite;
    private final Endpoints endpoints;
    private final CostTable most;
    private final int times;
    private final int warm;
    private final boolean cpuCounts;
    private final Map<String, Object> figures = new LinkedHashMap<>();
    private final List<String> exceeded = new ArrayList<>();
    private Counters idle = new Counters(Map.of());

    /// @param times of each
    /// @param warm logins before, for the compiler; without any what a processor took is told only
    Costs(Suite suite, Endpoints endpoints, Path table, int times, int warm) {
        this.suite = suite;
        this.endpoints = endpoints;
        this.most = CostTable.read(table);
        this.times = times;
        this.warm = warm;
        this.cpuCounts = warm > 0;
    }

    Map<String, Object> run() {
        Counters.begin(suite);
        Approval approval = new Approval(endpoints, PATIENCE);
        List<Seat> seats = new ArrayList<>();
        // One more, of which may be written down what it asks.
        for (int i = 0; i <= times; i++) {
            seats.add(new Seat(endpoints, PATIENCE));
            seats.get(i).order(approval);
        }
        SealingBidder sealing = new SealingBidder(endpoints);
        List<HostedDocument> documents = sealing.documents(times + 1);
        sealed(sealing, documents.get(times));
        measureIdle();
        String statements = System.getenv("COST_STATEMENTS");
        Seat another = seats.removeLast();
        if (statements != null) {
            log(new StatementLog(suite, Path.of(statements)), another);
        }
        measure("an issuance", number -> seats.get(number).bidder().download());
        seats.forEach(Seat::introduce);
        logins(seats);
        decryptions(seats);
        measure("a stamp", number -> sealed(sealing, documents.get(number)));
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("check", "cost");
        out.put("times", times);
        out.put("idle_per_second", told(idle));
        out.put("costs", figures);
        out.put("exceeded", exceeded);
        out.put("ok", exceeded.isEmpty());
        return out;
    }

    /// Of one each, which is not counted.
    private void log(StatementLog log, Seat seat) {
        log.of("an issuance", () -> paused(() -> seat.bidder().download()));
        seat.introduce();
        PlatformApi platform = new PlatformApi(endpoints, endpoints.gateway(), Duration.ZERO);
        login(platform, seat);
        log.of("a scan login", () -> paused(() -> login(platform, seat)));
    }

    private static void paused(Runnable act) {
        act.run();
        Api.pause(AFTERWARDS);
    }

    private void measureIdle() {
        Api.pause(AFTERWARDS);
        Counters before = Counters.of(suite);
        Api.pause(IDLE);
        idle = Counters.of(suite).since(before).of(IDLE.toSeconds());
        System.out.println("  idle, a second: " + told(idle) + " " + idle.cpuByProcess());
        judge("an idle second", idle);
    }

    private void measure(String act, Consumer<Integer> one) {
        Counters before = Counters.of(suite);
        long begin = System.nanoTime();
        for (int i = 0; i < times; i++) {
            one.accept(i);
        }
        Api.pause(AFTERWARDS);
        double seconds = (System.nanoTime() - begin) / 1e9;
        Counters cost = Counters.of(suite).since(before).less(idle, seconds).of(times);
        Map<String, Object> told = told(cost);
        told.put("cpu_ms_by_process", cost.cpuByProcess());
        figures.put(act, told);
        System.out.println("  " + act + ": " + told);
        judge(act, cost);
    }

    private void judge(String act, Counters cost) {
        for (String counted : Counters.COUNTED) {
            boolean judged = cpuCounts || !counted.equals(Counters.CPU);
            double limit = most.of(act, counted);
            if (judged && cost.get(counted) > limit) {
                exceeded.add(
                        "%s: %s %s, at most %s".formatted(act, cost.get(counted), counted, limit));
            }
        }
    }

    private static Map<String, Object> told(Counters it) {
        Map<String, Object> out = new LinkedHashMap<>();
        Counters.COUNTED.forEach(counted -> out.put(counted, it.get(counted)));
        return out;
    }

    /// Each tells its platform by webhook; then those are sent once more, by themselves.
    private void logins(List<Seat> seats) {
        PlatformApi platform = new PlatformApi(endpoints, endpoints.gateway(), Duration.ZERO);
        Semaphore told = new Semaphore(0);
        HttpServer receiver = receiver(told);
        try {
            platform.webhook("http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook");
            for (int i = 0; i < warm; i++) {
                login(platform, seats.get(i % times));
            }
            Api.pause(AFTERWARDS);
            told.drainPermits();
            measure(
                    "a scan login",
                    number -> {
                        login(platform, seats.get(number));
                        await(told);
                    });
            List<String> sent = platform.webhooks();
            measure(
                    "a webhook",
                    number -> {
                        platform.sendAgain(sent.get(number));
                        await(told);
                    });
        } finally {
            receiver.stop(0);
        }
    }

    private static void login(PlatformApi platform, Seat seat) {
        PlatformApi.Opened session = platform.openLogin("cost");
        Scanner scanner =
                new Scanner(
                        seat.bidder().phone(),
                        seat.bidder().wallet(),
                        ignored -> session.answer().path("verificationCode").asString());
        String state = scanner.approve(scanner.scan(session.qr()), Bidder.PIN);
        Journey.check("logged in", () -> state.equals("completed"));
    }

    private void decryptions(List<Seat> seats) {
        String tender = "T-" + UUID.randomUUID().toString().substring(0, 8);
        // Nobody may come too late with his bid, however slow the machine is.
        int seconds = 60 + 10 * times;
        seats.forEach(Seat::typePin);
        long opens = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
        seats.getFirst()
                .site()
                .post("/hall/tenders", Map.of("tender", tender, "seconds", "" + seconds));
        seats.parallelStream().forEach(it -> it.encrypt(tender));
        Api.pause(Duration.ofNanos(Math.max(0, opens - System.nanoTime())).plusSeconds(1));
        measure("a decryption", number -> seats.get(number).decrypt(tender));
    }

    private void sealed(SealingBidder bidder, HostedDocument document) {
        SealingBidder.Shown shown = bidder.shown(List.of(document));
        shown.approve();
        String stamped =
                "SELECT COUNT(*) FROM seal.document WHERE state = 'stamped' AND session_id = '%s'"
                        .formatted(shown.id());
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!suite.database().execute(stamped).strip().endsWith("1")) {
            Journey.check("sealed in time", () -> System.nanoTime() < end);
            Api.pause(Duration.ofMillis(100));
        }
    }

    private static void await(Semaphore told) {
        try {
            boolean came = told.tryAcquire(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            Journey.check("the webhook came", () -> came);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpServer receiver(Semaphore told) {
        try {
            HttpServer server =
                    HttpServer.create(
                            new InetSocketAddress(
                                    InetAddress.getLoopbackAddress(), endpoints.webhookPort()),
                            100);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext(
                    "/",
                    exchange -> {
                        try (exchange) {
                            exchange.getRequestBody().readAllBytes();
                            told.release();
                            exchange.sendResponseHeaders(204, -1);
                        }
                    });
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
