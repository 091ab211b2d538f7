package cn.biaozhengtong.acceptance;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;

/// What somebody without any right can do to the others at the gateway and at login, tried on a
/// suite: a caller goes on as if nothing were, texts end, limits hold, files are refused.
final class Doors {
    private static final int ASKED = 300;
    private static final String CODES = "/api/identity/v1/login/sms-codes";

    private final Endpoints endpoints;
    private final URI gateway;
    private final Cast cast;
    private final List<Map<String, Object>> rows = new ArrayList<>();

    Doors(Endpoints endpoints) {
        this.endpoints = endpoints;
        this.gateway = endpoints.gateway();
        this.cast = new Cast(endpoints, System.nanoTime());
    }

    Map<String, Object> run() {
        Bidder caller = cast.verified();
        String head = head("POST", "/api/identity/v1/me", caller) + "Host: x\r\n";
        String post = head + "Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{";
        String form =
                head
                        + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 1000\r\n\r\na";
        Duration drip = Duration.ofSeconds(2);
        others("slow posts", caller, () -> SlowSenders.at(gateway, 64, post, drip, 1));
        others("slow forms", caller, () -> SlowSenders.at(gateway, 64, form, drip, 1));
        String slow = "GET /api/identity/v1/me HTTP/1.1\r\nX-Slow: ";
        others("slow headers", caller, () -> SlowSenders.at(gateway, 2_000, slow, drip, 500));
        Duration never = Duration.ofHours(1);
        others("idle connections", caller, () -> SlowSenders.at(gateway, 2_000, "", never, 1));
        others(
                "idle connections of many addresses",
                caller,
                () -> SlowSenders.at(gateway, 2_000, "", never, 500));
        bodies(caller);
        waiting(caller);
        encodedPaths();
        forwarded();
        texts();
        uploads();
        return figures();
    }

    private Map<String, Object> figures() {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("check", "doors");
        out.put("attacks", rows);
        out.put("ok", rows.stream().allMatch(it -> Boolean.TRUE.equals(it.get("ok"))));
        return out;
    }

