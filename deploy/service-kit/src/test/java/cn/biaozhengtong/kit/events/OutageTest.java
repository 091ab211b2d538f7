package cn.biaozhengtong.kit.events;

import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.kit.problem.RequestProblem;
import feign.FeignException;
import feign.Request;
import feign.RequestTemplate;
import feign.RetryableException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.cloud.client.circuitbreaker.NoFallbackAvailableException;
import org.springframework.dao.QueryTimeoutException;

/// What a listener waits out without end, and what it parks.
class OutageTest {
    private static final Request REQUEST =
            Request.create(
                    Request.HttpMethod.GET,
                    "http://other/",
                    Map.of(),
                    Request.Body.create("", StandardCharsets.UTF_8),
                    new RequestTemplate());

    private static FeignException answer(int status) {
        return FeignException.errorStatus(
                "Other#call()",
                feign.Response.builder().request(REQUEST).status(status).headers(Map.of()).build());
    }

    private static boolean outage(Throwable e) {
        return Outage.isBehind(new NoFallbackAvailableException("no fallback", e));
    }

    @Test
    void item9_refusals_areParked_whateverHeadersTheyCarry() {
        for (int status : new int[] {400, 404, 409, 422, 429}) {
            assertThat(outage(answer(status))).as("" + status).isFalse();
            // As Feign's own decoder dresses an answer with Retry-After.
            assertThat(
                            outage(
                                    new RetryableException(
                                            status,
                                            "refused",
                                            Request.HttpMethod.GET,
                                            answer(status),
                                            1_000L,
                                            REQUEST)))
                    .as(status + " with Retry-After")
                    .isFalse();
        }
        assertThat(Outage.isBehind(RequestProblem.limited.exception())).isFalse();
        assertThat(Outage.isBehind(new IllegalStateException("ours"))).isFalse();
    }

    @Test
    void outages_areWaitedOut() {
        assertThat(outage(answer(503))).isTrue();
        assertThat(
                        outage(
                                new RetryableException(
                                        -1,
                                        "refused",
                                        Request.HttpMethod.GET,
                                        (Long) null,
                                        REQUEST)))
                .isTrue();
        assertThat(Outage.isBehind(RequestProblem.unavailable.exception())).isTrue();
        assertThat(Outage.isBehind(new QueryTimeoutException("slow"))).isTrue();
        assertThat(
                        outage(
                                io.github.resilience4j.circuitbreaker.CallNotPermittedException
                                        .createCallNotPermittedException(
                                                io.github.resilience4j.circuitbreaker.CircuitBreaker
                                                        .ofDefaults("other"))))
                .isTrue();
    }
}
