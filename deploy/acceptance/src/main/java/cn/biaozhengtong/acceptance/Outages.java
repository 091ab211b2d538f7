package cn.biaozhengtong.acceptance;

import cn.biaozhengtong.launcher.ServerProcess;
import cn.biaozhengtong.launcher.Suite;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// What a suite does while Kafka or its database is away, and how soon it is well again.
final class Outages {
    private static final Duration KAFKA_AWAY = Duration.ofSeconds(60);
    private static final Duration DRAINED = Duration.ofSeconds(60);
    private static final Duration DATABASE_AWAY = Duration.ofSeconds(20);
    private static final Duration ANSWER = Duration.ofSeconds(3);
    private static final Duration READY = Duration.ofSeconds(15);
    private static final int BIDDERS = 8;

    private final Suite suite;
    private final Endpoints endpoints;
    private final long seed;

    Outages(Suite suite, Endpoints endpoints, long seed) {
        this.suite = suite;
        this.endpoints = endpoints;
        this.seed = seed;
    }

    /// P5. Everything a bidder and the operators write is taken while Kafka is away, at the first
    /// attempt; what follows from it happens once Kafka is back.
    Map<String, Object> withoutKafka() {
        OperatorTool reviewer = new OperatorTool(endpoints, "reviewer-li", Duration.ZERO);
        OperatorTool approver = new OperatorTool(endpoints, "approver-wang", Duration.ZERO);
        ServerProcess kafka = process("kafka");
        Instant begin = Instant.now();
        kafka.kill();
        List<Bidder> done = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        for (int i = 0; i < BIDDERS; i++) {
            Bidder bidder = new Bidder(endpoints, seed + i, Duration.ZERO);
            try {
                bidder.logIn();
                bidder.verifyIdentity();
                bidder.applyForCertificate();
                reviewer.decide(bidder.order(), "review", "approve", "");
                approver.decide(bidder.order(), "approval", "approve", "");
                done.add(bidder);
            } catch (RuntimeException e) {
                failures.add(e.toString());
            }
        }
        double worked = seconds(begin);
        Duration left = KAFKA_AWAY.minus(Duration.between(begin, Instant.now()));
        if (left.isPositive()) {
            Api.pause(left);
        }
        kafka.start();
        suite.awaitReady(kafka);
        Instant back = Instant.now();
        long told = 0;
        while (told < done.size() && seconds(back) < 2 * DRAINED.toSeconds()) {
            Api.pause(Duration.ofMillis(300));
            told = done.stream().filter(Outages::isTold).count();
        }
        double drained = seconds(back);
        failures.forEach(it -> System.out.println("  " + it));
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("check", "P5");
        out.put("kafka_away_s", KAFKA_AWAY.toSeconds());
        out.put("journeys_meanwhile", BIDDERS);
        out.put("within_s", round(worked));
        out.put("failed", failures.size());
        out.put("told_afterwards", told);
        out.put("drained_s", round(drained));
        out.put("ok", failures.isEmpty() && told == BIDDERS && drained <= DRAINED.toSeconds());
        return out;
    }

    private static boolean isTold(Bidder bidder) {
        for (JsonNode message : bidder.phone().get("/api/identity/v1/messages")) {
            if (message.toString().contains("CA证书已通过审核")) {
                return true;
            }
        }
        return false;
    }

