package cn.biaozhengtong.kit;

import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.kit.test.KitApplication;
import cn.biaozhengtong.kit.test.RealServers;
import cn.biaozhengtong.kit.test.TestTokens;
import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.filter.OncePerRequestFilter;

/// What an outsider learns of a service at its API's port beside the API: nothing.
@SpringBootTest(
        classes = KitApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "spring.config.name=kit-test")
@RealServers
@Import({OutsidersTest.Things.class, OutsidersTest.Failing.class})
class OutsidersTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @Value("${local.server.port}")
    private int port;

    @Value("${local.management.port}")
    private int management;

    @RestController
    static class Things {
        @GetMapping("/internal/thing")
        String read() {
            return "thing";
        }

        @PutMapping("/internal/thing")
        void write() {
            // Nothing is kept.
        }
    }

    /// Fails before any controller, as a filter of a library may.
    @Component
    static class Failing extends OncePerRequestFilter {
        @Override
        protected void doFilterInternal(
                HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws IOException, jakarta.servlet.ServletException {
            switch (String.valueOf(request.getHeader("X-Fails"))) {
                case "null" -> chain.doFilter(request, response);
                case "throws" -> throw new IllegalStateException("secret of the filter");
                case String status -> response.sendError(Integer.parseInt(status), "secret");
            }
        }
    }

    private static HttpResponse<String> ask(int port, String method, String path, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .method(method, HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static void isProblem(HttpResponse<String> answer, int status, String type) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElse(""))
                .startsWith("application/problem+json");
        assertThat(answer.body()).contains("problems/request/" + type).doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/error",
                "/error/",
                "/metrics",
                "/actuator",
                "/actuator/prometheus",
                "/actuator/health",
                "/actuator/env"
            })
    void item10_whatOperatorsRead_isNotAtTheApisPort(String path) throws Exception {
        for (String method : List.of("GET", "POST", "DELETE")) {
            HttpResponse<String> answer = ask(port, method, path);
            // Of what has no rule at all nobody without a token learns more.
            if (!path.equals("/error/")) {
                isProblem(answer, 404, "not-found");
            }
            assertThat(answer.statusCode()).isIn(401, 404);
        }
    }

    @Test
    void item10_metrics_areAtTheManagementPort_readinessAtTheApis() throws Exception {
        assertThat(ask(management, "GET", "/actuator/prometheus").body())
                .contains("jvm_memory_used_bytes");
        assertThat(ask(management, "GET", "/actuator/health/liveness").statusCode()).isEqualTo(200);
        assertThat(ask(port, "GET", "/readyz").body()).isEqualTo("{\"status\":\"UP\"}");
        // And nothing of the API there.
        assertThat(ask(management, "GET", "/internal/thing").statusCode()).isIn(401, 404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PATCH", "DELETE", "BREW", "PROPFIND"})
    void item10_wrongMethod_isToldTheRightOnes(String method) throws Exception {
        HttpResponse<String> answer =
                ask(
                        port,
                        method,
                        "/internal/thing",
                        "Authorization",
                        "Bearer " + TestTokens.service("seal-service"));
        isProblem(answer, 405, "method-not-allowed");
        assertThat(answer.headers().firstValue("Allow").orElse("").split("[, ]+"))
                .contains("GET", "PUT")
                .doesNotContain(method);
    }

    @Test
    void item10_trace_isRefusedWithTheOthers() throws Exception {
        HttpResponse<String> answer = ask(port, "TRACE", "/internal/thing");
        isProblem(answer, 405, "method-not-allowed");
        assertThat(answer.headers().firstValue("Allow").orElse("")).contains("GET");
    }

    @ParameterizedTest
    @CsvSource({
        "throws, 500, internal",
        "400, 400, malformed",
        "404, 404, not-found",
        "503, 503, unavailable"
    })
    void item10_whatAFilterFailsWith_isAProblemToo(String how, int status, String type)
            throws Exception {
        isProblem(ask(port, "GET", "/readyz", "X-Fails", how), status, type);
    }
}
