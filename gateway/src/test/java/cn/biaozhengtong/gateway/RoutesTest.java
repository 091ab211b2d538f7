package cn.biaozhengtong.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.kit.test.TestTokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// Whatever a service's contract offers to people and platforms is reached through the gateway, at
/// that service: an operation without a route works in every test but this one.
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"BZT_PORT=0", "BZT_MANAGEMENT_PORT=0", "bzt.limits.per-address=10000"})
class RoutesTest {
    private static final Map<String, Upstream> SERVICES = new LinkedHashMap<>();

    static {
        Stream.of("identity", "enterprise", "ca-order", "seal", "scan-session")
                .forEach(it -> SERVICES.put(it, new Upstream(it)));
    }

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @DynamicPropertySource
    static void surroundings(DynamicPropertyRegistry registry) {
        registry.add("BZT_ISSUER", TestTokens::issuer);
        registry.add(
                "spring.security.oauth2.resourceserver.jwt.jwk-set-uri",
                () -> TestTokens.issuer() + "/jwks");
        registry.add("BZT_IDENTITY_URL", SERVICES.get("identity")::url);
        registry.add("BZT_ENTERPRISE_URL", SERVICES.get("enterprise")::url);
        registry.add("BZT_CA_ORDER_URL", SERVICES.get("ca-order")::url);
        registry.add("BZT_SEAL_URL", SERVICES.get("seal")::url);
        registry.add("BZT_SCAN_SESSION_URL", SERVICES.get("scan-session")::url);
    }

    @Value("${local.server.port}")
    private int port;

    static Stream<Arguments> offered() {
        return SERVICES.keySet().stream()
                .flatMap(service -> paths(service).map(path -> Arguments.of(service, path)));
    }

    private static Stream<String> paths(String service) {
        Path contract = Path.of("../" + service + "-service/src/contract/openapi.yaml");
        try {
            return Files.readAllLines(contract).stream()
                    .filter(it -> it.matches("  /(api|rp|review|operations|sandbox|notify)/[^ ]*:"))
                    .map(it -> it.strip().replace(":", "").replaceAll("\\{[^}]+}", "x"))
                    // Streams have no end here; they go where what they tell of goes.
                    .filter(it -> !it.endsWith("/events"))
                    .distinct();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("offered")
    void operation_isReachedAtItsService(String service, String path) throws Exception {
        HttpResponse<String> answer =
                HTTP.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                .header("Authorization", "Bearer " + whoMay(path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.body()).isEqualTo(service + " " + path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/verify", "/verify/verify.js", "/rp/v1/verifications"})
    void verification_isForAnybody(String path) throws Exception {
        HttpResponse<String> answer =
                HTTP.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.body()).isEqualTo("seal " + path);
    }

    private static String whoMay(String path) {
        UUID anybody = UUID.randomUUID();
        return path.startsWith("/rp/")
                ? TestTokens.relyingParty("platform-" + anybody)
                : TestTokens.verifiedPhone(anybody, anybody);
    }
}