    private void row(String attack, boolean ok, Map<String, Object> figures) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("attack", attack);
        row.putAll(figures);
        row.put("ok", ok);
        rows.add(row);
        System.out.printf("  %-7s %-45s %s%n", ok ? "passed" : "failed", attack, figures);
    }

    /// A caller's slowest is at most twice as slow as when he is alone; a busy machine gets three
    /// tries.
    private void others(String attack, Bidder caller, Supplier<SlowSenders> begin) {
        asked(caller);
        double alone = 0;
        double meanwhile = 0;
        int failed = 0;
        for (int i = 0; i == 0 || i < 3 && (failed > 0 || meanwhile > 2 * alone); i++) {
            alone = asked(caller).p99();
            try (SlowSenders _ = begin.get()) {
                Asked asked = asked(caller);
                meanwhile = asked.p99();
                failed = asked.failed();
            }
        }
        row(
                attack,
                failed == 0 && meanwhile <= 2 * alone,
                Map.of("p99_alone_ms", alone, "p99_meanwhile_ms", meanwhile, "failed", failed));
    }

    private record Asked(double p99, int failed) {}

    /// Each time on a connection of its own.
    private Asked asked(Bidder caller) {
        Times times = new Times();
        int failed = 0;
        for (int i = 0; i < ASKED; i++) {
            String head = head("GET", "/api/identity/v1/me", caller);
            long begun = System.nanoTime();
            failed += SlowSenders.ask(gateway, "127.0.0.1", head, "") == 200 ? 0 : 1;
            times.add(System.nanoTime() - begun);
        }
        return new Asked(times.percentile(99), failed);
    }

    private static String head(String method, String path, Bidder who) {
        return "%s %s HTTP/1.1\r\nAuthorization: Bearer %s\r\n"
                .formatted(method, path, who.phone().token());
    }

    /// Many at once that a service would hold in memory whole, by whoever has no token: it must be
    /// there afterwards.
    private void bodies(Bidder caller) {
        AtomicInteger taken = new AtomicInteger();
        String body = "{\"phone\":\"" + "1".repeat(11 << 20) + "\"}";
        atOnce(
                24,
                i -> {
                    String from = SlowSenders.address(800 + i);
                    String head = "POST " + CODES + " HTTP/1.1\r\n";
                    // Refused when its length is read; whoever goes on sending is cut off.
                    int status = SlowSenders.ask(gateway, from, head, body);
                    if (status != 413 && status != 0) {
                        taken.incrementAndGet();
                    }
                });
        Asked after = asked(caller);
        row(
                "long bodies without a login",
                taken.get() == 0 && after.failed() == 0,
                Map.of("sent", 24, "taken", taken.get(), "failed_afterwards", after.failed()));
    }

    /// The word alone takes nobody past a service that has enough to do.
    private void waiting(Bidder caller) {
        int without = shed(caller, "/api/identity/v1/me");
        int with = shed(caller, "/api/identity/v1/me?wait=60");
        row(
                "?wait= on any URL",
                without > 0 && with > 0,
                Map.of("refused_without", without, "refused_with", with));
    }

    private int shed(Bidder caller, String path) {
        AtomicInteger shed = new AtomicInteger();
        atOnce(
                400,
                i -> {
                    String from = SlowSenders.address(i % 200);
                    if (SlowSenders.ask(gateway, from, head("GET", path, caller), "") == 503) {
                        shed.incrementAndGet();
                    }
                });
        return shed.get();
    }

    private static void atOnce(int count, IntConsumer each) {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int number = i;
            threads.add(Thread.startVirtualThread(() -> each.accept(number)));
        }
        threads.forEach(OpenLoop::join);
    }

    private void encodedPaths() {
        int reached = 0;
        List<String> paths =
                List.of(
                        "/api/identity/v1/%6cogin/sms-codes",
                        "/api/identity/v1/login%2Fsms-codes",
                        "/api/identity/v1/login;x=1/sms-codes",
                        "/api/identity/v1/./login/sms-codes",
                        "/%61pi/identity/v1/login/sms-codes",
                        "//api/identity/v1/login/sms-codes");
        for (String path : paths) {
            reached += code(SlowSenders.address(600), path, cast.people().phone()) == 404 ? 0 : 1;
        }
        row("encoded login paths", reached == 0, Map.of("tried", paths.size(), "reached", reached));
    }

    private int code(String from, String path, String phone, String... headers) {
        return SlowSenders.ask(
                gateway,
                from,
                "POST " + path + " HTTP/1.1\r\n" + String.join("", headers),
                "{\"phone\":\"" + phone + "\"}");
    }

    /// Another address in each request, from where no proxy is.
    private void forwarded() {
        int passed = 0;
        String from = SlowSenders.address(601);
        for (int i = 0; i < 400; i++) {
            String claimed = "X-Forwarded-For: 10.%d.%d.1\r\n".formatted(i / 200, i % 200);
            // No number of ours: what counts is who is let in.
            passed += code(from, CODES, "no number", claimed) == 429 ? 0 : 1;
        }
        row("wrong X-Forwarded-For", passed < 250, Map.of("tried", 400, "let_in", passed));
    }

    /// One after another, from one address, each to another number; and once more from its
    /// neighbours.
    private void texts() {
        int one = sent(200, i -> 602);
        int neighbours = sent(200, i -> 700 + i % 40);
        int most = Integer.parseInt(System.getenv().getOrDefault("BZT_SMS_PER_ADDRESS", "20000"));
        int ofNetwork =
                Integer.parseInt(System.getenv().getOrDefault("BZT_SMS_PER_NETWORK", "20000"));
        row(
                "many numbers from one asker",
                one > 0 && one <= most && one + neighbours <= ofNetwork,
                Map.of("asked", 400, "texts_of_one", one, "texts_of_neighbours", neighbours));
    }

    private int sent(int count, IntUnaryOperator address) {
        int sent = 0;
        for (int i = 0; i < count; i++) {
            String from = SlowSenders.address(address.applyAsInt(i));
            sent += code(from, CODES, cast.people().phone()) == 202 ? 1 : 0;
        }
        return sent;
    }

    /// As pictures of feedback, by somebody whom nobody verified; then he says what he wanted to.
    private void uploads() {
        HostileUploads.all()
                .forEach((attack, file) -> {
                    VirtualPhone phone = cast.person().phone();
                    long begun = System.nanoTime();
                    int status = feedback(phone, file);
                    double took = Math.round((System.nanoTime() - begun) / 1e8) / 10.0;
                    int next = feedback(cast.person().phone(), Papers.licence("after " + attack));
                    row(
                            attack,
                            status == 422 && next < 300,
                            Map.of("status", status, "took_s", took, "next_upload", next));
                });
    }

    private int feedback(VirtualPhone phone, byte[] picture) {
        try {
            phone.api()
                    .multipart(
                            "/api/identity/v1/feedback",
                            phone.token(),
                            Map.of("text", "扫码没有反应", "pictures", picture));
            return 201;
        } catch (Api.Refused e) {
            return e.status();
        }
    }
}
