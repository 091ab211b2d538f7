package cn.biaozhengtong.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.biaozhengtong.kit.problem.ProblemCategory;
import cn.biaozhengtong.kit.problem.ProblemConfiguration;
import cn.biaozhengtong.kit.problem.ProblemException;
import cn.biaozhengtong.kit.problem.RemoteProblems;
import cn.biaozhengtong.kit.problem.RequestProblem;
import com.sun.net.httpserver.HttpServer;
import feign.FeignException;
import feign.RetryableException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.cloud.client.circuitbreaker.NoFallbackAvailableException;
import org.springframework.cloud.openfeign.EnableFeignClients;
import org.springframework.cloud.openfeign.FeignClient;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;

/// Calls to another service, with the settings that all services share.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CallsBetweenServicesTest {
    private static final int AT_ONCE = 40;

    private final CountDownLatch together = new CountDownLatch(AT_ONCE);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private HttpServer other;
    private ConfigurableApplicationContext context;

    @Configuration(proxyBeanMethods = false)
    @EnableFeignClients(clients = Other.class)
    @EnableAutoConfiguration(
            excludeName = {
                "cn.biaozhengtong.kit.KitAutoConfiguration",
                "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
                "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration",
                "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration",
                "org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration"
            })
    @Import(ProblemConfiguration.class)
    static class Service {}

    @FeignClient(name = "other", url = "${other.url}")
    interface Other {
        @GetMapping("/together")
        void together();

        @GetMapping("/silent")
        void silent();

        @GetMapping("/locked")
        void locked();

        @GetMapping("/no-member")
        void noMember();

        @GetMapping("/no-token")
        void noToken();

        @GetMapping("/away")
        void away();

        @GetMapping("/signed")
        void signed();

        @PostMapping("/signed")
        String posted(@RequestBody Map<String, String> body);
    }

    @BeforeEach
    void begin() throws IOException {
        other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        other.setExecutor(threads);
        other.createContext(
                "/",
                exchange -> {
                    boolean silent = exchange.getRequestURI().getPath().equals("/silent");
                    together.countDown();
                    if (silent || !awaited()) {
                        pause(20_000);
                    }
                    exchange.sendResponseHeaders(200, 2);
                    exchange.getResponseBody().write("ok".getBytes());
                    exchange.close();
                });
        refusing(
                "/locked",
                429,
                """
                {"type":"https://biaozhengtong.cn/problems/cosigning/pin-locked","title":"锁定","status":429,\
                "detail":"请稍候","actor":"wait","attemptsLeft":0,"lockedUntil":"2026-11-25T03:16:49Z"}\
                """);
        refusing("/away", 503, "{}");
        refusing(
                "/no-member",
                403,
                "{\"type\":\"https://biaozhengtong.cn/problems/certificate/no-member\",\"status\":403}");
        refusing("/no-token", 403, "{\"type\":\"" + RequestProblem.forbidden.type() + "\"}");
        refusing("/signed", 200, "ok");
        other.start();
        context =
                new SpringApplicationBuilder(Service.class)
                        .web(WebApplicationType.NONE)
                        .properties(
                                "spring.config.location=classpath:platform.yml",
                                "BZT_ISSUER=http://127.0.0.1:9",
                                "other.url=http://127.0.0.1:" + other.getAddress().getPort())
                        .run("--management.endpoint.health.group.readiness.include=readinessState");
    }

    private void refusing(String path, int status, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        other.createContext(
                path,
                exchange -> {
                    if (status >= 400) {
                        exchange.getResponseHeaders().add("Retry-After", "1700");
                    }
                    exchange.getResponseHeaders().add("Content-Type", "application/problem+json");
                    exchange.sendResponseHeaders(status, bytes.length);
                    exchange.getResponseBody().write(bytes);
                    exchange.close();
                });
    }

    @AfterEach
    void end() {
        context.close();
        other.stop(0);
        threads.shutdownNow();
    }

    /// The first calls of a process come together, as when a replica takes over at an opening. So
    /// it goes before all others here.
    @Test
    @Order(0)
    void firstCalls_allAtOnce_areAllUnderstood() throws Exception {
        Other client = context.getBean(Other.class);
        CyclicBarrier begin = new CyclicBarrier(AT_ONCE);
        List<Future<String>> answers = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            answers.add(
                    threads.submit(() -> {
                        begin.await();
                        return client.posted(Map.of("name", "阿卜杜拉·汗"));
                    }));
        }
        for (Future<String> answer : answers) {
            assertThat(answer.get()).isEqualTo("ok");
        }
    }

    @Test
    void calls_areUnderWayTogether_howeverFewProcessorsThereAre() throws Exception {
        Other client = context.getBean(Other.class);
        List<Future<?>> answers = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            answers.add(threads.submit(client::together));
        }
        for (Future<?> answer : answers) {
            answer.get();
        }
        assertThat(together.getCount()).isZero();
    }

    @Test
    void call_thatIsNotAnswered_endsWithTheClientsOwnLimit() {
        Other client = context.getBean(Other.class);
        assertThatThrownBy(client::silent)
                .isInstanceOf(NoFallbackAvailableException.class)
                .hasCauseInstanceOf(RetryableException.class);
    }

    /// A phone whose PIN is locked asks on and on; another's signing must not suffer.
    @Test
    void item9_refusalWithRetryAfter_isRelayedWhole_andOpensNoBreaker() {
        Other client = context.getBean(Other.class);
        for (int i = 0; i < 100; i++) {
            assertThatThrownBy(() -> locked(client))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            it -> {
                                assertThat(it.problem().type()).endsWith("/cosigning/pin-locked");
                                assertThat(it.problem().category())
                                        .isEqualTo(ProblemCategory.limited);
                                assertThat(it).hasMessage("请稍候");
                                assertThat(it.retryAfterSeconds()).isEqualTo(1700);
                                assertThat(it.extensions())
                                        .containsEntry("attemptsLeft", 0)
                                        .containsEntry("lockedUntil", "2026-11-25T03:16:49Z");
                            });
            assertThatThrownBy(client::locked)
                    .isInstanceOf(NoFallbackAvailableException.class)
                    .hasCauseInstanceOf(FeignException.TooManyRequests.class);
        }
        client.signed();
        // The outages of the same service are still seen: its breaker is a real one.
        for (int i = 0; i < 20; i++) {
            assertThatThrownBy(client::away).isInstanceOf(NoFallbackAvailableException.class);
        }
        assertThatThrownBy(client::away).hasCauseInstanceOf(CallNotPermittedException.class);
    }

    @Test
    void item9_whatAFeatureForbidsItsUser_isRelayed_andWhatItForbidsUs_isNot() {
        Other client = context.getBean(Other.class);
        assertThatThrownBy(() -> RemoteProblems.relay(() -> called(client::noMember)))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        it -> assertThat(it.problem().name()).isEqualTo("no_member"));
        assertThatThrownBy(() -> RemoteProblems.relay(() -> called(client::noToken)))
                .isInstanceOf(NoFallbackAvailableException.class);
    }

    private static int called(Runnable call) {
        call.run();
        return 1;
    }

    private static void locked(Other client) {
        RemoteProblems.relay(() -> {
            client.locked();
            return 1;
        });
    }

    /// Whether all calls are here at once.
    private boolean awaited() {
        try {
            return together.await(4, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