    /// P6. Every service says within three seconds that it cannot now and when to come again, and
    /// is well again by itself.
    Map<String, Object> withoutDatabase() {
        Bidder bidder = new Bidder(endpoints, seed, Duration.ofSeconds(60));
        bidder.logIn();
        bidder.verifyIdentity();
        UUID nobody = UUID.randomUUID();
        Map<String, String> paths =
                Map.of(
                        "identity-service", "/api/identity/v1/messages",
                        "enterprise-service", "/api/enterprises/v1/memberships",
                        "ca-order-service", "/api/orders/v1/orders",
                        "seal-service", "/api/seals/v1/seals?enterpriseId=" + nobody,
                        "scan-session-service", "/api/scan/v1/sessions/" + nobody + "/refuse");
        String token = bidder.phone().token();
        PhoneKey key = bidder.phone().key();
        Map<String, Integer> usual = new LinkedHashMap<>();
        paths.forEach((name, path) -> usual.put(name, ask(path, token, key).status()));
        Map<String, Long> before = pids(paths);
        ServerProcess database = process("mariadb");
        database.kill();
        Instant begin = Instant.now();
        List<String> failures = new ArrayList<>();
        double slowest = 0;
        int asked = 0;
        while (Duration.between(begin, Instant.now()).compareTo(DATABASE_AWAY) < 0) {
            for (String path : paths.values()) {
                Answer it = ask(path, token, key);
                asked++;
                slowest = Math.max(slowest, it.seconds());
                if (it.status() != 503 || !it.hasRetryAfter() || !it.isProblem()) {
                    failures.add(path + " answers " + it);
                }
            }
            Api.pause(Duration.ofMillis(300));
        }
        database.start();
        suite.awaitReady(database);
        Instant back = Instant.now();
        Map<String, Double> well = new LinkedHashMap<>();
        while (well.size() < paths.size() && seconds(back) < 4 * READY.toSeconds()) {
            paths.forEach((name, path) -> {
                if (!well.containsKey(name)
                        && ask(path, token, key).status() == usual.getOrDefault(name, 0)) {
                    well.put(name, round(seconds(back)));
                }
            });
            Api.pause(Duration.ofMillis(200));
        }
        boolean restarted = !before.equals(pids(paths));
        failures.stream().distinct().limit(10).forEach(it -> System.out.println("  " + it));
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("check", "P6");
        out.put("database_away_s", DATABASE_AWAY.toSeconds());
        out.put("usual", usual);
        out.put("asked_meanwhile", asked);
        out.put("not_503_with_retry_after", failures.size());
        out.put("slowest_answer_s", round(slowest));
        out.put("well_again_s", well);
        out.put("restarted", restarted);
        boolean soon = well.values().stream().allMatch(it -> it <= READY.toSeconds());
        out.put(
                "ok",
                failures.isEmpty()
                        && slowest <= ANSWER.toSeconds()
                        && well.size() == paths.size()
                        && soon
                        && !restarted);
        return out;
    }

    private ServerProcess process(String name) {
        return suite.processes().stream()
                .filter(it -> it.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private Map<String, Long> pids(Map<String, String> services) {
        return services.keySet().stream()
                .collect(Collectors.toMap(it -> it, it -> process(it).pid()));
    }

    private record Answer(
            int status, boolean hasRetryAfter, boolean isProblem, double seconds, String body) {}

    private Answer ask(String path, String token, PhoneKey key) {
        Instant begin = Instant.now();
        String method = path.endsWith("/refuse") ? "POST" : "GET";
        String body = path.endsWith("/refuse") ? "{\"reason\":\"user_refused\"}" : "";
        URI uri = URI.create(endpoints.gateway() + path);
        var proved =
                new PhoneKey.Request(method, uri, token, body.getBytes(StandardCharsets.UTF_8));
        try {
            HttpResponse<String> it =
                    HttpClient.newBuilder()
                            .version(HttpClient.Version.HTTP_1_1)
                            .build()
                            .send(
                                    HttpRequest.newBuilder(uri)
                                            .timeout(Duration.ofSeconds(30))
                                            .header("Authorization", "Bearer " + token)
                                            .header("Content-Type", "application/json")
                                            .header("DPoP", key.proof(proved, ""))
                                            .method(
                                                    method,
                                                    HttpRequest.BodyPublishers.ofString(body))
                                            .build(),
                                    HttpResponse.BodyHandlers.ofString());
            return new Answer(
                    it.statusCode(),
                    it.headers().firstValue("Retry-After").isPresent(),
                    it.headers().firstValue("Content-Type").orElse("").contains("problem+json"),
                    seconds(begin),
                    it.body());
        } catch (IOException e) {
            return new Answer(0, false, false, seconds(begin), e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static double seconds(Instant begin) {
        return Duration.between(begin, Instant.now()).toMillis() / 1000.0;
    }

    private static double round(double value) {
        return Math.round(value * 10) / 10.0;
    }
}
