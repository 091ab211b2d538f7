package cn.biaozhengtong.acceptance;

import cn.biaozhengtong.launcher.Ports;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// What a suite answers during a failover: its gateway to everybody, its services to whoever asks
/// whether they are ready. A failure that does not say when to come again is noted.
final class FailoverWatch {
    private static final HttpClient HTTP =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(3))
                    .build();

    /// Asked to write; without a failover they refuse what is asked, whose proof is spent by then.
    private static final List<String> WRITES =
            List.of(
                    "/api/identity/v1/verifications",
                    "/api/enterprises/v1/claims",
                    "/api/orders/v1/orders",
                    "/api/scan/v1/sessions/" + new UUID(0, 1) + "/refuse");

    private static final List<String> READS =
            List.of(
                    "/api/identity/v1/messages",
                    "/api/enterprises/v1/memberships",
                    "/api/orders/v1/orders",
                    "/api/seals/v1/seals?enterpriseId=" + new UUID(0, 1));

    private final Map<String, Integer> ports;
    private final URI gateway;
    private final AtomicInteger answers = new AtomicInteger();
    private final AtomicInteger comeAgain = new AtomicInteger();
    private final AtomicInteger writesTaken = new AtomicInteger();
    private final Set<String> wrong = ConcurrentHashMap.newKeySet();
    private volatile boolean over;

    FailoverWatch(Ports ports, URI gateway) {
        this.ports =
                Map.of(
                        "identity-service", ports.identity(),
                        "enterprise-service", ports.enterprise(),
                        "ca-order-service", ports.caOrder(),
                        "seal-service", ports.seal(),
                        "scan-session-service", ports.scanSession());
        this.gateway = gateway;
    }

    /// An answer to somebody on his way.
    void saw(HttpResponse<?> answer) {
        if (over || !gateway.getAuthority().equals(answer.request().uri().getAuthority())) {
            return;
        }
        answers.incrementAndGet();
        boolean again =
                answer.statusCode() == 503
                        && answer.headers().firstValue("Retry-After").isPresent()
                        && answer.headers()
                                .firstValue("Content-Type")
                                .orElse("")
                                .contains("problem+json");
        if (again) {
            comeAgain.incrementAndGet();
        } else if (answer.statusCode() >= 500) {
            wrong.add(
                    answer.statusCode()
                            + " "
                            + answer.request().method()
                            + " "
                            + answer.request().uri().getPath());
        }
    }

    /// Everything once, while the database only reads.
    void ask(String token, PhoneKey key) {
        READS.forEach(it -> ask("GET", it, token, key));
        for (String path : WRITES) {
            if (ask("POST", path, token, key) != 503) {
                writesTaken.incrementAndGet();
                wrong.add("a write was not refused: " + path);
            }
        }
    }

    private int ask(String method, String path, String token, PhoneKey key) {
        URI uri = URI.create(gateway + path);
        String body = method.equals("GET") ? "" : "{}";
        var proved =
                new PhoneKey.Request(method, uri, token, body.getBytes(StandardCharsets.UTF_8));
        HttpRequest request =
                HttpRequest.newBuilder(uri)
                        .timeout(Duration.ofSeconds(20))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .header("DPoP", key.proof(proved, ""))
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build();
        HttpResponse<String> answer = send(request);
        saw(answer);
        return answer.statusCode();
    }

    int readiness(String service) {
        return send(HttpRequest.newBuilder(own(service, "/readyz")).build()).statusCode();
    }

    private URI metrics(String service) {
        return URI.create(
                "http://127.0.0.1:" + Ports.managementOf(port(service)) + "/actuator/prometheus");
    }

    private URI own(String service, String path) {
        return URI.create("http://127.0.0.1:" + port(service) + path);
    }

    private int port(String service) {
        return Objects.requireNonNull(ports.get(service), service);
    }

    /// @return after how many seconds every service's readiness was this
    double untilAll(int status, Duration limit) {
        Instant begin = Instant.now();
        Set<String> missing = new java.util.HashSet<>(ports.keySet());
        while (!missing.isEmpty() && Duration.between(begin, Instant.now()).compareTo(limit) < 0) {
            missing.removeIf(it -> readiness(it) == status);
            Api.pause(Duration.ofMillis(100));
        }
        return missing.isEmpty()
                ? Duration.between(begin, Instant.now()).toMillis() / 1000.0
                : Double.MAX_VALUE;
    }

    /// Events in all dead-letter topics, as the services' gauges say.
    double parked() {
        Map<String, Double> out = new LinkedHashMap<>();
        for (String service : ports.keySet()) {
            send(HttpRequest.newBuilder(metrics(service)).build())
                    .body()
                    .lines()
                    .filter(it -> it.startsWith("bzt_events_parked{"))
                    .forEach(it ->
                            out.put(
                                    it.substring(0, it.lastIndexOf(' ')),
                                    Double.valueOf(it.substring(it.lastIndexOf(' ') + 1))));
        }
        if (out.isEmpty()) {
            throw new IllegalStateException("no service counts what is parked");
        }
        return out.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    /// From now on nothing is noted.
    void pause() {
        over = true;
    }

    boolean isClean() {
        return wrong.isEmpty() && comeAgain.get() > 0;
    }

    Map<String, Object> figures() {
        wrong.forEach(it -> System.out.println("  wrong: " + it));
        return Map.of(
                "answers",
                answers.get(),
                "come_again",
                comeAgain.get(),
                "wrong",
                wrong.size(),
                "writes_taken",
                writesTaken.get());
    }

    private static HttpResponse<String> send(HttpRequest request) {
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(request.uri() + ": " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
