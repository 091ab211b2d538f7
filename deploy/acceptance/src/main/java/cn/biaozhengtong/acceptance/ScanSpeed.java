package cn.biaozhengtong.acceptance;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;

/// S4: from the user's confirmation leaving the phone until the platform is told, by SSE and by
/// webhook, so many whole scan logins a second, open-loop, through the gateway.
final class ScanSpeed {
    private static final int SEATS = 60;
    private static final int WARMING = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Endpoints endpoints;
    private final int seconds;
    private final int warm;
    private final PlatformApi platform;
    private final Times whole = new Times();
    private final Times stream = new Times();
    private final Times webhook = new Times();
    private final AtomicInteger failed = new AtomicInteger();
    private final Map<String, CompletableFuture<Long>> heard = new ConcurrentHashMap<>();

    /// @param warm seconds at [#WARMING] a second that are not counted: the compiler needs that
    ///   many calls before it is done
    ScanSpeed(Endpoints endpoints, int seconds, int warm) {
        this.endpoints = endpoints;
        this.warm = warm;
        this.seconds = seconds;
        this.platform = new PlatformApi(endpoints, endpoints.gateway(), Duration.ZERO);
    }

    /// One rate after the other; all must hold.
    Map<String, Object> run(List<Integer> rates) {
        Crowd crowd = Crowd.prepared(endpoints, SEATS, PATIENCE);
        List<PhoneStore.Shares> shares = new ArrayList<>();
        crowd.seats().forEach(it -> shares.add(it.bidder().wallet().store().typed(Bidder.PIN)));
        HttpServer receiver = receiver();
        List<Map<String, Object>> figures = new ArrayList<>();
        try {
            platform.webhook("http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook");
            drive(crowd.seats(), shares, WARMING, warm);
            for (int rate : rates) {
                List.of(whole, stream, webhook).forEach(Times::clear);
                failed.set(0);
                drive(crowd.seats(), shares, rate, seconds);
                figures.add(figures(rate));
                System.out.println("  " + figures.getLast());
            }
        } finally {
            receiver.stop(0);
        }
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("check", "S4");
        out.put("seconds", seconds);
        out.put("warmed_up_seconds", warm);
        out.put("rates", figures);
        out.put("ok", figures.stream().allMatch(it -> Boolean.TRUE.equals(it.get("holds"))));
        return out;
    }

    private Map<String, Object> figures(int rate) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("sessions_per_second", rate);
        out.put("failed", failed.get());
        out.put("confirmed_to_sse_ms", stream.summary());
        out.put("confirmed_to_webhook_ms", webhook.summary());
        out.put("whole_session_ms", whole.summary());
        out.put(
                "holds",
                failed.get() == 0
                        && stream.percentile(99) <= 300
                        && webhook.percentile(99) <= 1000);
        return out;
    }

    private void drive(List<Seat> seats, List<PhoneStore.Shares> shares, int perSecond, int time) {
        OpenLoop.drive(
                perSecond,
                perSecond * time,
                (number, due) -> {
                    try {
                        login(seats.get(number % SEATS), shares.get(number % SEATS), due);
                    } catch (RuntimeException e) {
                        if (failed.incrementAndGet() <= 5) {
                            System.out.println("  " + e);
                        }
                    }
                });
    }

    private void login(Seat seat, PhoneStore.Shares share, long due) {
        PlatformApi.Opened session = platform.openLogin("S4");
        String id = session.id();
        CompletableFuture<Long> byWebhook = new CompletableFuture<>();
        heard.put(id, byWebhook);
        CountDownLatch listening = new CountDownLatch(1);
        CompletableFuture<Optional<Long>> byStream = new CompletableFuture<>();
        Thread.startVirtualThread(
                () -> byStream.complete(platform.told(id, "completed", listening::countDown)));
        Scanner scanner =
                new Scanner(
                        seat.bidder().phone(),
                        seat.bidder().wallet(),
                        ignored -> session.answer().path("verificationCode").asString());
        scanner.remember(share);
        JsonNode card = scanner.scan(session.qr());
        String state = scanner.approve(card, Bidder.PIN);
        if (!state.equals("completed")) {
            throw new IllegalStateException("it is " + state);
        }
        long confirmed = scanner.confirmedAt();
        stream.add(
                byStream.orTimeout(10, TimeUnit.SECONDS)
                                .join()
                                .orElseThrow(() -> new IllegalStateException("the stream ended"))
                        - confirmed);
        webhook.add(byWebhook.orTimeout(20, TimeUnit.SECONDS).join() - confirmed);
        whole.add(System.nanoTime() - due);
        heard.remove(id);
    }

    private HttpServer receiver() {
        try {
            HttpServer server =
                    HttpServer.create(
                            new InetSocketAddress(
                                    InetAddress.getLoopbackAddress(), endpoints.webhookPort()),
                            1000);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext(
                    "/",
                    exchange -> {
                        try (exchange) {
                            long now = System.nanoTime();
                            JsonNode body =
                                    Api.JSON.readTree(exchange.getRequestBody().readAllBytes());
                            CompletableFuture<Long> waiting =
                                    heard.get(body.path("data").path("sessionId").asString(""));
                            if (waiting != null) {
                                waiting.complete(now);
                            }
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
