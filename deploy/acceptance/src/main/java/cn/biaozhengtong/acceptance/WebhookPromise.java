package cn.biaozhengtong.acceptance;

import cn.biaozhengtong.launcher.ServerProcess;
import cn.biaozhengtong.launcher.Suite;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// P4: every event reaches a receiver that fails three times in ten and is away for a while, from a
/// dispatcher that is killed again and again; the same event always under the same id, its
/// signature over the very bytes.
final class WebhookPromise {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final Duration LIMIT = Duration.ofMinutes(100);

    private final Suite suite;
    private final Endpoints endpoints;
    private final PlatformApi platform;
    private final Map<String, String> idOfSession = new ConcurrentHashMap<>();
    private final Set<String> delivered = ConcurrentHashMap.newKeySet();
    private final AtomicInteger attempts = new AtomicInteger();
    private final AtomicInteger wrong = new AtomicInteger();
    private volatile boolean away;

    WebhookPromise(Suite suite, Endpoints endpoints) {
        this.suite = suite;
        this.endpoints = endpoints;
        this.platform = new PlatformApi(endpoints, endpoints.gateway(), PATIENCE);
    }

    Map<String, Object> run(int events, Duration down, int kills) {
        try {
            HttpServer receiver =
                    HttpServer.create(
                            new InetSocketAddress(
                                    InetAddress.getLoopbackAddress(), endpoints.webhookPort()),
                            0);
            receiver.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            receiver.createContext("/", this::receive);
            receiver.start();
            try {
                platform.webhook("http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook");
                return promised(events, down, kills);
            } finally {
                receiver.stop(0);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, Object> promised(int events, Duration down, int kills) {
        Instant begin = Instant.now();
        ServerProcess dispatcher =
                suite.processes().stream()
                        .filter(it -> it.name().equals("scan-session-service"))
                        .findAny()
                        .orElseThrow();
        int killed = 0;
        Set<String> sessions = ConcurrentHashMap.newKeySet();
        for (int i = 0; i < events; i++) {
            sessions.add(ended(i));
            away = i > events / 3 && Duration.between(begin, Instant.now()).compareTo(down) < 0;
            if ((i + 1) % (events / kills) == 0) {
                dispatcher.kill();
                dispatcher.start();
                suite.awaitReady(dispatcher);
                killed++;
            }
        }
        Instant last = Instant.now();
        away = true;
        Api.pause(down);
        away = false;
        while (delivered.size() < sessions.size()
                && Duration.between(last, Instant.now()).compareTo(LIMIT) < 0) {
            Api.pause(Duration.ofSeconds(1));
        }
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("check", "P4");
        out.put("events", events);
        out.put("receiver_away_s", down.toSeconds());
        out.put("dispatcher_killed", killed);
        out.put("attempts", attempts.get());
        out.put("delivered", delivered.size());
        out.put("wrong_signature_or_id", wrong.get());
        out.put("all_after_the_last_s", Duration.between(last, Instant.now()).toSeconds());
        out.put("ok", delivered.equals(sessions) && wrong.get() == 0);
        return out;
    }

    /// A session that is opened and taken back: one event.
    private String ended(int number) {
        String id = platform.openLogin("P4 " + number).id();
        platform.cancel(id);
        return id;
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            attempts.incrementAndGet();
            if (away || ThreadLocalRandom.current().nextInt(10) < 3) {
                exchange.sendResponseHeaders(503, -1);
                return;
            }
            String id = header(exchange, "webhook-id");
            String session = Api.JSON.readTree(body).path("data").path("sessionId").asString("");
            String before = idOfSession.putIfAbsent(session, id);
            boolean same = before == null || before.equals(id);
            if (!same || !isSigned(exchange, id, body)) {
                wrong.incrementAndGet();
            }
            delivered.add(session);
            exchange.sendResponseHeaders(204, -1);
        }
    }

    private boolean isSigned(HttpExchange exchange, String id, byte[] body) {
        String signed =
                id
                        + "."
                        + header(exchange, "webhook-timestamp")
                        + "."
                        + new String(body, StandardCharsets.UTF_8);
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            byte[] secret =
                    Base64.getDecoder()
                            .decode(settings().getProperty("webhook-secret").substring(6));
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            String right =
                    "v1,"
                            + Base64.getEncoder()
                                    .encodeToString(
                                            mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
            return header(exchange, "webhook-signature").contains(right);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String header(HttpExchange exchange, String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    private Properties settings() {
        Properties out = new Properties();
        try (Reader reader =
                Files.newBufferedReader(endpoints.state().resolve("sample.properties"))) {
            out.load(reader);
            return out;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
