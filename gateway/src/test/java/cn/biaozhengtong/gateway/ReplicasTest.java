package cn.biaozhengtong.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.biaozhengtong.kit.test.TestTokens;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// Several replicas of a service behind the door: one that is not ready is left out, one that is
/// gone is noticed by nobody, one that got a request is asked once.
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "BZT_PORT=0",
            "BZT_MANAGEMENT_PORT=0",
            "bzt.limits.per-account=1000",
            "bzt.upstreams.work-at-once=20",
            "bzt.upstreams.waits.scan-session-service=20",
            "bzt.upstreams.waiting-at-once=30",
            "bzt.upstreams.waiting-share=1"
        })
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ReplicasTest {
    private static final Upstream ONE = new Upstream("one");
    private static final Upstream TWO = new Upstream("two");
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String PHONE =
            TestTokens.verifiedPhone(UUID.randomUUID(), UUID.randomUUID());

    @Value("${local.server.port}")
    private int port;

    @DynamicPropertySource
    static void surroundings(DynamicPropertyRegistry registry) {
        registry.add("BZT_ISSUER", TestTokens::issuer);
        registry.add(
                "spring.security.oauth2.resourceserver.jwt.jwk-set-uri",
                () -> TestTokens.issuer() + "/jwks");
        for (String other : new String[] {"IDENTITY", "ENTERPRISE", "CA_ORDER", "SEAL"}) {
            registry.add("BZT_" + other + "_URL", () -> "http://127.0.0.1:1");
        }
        registry.add("BZT_SCAN_SESSION_URL", () -> ONE.url() + "," + TWO.url());
        registry.add("spring.http.clients.read-timeout", () -> "2s");
        registry.add("bzt.upstreams.look-every", () -> "200ms");
    }

    private HttpResponse<String> post(String path) throws IOException, InterruptedException {
        return HTTP.send(request(path), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + PHONE)
                .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[50_000]))
                .build();
    }

    private void twenty() throws IOException, InterruptedException {
        for (int i = 0; i < 20; i++) {
            HttpResponse<String> answer = post("/api/scan/v1/sessions/scan");
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).endsWith(" /api/scan/v1/sessions/scan 50000");
        }
    }

    @Test
    @Order(1)
    void replicas_shareTheRequests() throws Exception {
        twenty();
        assertThat(ONE.calls()).isBetween(5, 15);
        assertThat(ONE.calls() + TWO.calls()).isEqualTo(20);
    }

    @Test
    @Order(2)
    void replica_thatIsNotReady_getsNothing_untilItIs() throws Exception {
        TWO.ready(false);
        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> {
                    int before = TWO.calls();
                    twenty();
                    assertThat(TWO.calls()).isEqualTo(before);
                });
        TWO.ready(true);
        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> {
                    int before = TWO.calls();
                    twenty();
                    assertThat(TWO.calls()).isGreaterThan(before + 5);
                });
    }

    @Test
    @Order(3)
    void request_thatWasSent_isNotSentAgain() throws Exception {
        int before = ONE.calls() + TWO.calls();
        assertThat(post("/api/scan/v1/slow").statusCode()).isEqualTo(504);
        assertThat(ONE.calls() + TWO.calls()).isEqualTo(before + 1);
    }

    @Test
    @Order(4)
    void service_withEnoughToDo_isNotGivenMore_butPollsMayWait_whereARouteHasThem()
            throws Exception {
        List<CompletableFuture<Integer>> slow = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            slow.add(begin("/api/scan/v1/slow"));
        }
        Thread.sleep(500);
        HttpResponse<String> busy = post("/api/scan/v1/sessions/scan");
        assertThat(busy.statusCode()).isEqualTo(503);
        assertThat(busy.body()).contains("problems/gateway/busy");
        assertThat(busy.headers().firstValue("Retry-After")).isPresent();
        // Where nothing waits, the word changes nothing.
        assertThat(post("/api/scan/v1/sessions/x?wait=1").statusCode()).isEqualTo(503);
        assertThat(post("/rp/v1/sessions/x?wait=1").statusCode()).isEqualTo(503);
        assertThat(poll()).isEqualTo(200);
        assertThat(slow.stream().map(CompletableFuture::join))
                .containsOnly(503, 504)
                .filteredOn(it -> it == 504)
                .hasSize(20);
        assertThat(post("/api/scan/v1/sessions/scan").statusCode()).isEqualTo(200);
    }

    /// A page that was closed must not be streamed to for hours.
    @Test
    @Order(5)
    void stream_thatNobodyReads_isCutOff_andAllTogetherAreBounded() throws Exception {
        List<InputStream> pages = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            HttpResponse<InputStream> page = stream();
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body().read()).isEqualTo('d');
            pages.add(page.body());
        }
        assertThat(ONE.streams() + TWO.streams()).isEqualTo(30);
        HttpResponse<InputStream> surplus = stream();
        assertThat(surplus.statusCode()).isEqualTo(503);
        assertThat(poll()).isEqualTo(503);
        assertThat(post("/api/scan/v1/sessions/scan").statusCode()).isEqualTo(200);
        for (InputStream page : pages) {
            page.close();
        }
        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(ONE.streams() + TWO.streams()).isZero());
        try (InputStream again = stream().body()) {
            assertThat(again.read()).isEqualTo('d');
        }
    }

    private int poll() throws IOException, InterruptedException {
        return HTTP.send(
                        HttpRequest.newBuilder(
                                        URI.create(
                                                "http://127.0.0.1:"
                                                        + port
                                                        + "/rp/v1/sessions/x?wait=1"))
                                .header("Authorization", "Bearer " + PHONE)
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private HttpResponse<InputStream> stream() throws IOException, InterruptedException {
        return HTTP.send(
                HttpRequest.newBuilder(
                                URI.create("http://127.0.0.1:" + port + "/api/scan/v1/events"))
                        .header("Authorization", "Bearer " + PHONE)
                        .build(),
                HttpResponse.BodyHandlers.ofInputStream());
    }

    private CompletableFuture<Integer> begin(String path) {
        return HTTP.sendAsync(request(path), HttpResponse.BodyHandlers.discarding())
                .thenApply(HttpResponse::statusCode);
    }

    @Test
    @Order(6)
    void replica_thatIsGone_isNoticedByNobody_andWhenAllAreGone_comeAgain() throws Exception {
        // So long ago that the gateway looks whether its idle connections still stand.
        Thread.sleep(2_100);
        TWO.stop();
        twenty();
        ONE.stop();
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> {
                    HttpResponse<String> answer = post("/api/scan/v1/sessions/scan");
                    assertThat(answer.statusCode()).isEqualTo(503);
                    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
                    assertThat(answer.body()).contains("problems/gateway/unavailable");
                });
    }
}
