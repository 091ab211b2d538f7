package cn.biaozhengtong.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.kit.test.TestTokens;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// What an outsider learns at the gate beside what is routed: nothing.
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "BZT_PORT=0",
            "BZT_MANAGEMENT_PORT=0",
            "BZT_IDENTITY_URL=http://127.0.0.1:1",
            "BZT_ENTERPRISE_URL=http://127.0.0.1:1",
            "BZT_CA_ORDER_URL=http://127.0.0.1:1",
            "BZT_SEAL_URL=http://127.0.0.1:1",
            "BZT_SCAN_SESSION_URL=http://127.0.0.1:1"
        })
class OutsidersTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @DynamicPropertySource
    static void issuer(DynamicPropertyRegistry registry) {
        registry.add("BZT_ISSUER", TestTokens::issuer);
    }

    @Value("${local.server.port}")
    private int port;

    @Value("${local.management.port}")
    private int management;

    private static HttpResponse<String> ask(int port, String method, String path)
            throws IOException, InterruptedException {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/error",
                "/metrics",
                "/actuator",
                "/actuator/prometheus",
                "/actuator/health/readiness"
            })
    void item10_whatOperatorsRead_isNotAtTheGate(String path) throws Exception {
        for (String method : new String[] {"GET", "POST"}) {
            HttpResponse<String> answer = ask(port, method, path);
            assertThat(answer.statusCode()).as(method + answer.body()).isEqualTo(404);
            assertThat(answer.body()).contains("problems/gateway/not-found");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/error", "/api/identity/v1/me", "/rp/v1/documents"})
    void item10_aMethodThatHttpHasNot_isTheCallersFault_andGoesToNoService(String path)
            throws Exception {
        HttpResponse<String> answer = ask(port, "BREW", path);
        assertThat(answer.statusCode()).isEqualTo(501);
        assertThat(answer.body()).contains("problems/gateway/not-implemented");
    }

    @Test
    void item10_metrics_areAtTheManagementPort_readinessAtTheGateToo() throws Exception {
        assertThat(ask(management, "GET", "/actuator/prometheus").body())
                .contains("jvm_memory_used_bytes");
        assertThat(ask(port, "GET", "/readyz").body()).isEqualTo("{\"status\":\"UP\"}");
    }

    @Test
    void item10_trace_isRefusedByItsMethod() throws Exception {
        HttpResponse<String> answer = ask(port, "TRACE", "/docs");
        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).isPresent();
        assertThat(answer.body()).contains("problems/gateway/method-not-allowed");
    }
}
