package cn.biaozhengtong.acceptance;

import cn.biaozhengtong.launcher.Suite;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/// P8: what the suite can answer a second is measured first, closed-loop; then twice as much is
/// asked for a minute, open-loop. What is too much is told so at once, most of what can be done is
/// done, and a moment later all is as before.
final class Overload {
    private static final int PEOPLE = 20;
    private static final int AT_ONCE = 24;

    /// Of so many requests one is a login: who has logged in asks for weeks.
    private static final int LOGIN_OF = 200;

    private static final String PASSWORD = "biao-zheng-2026";
    private static final int CAPACITY_SECONDS = 15;

    /// What is still being compiled answers more every quarter of a minute: twice as much as that
    /// is no overload yet.
    private static final int WARM_ROUNDS = 24;

    /// One that answered no more than the last may have been compiling.
    private static final int LEAST_ROUNDS = 10;

    private static final double STEADY = 1.05;
    private static final int OVERLOAD_SECONDS = 60;

    private static final Duration LATE = Duration.ofMillis(50);
    private static final double GOODPUT = 0.9;
    private static final int WELL_SECONDS = 10;

    private static final Duration RECOVERY = Duration.ofSeconds(60);

    private final Suite suite;
    private final Endpoints endpoints;
    private final List<VirtualPhone> phones = new ArrayList<>();

    /// Of people who log in by a password, again and again, and do nothing else.
    private final List<VirtualPhone> logins = new ArrayList<>();

    private final Set<VirtualPhone> underWay = ConcurrentHashMap.newKeySet();

    private final List<String> paths = new ArrayList<>();
    private final Times answered = new Times();
    private final Times shed = new Times();
    private final AtomicInteger broken = new AtomicInteger();

    /// Refusals that came late, by the second of the overload.
    private final Map<Long, Integer> late = new ConcurrentSkipListMap<>();

    private long begin = System.nanoTime();

    Overload(Suite suite, Endpoints endpoints) {
        this.suite = suite;
        this.endpoints = endpoints;
    }

    Map<String, Object> run() {
        Cast cast = new Cast(endpoints, System.nanoTime());
        for (int i = 0; i < PEOPLE; i++) {
            phones.add(cast.verified().phone());
            VirtualPhone other = cast.person().phone();
            other.put(
                    "/api/identity/v1/me/password",
                    Map.of("newPassword", PASSWORD, "code", Cast.sendCode(other, "set_password")));
            logins.add(other);
        }
        paths.addAll(
                List.of(
                        "/api/identity/v1/me",
                        "/api/identity/v1/messages?box=certificates",
                        "/api/enterprises/v1/memberships",
                        "/api/orders/v1/orders",
                        "/api/enterprises/v1/enterprises?name="
                                + URLEncoder.encode("鞍山", StandardCharsets.UTF_8)));
        // Compilers need all cores, or they are what is measured.
        capacity(LEAST_ROUNDS);
        boolean apart = Cores.apart(suite);
        int capacity = capacity(2);
        double usual = answered.percentile(99);
        // Else some renew theirs meanwhile, and all that they ask waits for that.
        phones.forEach(VirtualPhone::renew);
        forget();
        late.clear();
        System.out.println(
                "  %d a second is all; now twice that: %s".formatted(capacity, Instant.now()));
        begin = System.nanoTime();
        OpenLoop.drive(2 * capacity, 2 * capacity * OVERLOAD_SECONDS, (number, due) -> ask(number));
        System.out.println("  late refusals, by second: " + late);
        int goodput = answered.count() / OVERLOAD_SECONDS;
        Map<String, Double> answeredMs = answered.summary();
        Map<String, Double> shedMs = shed.summary();
        double slowestShed = shed.percentile(99);
        int shedInAll = shed.count();
        int neither = broken.get();
        double recovered = recovered();
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("check", "P8");
        out.put("cores_apart", apart);
        out.put("capacity_per_s", capacity);
        out.put("usual_p99_ms", usual);
        out.put("asked_per_s", 2 * capacity);
        out.put("answered_per_s", goodput);
        out.put("answered_ms", answeredMs);
        out.put("shed_per_s", shedInAll / OVERLOAD_SECONDS);
        out.put("shed_ms", shedMs);
        out.put("neither", neither);
        out.put("recovered_s", recovered);
        out.put(
                "ok",
                neither == 0
                        && goodput >= GOODPUT * capacity
                        && slowestShed <= LATE.toMillis()
                        && recovered <= WELL_SECONDS);
        return out;
    }

    /// A second, once it grows no more.
    private int capacity(int least) {
        int before = 0;
        int now = closed(CAPACITY_SECONDS);
        for (int i = 0; i < WARM_ROUNDS && (i < least || now > STEADY * before); i++) {
            before = Math.max(before, now);
            now = closed(CAPACITY_SECONDS);
            System.out.println("  answered a second: " + now / CAPACITY_SECONDS);
        }
        return now / CAPACITY_SECONDS;
    }

    private void forget() {
        answered.clear();
        shed.clear();
        broken.set(0);
    }

    /// @return how many were answered
    private int closed(int seconds) {
        forget();
        AtomicBoolean over = new AtomicBoolean();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            int first = i;
            threads.add(
                    Thread.startVirtualThread(() -> {
                        for (int number = first; !over.get(); number += AT_ONCE) {
                            ask(number);
                        }
                    }));
        }
        Api.pause(Duration.ofSeconds(seconds));
        over.set(true);
        for (Thread thread : threads) {
            OpenLoop.join(thread);
        }
        return answered.count();
    }

    private void ask(int number) {
        VirtualPhone other = logins.get(number / LOGIN_OF % PEOPLE);
        // Nobody logs in twice at once.
        boolean login = number % LOGIN_OF == 0 && underWay.add(other);
        VirtualPhone phone = phones.get(number % PEOPLE);
        String token = login ? "" : phone.token();
        long sent = System.nanoTime();
        try {
            if (login) {
                logIn(other);
            } else {
                phone.api().get(paths.get(number / PEOPLE % paths.size()), token);
            }
            answered.add(System.nanoTime() - sent);
        } catch (Api.Refused e) {
            if (e.status() == 503 || e.status() == 429) {
                long took = System.nanoTime() - sent;
                shed.add(took);
                if (took > LATE.toNanos()) {
                    late.merge((sent - begin) / 1_000_000_000L, 1, Integer::sum);
                }
            } else if (broken.incrementAndGet() <= 5) {
                System.out.println("  " + e.getMessage());
            }
        } finally {
            if (login) {
                underWay.remove(other);
            }
        }
    }

    private static void logIn(VirtualPhone phone) {
        phone.api()
                .post(
                        "/api/identity/v1/login/password",
                        "",
                        Map.of(
                                "phone",
                                phone.number(),
                                "password",
                                PASSWORD,
                                "deviceName",
                                "虚拟手机"));
    }

    /// Seconds until twenty in a row were answered within 100 ms.
    private double recovered() {
        long begin = System.nanoTime();
        int well = 0;
        while (well < 20 && System.nanoTime() - begin < RECOVERY.toNanos()) {
            forget();
            ask(well + 1);
            well = answered.count() == 1 && answered.percentile(100) <= 100 ? well + 1 : 0;
        }
        return Math.round((System.nanoTime() - begin) / 1e8) / 10.0;
    }
}
