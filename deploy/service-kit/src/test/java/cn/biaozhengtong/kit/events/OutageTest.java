package cn.biaozhengtong.kit.events;

import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.kit.problem.RequestProblem;
import feign.FeignException;
import feign.Request;
import feign.RequestTemplate;
import feign.RetryableException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.cloud.client.circuitbreaker.NoFallbackAvailableException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.security.oauth2.core.OAuth2Error;

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
                        Outage.isBehind(
                                new UncategorizedSQLException(
                                        "writing",
                                        "INSERT",
                                        new SQLException("read-only", "HY000", 1290))))
                .isTrue();
        assertThat(
                        Outage.isBehind(
                                new OAuth2AuthorizationException(
                                        new OAuth2Error("server_error"), "no token")))
                .isTrue();
        assertThat(
                        outage(
                                io.github.resilience4j.circuitbreaker.CallNotPermittedException
                                        .createCallNotPermittedException(
                                                io.github.resilience4j.circuitbreaker.CircuitBreaker
                                                        .ofDefaults("other"))))
                .isTrue();
    }

    @Test
    void whatCannotBeRead_isNothingElse() {
        UnreadableEvent unreadable = new UnreadableEvent("no event");
        assertThat(Outage.isUnreadable(new IllegalStateException(unreadable))).isTrue();
        assertThat(Outage.isBehind(unreadable)).isFalse();
        assertThat(Outage.isUnreadable(new IllegalArgumentException("ours"))).isFalse();
        assertThat(Outage.isRefused(new NoFallbackAvailableException("", answer(409)))).isTrue();
        assertThat(Outage.isRefused(unreadable)).isFalse();
    }
}
