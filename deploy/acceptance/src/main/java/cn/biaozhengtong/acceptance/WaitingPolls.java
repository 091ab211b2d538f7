package cn.biaozhengtong.acceptance;

import cn.biaozhengtong.launcher.ServerProcess;
import cn.biaozhengtong.launcher.Suite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// S5: so many long polls wait at one scan service, nearly all of them through one gateway (two
/// descriptors each, which bounds it); meanwhile others are answered as before, and every poll is
/// awakened when its session ends.
final class WaitingPolls {
    private static final int PER_SESSION = 100;
    private static final int THROUGH_GATEWAY = 9_500;
    private static final int WAIT = 60;
    private static final int OTHERS = 150;

    private final Suite suite;
    private final Endpoints endpoints;
    private final PlatformApi gateway;
    private final AtomicInteger othersRefused = new AtomicInteger();

    WaitingPolls(Suite suite, Endpoints endpoints) {
        this.suite = suite;
        this.endpoints = endpoints;
        this.gateway = new PlatformApi(endpoints, endpoints.gateway(), Duration.ofSeconds(20));
    }

    Map<String, Object> run(int polls) {
        String quiet = gateway.openLogin("not waited for").id();
        Times before = others(quiet);
        List<String> sessions = new ArrayList<>();
        for (int i = 0; i < polls / PER_SESSION; i++) {
            sessions.add(gateway.openLogin("S5 " + i).id());
        }
        PlatformApi direct =
                new PlatformApi(
                        endpoints,
                        URI.create(endpoints.get("scan-services").split(",", -1)[0]),
                        Duration.ofSeconds(20));
        List<Poll> waiting = new ArrayList<>();
        for (int i = 0; i < polls; i++) {
            String session = sessions.get(i % sessions.size());
            PlatformApi through = i < THROUGH_GATEWAY ? gateway : direct;
            waiting.add(new Poll(session, through.poll(session, 0, WAIT)));
            if (i % 40 == 39) {
                Api.pause(Duration.ofMillis(140));
            }
        }
        Api.pause(Duration.ofSeconds(4));
        long stillWaiting = waiting.stream().filter(it -> !it.answer().isDone()).count();
        Times during = others(quiet);
        long gatewayMib = resident("gateway");
        long serviceMib = resident("scan-session-service");
        Times awakened = new Times();
        AtomicInteger wrong = new AtomicInteger();
        List<CompletableFuture<?>> all = new ArrayList<>();
        for (String session : sessions) {
            long begin = System.nanoTime();
            for (Poll poll : waiting) {
                if (poll.session().equals(session)) {
                    all.add(
                            poll.answer()
                                    .orTimeout(WAIT, TimeUnit.SECONDS)
                                    .handle((answer, trouble) -> {
                                        awakened.add(System.nanoTime() - begin);
                                        boolean right =
                                                answer != null
                                                        && answer.statusCode() == 200
                                                        && answer.body().contains("cancelled");
                                        wrong.addAndGet(right ? 0 : 1);
                                        return answer;
                                    }));
                }
            }
            gateway.cancel(session);
            Api.pause(Duration.ofMillis(20));
        }
        CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).join();
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("check", "S5");
        out.put("polls_waiting", stillWaiting);
        out.put("of_them_through_the_gateway", Math.min(polls, THROUGH_GATEWAY));
        out.put("other_reads_before_ms", before.summary());
        out.put("other_reads_meanwhile_ms", during.summary());
        out.put("other_reads_refused", othersRefused.get());
        out.put("gateway_resident_mib", gatewayMib);
        out.put("scan_service_resident_mib", serviceMib);
        out.put("awakened", awakened.count() - wrong.get());
        out.put("awakened_ms", awakened.summary());
        out.put("ok", stillWaiting == polls && wrong.get() == 0 && awakened.count() == polls);
        return out;
    }

    private record Poll(String session, CompletableFuture<HttpResponse<String>> answer) {}

    /// What somebody notices who only reads.
    private Times others(String session) {
        Times out = new Times();
        OpenLoop.drive(
                50,
                OTHERS,
                (number, due) -> {
                    try {
                        gateway.read(session);
                        out.add(System.nanoTime() - due);
                    } catch (Api.Refused e) {
                        othersRefused.incrementAndGet();
                    }
                });
        return out;
    }

    private long resident(String name) {
        ServerProcess process =
                suite.processes().stream()
                        .filter(it -> it.name().equals(name))
                        .findAny()
                        .orElseThrow();
        try {
            return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                            .filter(it -> it.startsWith("VmRSS:"))
                            .mapToLong(it -> Long.parseLong(it.replaceAll("[^0-9]", "")))
                            .sum()
                    >> 10;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
