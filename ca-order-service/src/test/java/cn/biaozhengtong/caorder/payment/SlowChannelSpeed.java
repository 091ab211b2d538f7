package cn.biaozhengtong.caorder.payment;

import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.caorder.TestOrders;
import cn.biaozhengtong.caorder.ordering.OrderState;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.test.TestTokens;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// P7, by `deploy/check P7`: WeChat Pay takes 30 s for every answer while 60 payers wait for it.
/// Who does not pay there notices nothing, and who paid without our having had the answer is
/// settled by query.
class SlowChannelSpeed extends MoneyTestBase {
    private static final int PAYERS = 60;
    private static final int PER_SECOND = 40;
    private static final int SECONDS = 20;
    private static final FakeWechat WECHAT = new FakeWechat();

    @DynamicPropertySource
    static void channel(DynamicPropertyRegistry registry) {
        WECHAT.properties(registry);
    }

    @Value("${local.server.port}")
    private int port;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private HttpRequest.Builder request(String path, AccountId account) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(60))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .header(
                        "Authorization",
                        "Bearer " + TestTokens.verifiedPhone(account.value(), account.value()));
    }

    /// 99th percentile in milliseconds of an open load of orders read and placed elsewhere.
    private double unrelated(TestOrders.Placed other, AtomicInteger failed) throws Exception {
        HttpRequest read = request("/api/orders/v1/orders/" + other.id(), other.account()).build();
        HttpRequest list = request("/api/catalogue/v1/platforms", other.account()).build();
        ConcurrentLinkedQueue<Double> times = new ConcurrentLinkedQueue<>();
        int total = PER_SECOND * SECONDS;
        CountDownLatch ended = new CountDownLatch(total);
        long begin = System.nanoTime();
        for (int i = 0; i < total; i++) {
            long due = begin + i * 1_000_000_000L / PER_SECOND;
            long wait = due - System.nanoTime();
            if (wait > 0) {
                TimeUnit.NANOSECONDS.sleep(wait);
            }
            http.sendAsync(i % 2 == 0 ? read : list, HttpResponse.BodyHandlers.discarding())
                    .whenComplete((answer, e) -> {
                        times.add((System.nanoTime() - due) / 1e6);
                        if (e != null || answer.statusCode() != 200) {
                            failed.incrementAndGet();
                        }
                        ended.countDown();
                    });
        }
        assertThat(ended.await(60, TimeUnit.SECONDS)).isTrue();
        return times.stream().sorted().skip(total * 99L / 100).findFirst().orElseThrow();
    }

    @Test
    void unrelatedCallers_whileAChannelStalls() throws Exception {
        TestOrders.Placed other = maker.awaitingPayment();
        AtomicInteger failed = new AtomicInteger();
        unrelated(other, failed);
        double before = unrelated(other, failed);
        List<TestOrders.Placed> payers = new ArrayList<>();
        for (int i = 0; i < PAYERS; i++) {
            payers.add(maker.awaitingPayment());
        }
        WECHAT.ledger.stall = 30_000;
        AtomicInteger answered = new AtomicInteger();
        double during;
        try (ExecutorService waiting = Executors.newVirtualThreadPerTaskExecutor()) {
            for (TestOrders.Placed it : payers) {
                waiting.submit(() -> {
                    HttpRequest paying =
                            request("/api/orders/v1/orders/" + it.id() + "/payments", it.account())
                                    .POST(
                                            HttpRequest.BodyPublishers.ofString(
                                                    "{\"channel\":\"wechat\"}"))
                                    .build();
                    int status =
                            http.send(paying, HttpResponse.BodyHandlers.discarding()).statusCode();
                    answered.addAndGet(status == 201 || status == 200 || status == 503 ? 1 : 0);
                    return status;
                });
            }
            Thread.sleep(1000);
            during = unrelated(other, failed);
        }
        // The payers pay, although not all of them ever had our answer.
        WECHAT.ledger.stall = 0;
        WECHAT.ledger.trades.keySet().forEach(WECHAT.ledger::pay);
        Instant begin = Instant.now();
        long open = PAYERS;
        while (open > 0 && Duration.between(begin, Instant.now()).toSeconds() < 120) {
            Thread.sleep(500);
            open = payers.stream().filter(it -> state(it) != OrderState.awaiting_download).count();
        }
        System.out.printf(
                "P7 {\"check\":\"P7\",\"payers_waiting\":%d,\"answered_clearly\":%d,\"unrelated_p99_ms\":%.1f,\"unrelated_p99_during_ms\":%.1f,\"ratio\":%.2f,\"unrelated_failed\":%d,\"settled_by_query\":%d,\"within_s\":%d}%n",
                PAYERS,
                answered.get(),
                before,
                during,
                during / before,
                failed.get(),
                PAYERS - open,
                Duration.between(begin, Instant.now()).toSeconds());
        assertThat(failed.get()).isZero();
        assertThat(answered.get()).isEqualTo(PAYERS);
        assertThat(open).isZero();
    }
}
