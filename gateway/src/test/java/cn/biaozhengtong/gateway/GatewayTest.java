package cn.biaozhengtong.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.kit.test.TestTokens;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// The door before real HTTP services: who comes in, where to, and what is kept out.
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"BZT_PORT=0", "BZT_MANAGEMENT_PORT=0"})
class GatewayTest {
    private static final Upstream IDENTITY = new Upstream("identity");
    private static final Upstream ENTERPRISE = new Upstream("enterprise");
    private static final Upstream CA_ORDER = new Upstream("ca-order");
    private static final Upstream SCAN = new Upstream("scan-session");
    private static final Upstream SCAN_TOO = new Upstream("scan-session");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @DynamicPropertySource
    static void surroundings(DynamicPropertyRegistry registry) {
        registry.add("BZT_ISSUER", TestTokens::issuer);
        registry.add(
                "spring.security.oauth2.resourceserver.jwt.jwk-set-uri",
                () -> TestTokens.issuer() + "/jwks");
        registry.add("BZT_IDENTITY_URL", IDENTITY::url);
        registry.add("BZT_ENTERPRISE_URL", ENTERPRISE::url);
        registry.add("BZT_CA_ORDER_URL", CA_ORDER::url);
        registry.add("BZT_SEAL_URL", () -> "http://127.0.0.1:1");
        registry.add("BZT_SCAN_SESSION_URL", () -> SCAN.url() + ", " + SCAN_TOO.url());
        registry.add("spring.http.clients.read-timeout", () -> "2s");
        registry.add("bzt.limits.max-body", () -> "100000");
        registry.add("bzt.limits.per-account", () -> "20");
    }

    @Value("${local.server.port}")
    private int port;

    private HttpRequest.Builder request(String path, String token) {
        HttpRequest.Builder out =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        return token.isEmpty() ? out : out.header("Authorization", "Bearer " + token);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path, String token)
            throws IOException, InterruptedException {
        return send(request(path, token));
    }

    private static String phone() {
        return TestTokens.verifiedPhone(UUID.randomUUID(), UUID.randomUUID());
    }

    @ParameterizedTest
    @CsvSource({
        "/api/identity/v1/me, identity",
        "/api/enterprises/v1/memberships, enterprise",
        "/api/orders/v1/orders, ca-order",
        "/api/certificates/v1/certificates, ca-order",
        "/api/catalogue/v1/platforms, ca-order",
        "/review/v1/orders, ca-order",
        "/operations/v1/operators, ca-order",
        "/operations/v1/relying-parties, scan-session",
        "/operations/v1/regains, identity",
        "/api/scan/v1/sessions/scan, scan-session",
        "/rp/v1/sessions, scan-session"
    })
    void route_withToken_reachesItsService_withoutIsRefusedHere(String path, String service)
            throws Exception {
        assertThat(get(path, phone()).body()).isEqualTo(service + " " + path);
        int before = IDENTITY.calls() + ENTERPRISE.calls() + CA_ORDER.calls() + SCAN.calls();
        HttpResponse<String> refused = get(path, "");
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.body()).contains("problems/gateway/unauthenticated");
        assertThat(IDENTITY.calls() + ENTERPRISE.calls() + CA_ORDER.calls() + SCAN.calls())
                .isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/ocsp/MEI=",
                "/crl/issuing.crl",
                "/ca/root.cer",
                "/tsa",
                "/log/checkpoint",
                "/notify/v1/sandbox",
                "/s?i=1",
                "/api/identity/v1/login/codes"
            })
    void openPath_needsNoToken(String path) throws Exception {
        assertThat(get(path, "").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/ocsp/ME%2FI=",
                "/ocsp/ME%2fI%3D",
                "/ocsp/ME/I=",
                "/ocsp/ME//I%2B",
                "/ocsp//MEI=",
                "/ocsp/ME%2F%2FI="
            })
    void item4_ocspQuestion_withSlashes_arrivesWithAllOfThem(String path) throws Exception {
        HttpResponse<String> answer = get(path, "");
        assertThat(answer.statusCode()).isEqualTo(200);
        String question = path.substring("/ocsp/".length()).replace("/", "%2F");
        assertThat(answer.body()).isEqualTo("ca-order /ocsp/" + question);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/ocsp/..%2finternal/x",
                "/ocsp/%2e%2e%2finternal%2fx",
                "/ocsp/ME%252F",
                "/ocsp/../internal/x",
                "/ocsp/ME;x=/I",
                "/crl/a%2fb",
                "/ocsp%2fMEI=",
                "/%69nternal/accounts/1",
                "/api/identity/v1/%6cogin/codes",
                "/api/%69dentity/v1/login/codes",
                "/%74sa",
                "/%61pi/orders/v1/orders",
                "/internal/accounts/1",
                "/actuator/health",
                "/actuator/env",
                "/api/../internal/accounts/1",
                "/api/orders/..%2f..%2finternal/x",
                "/api/orders/%2e%2e/internal/x",
                "//internal/accounts/1",
                "/v3/api-docs",
                "/nothing"
            })
    void path_thatIsNoRoute_doesNotExist(String path) throws Exception {
        for (String token : new String[] {"", phone(), TestTokens.service("seal-service")}) {
            HttpResponse<String> answer = get(path, token);
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.headers().firstValue("Content-Type").orElse(""))
                    .startsWith("application/problem+json");
            assertThat(answer.body()).contains("problems/gateway/not-found");
        }
    }

    @Test
    void body_overTheLimit_isRefused_announcedOrNot() throws Exception {
        byte[] large = new byte[200_000];
        HttpRequest.Builder announced =
                request("/api/orders/v1/x", phone())
                        .POST(HttpRequest.BodyPublishers.ofByteArray(large));
        assertThat(send(announced).statusCode()).isEqualTo(413);
        HttpRequest.Builder chunked =
                request("/api/orders/v1/x", phone())
                        .POST(
                                HttpRequest.BodyPublishers.ofInputStream(
                                        () -> new ByteArrayInputStream(large)));
        HttpResponse<String> answer = send(chunked);
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("problems/gateway/too-large");
        HttpRequest.Builder fitting =
                request("/api/orders/v1/x", phone())
                        .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[90_000]));
        assertThat(send(fitting).statusCode()).isEqualTo(200);
    }

    @Test
    void account_overItsLimit_isToldToWait_andOthersAreNot() throws Exception {
        String busy = phone();
        int limited = 0;
        // More than sixty where this machine is slow, so that the bucket fills meanwhile.
        for (int i = 0; i < 1000 && limited == 0; i++) {
            HttpResponse<String> answer = get("/api/identity/v1/me", busy);
            if (answer.statusCode() == 429) {
                limited++;
                assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            }
        }
        assertThat(limited).isPositive();
        assertThat(get("/api/identity/v1/me", phone()).statusCode()).isEqualTo(200);
    }

    /// Each is a signature and a row that is never deleted.
    @Test
    void item17_timeStamps_haveALimitOfTheirOwn_alsoOfSize() throws Exception {
        assertThat(stamp("/tsa", 1025)).isEqualTo(413);
        int limited = 0;
        for (int i = 0; i < 1000 && limited == 0; i++) {
            limited += stamp("/tsa", 70) == 429 ? 1 : 0;
        }
        assertThat(limited).isPositive();
        assertThat(stamp("/%74sa", 70)).isEqualTo(429);
        assertThat(get("/api/identity/v1/me", phone()).statusCode()).isEqualTo(200);
    }

    /// Each is a process; what platforms do beside it goes on.
    @Test
    void verifications_haveALimitOfTheirOwn_andDocumentsNeedAToken() throws Exception {
        int limited = 0;
        for (int i = 0; i < 1000 && limited == 0; i++) {
            limited += stamp("/rp/v1/verifications", 70) == 429 ? 1 : 0;
        }
        assertThat(limited).isPositive();
        assertThat(stamp("/rp/v1/%76erifications", 70)).isEqualTo(429);
        assertThat(get("/rp/v1/documents/x", "").statusCode()).isEqualTo(401);
    }

    /// Whoever has no token is an address; from one of his own, so that others here go on.
    @Test
    void item11_regaining_countsAsLogins_whateverThePath() throws Exception {
        InetAddress another = InetAddress.getByName("127.0.0.2");
        try (HttpClient stranger = HttpClient.newBuilder().localAddress(another).build()) {
            int limited = 0;
            for (int i = 0; i < 1000 && limited == 0; i++) {
                limited += knock(stranger, "/login/regains") == 429 ? 1 : 0;
            }
            assertThat(limited).isPositive();
            String one = "/login/regains/" + UUID.randomUUID();
            assertThat(knock(stranger, "/login/regains/codes")).isEqualTo(429);
            assertThat(knock(stranger, one + "/progress")).isEqualTo(429);
            assertThat(knock(stranger, "/%6cogin/regains")).isEqualTo(429);
        }
        assertThat(get("/api/identity/v1/login/codes", "").statusCode()).isEqualTo(200);
    }

    private int knock(HttpClient who, String path) throws Exception {
        return who.send(
                        request("/api/identity/v1" + path, "")
                                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private int stamp(String path, int bytes) throws Exception {
        return send(request(path, "")
                        .header("Content-Type", "application/timestamp-query")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[bytes])))
                .statusCode();
    }

    @Test
    void platform_mayAskMoreOften_thanAnAccount() throws Exception {
        String platform = TestTokens.relyingParty("rp-busy");
        for (int i = 0; i < 60; i++) {
            assertThat(get("/rp/v1/sessions", platform).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void service_downOrSlow_is503Or504_withRetryAfter() throws Exception {
        HttpResponse<String> down = get("/api/seals/v1/seals", phone());
        assertThat(down.statusCode()).isEqualTo(503);
        assertThat(down.headers().firstValue("Retry-After")).isPresent();
        assertThat(down.body()).contains("problems/gateway/unavailable");
        HttpResponse<String> slow = get("/api/orders/slow", phone());
        assertThat(slow.statusCode()).isEqualTo(504);
        assertThat(slow.body()).contains("problems/gateway/timeout");
    }

    @Test
    void redirect_ofAService_isPassedOn_notFollowed() throws Exception {
        HttpResponse<String> moved = get("/api/orders/moved", phone());
        assertThat(moved.statusCode()).isEqualTo(302);
        assertThat(moved.body()).isEmpty();
    }

    @Test
    void problem_speaksTheLanguageAskedFor() throws Exception {
        HttpRequest.Builder english =
                request("/api/orders/v1/x", "").header("Accept-Language", "en");
        assertThat(send(english).body()).contains("Log in first");
        assertThat(get("/api/orders/v1/x", "").body()).contains("请先登录");
    }

    @Test
    void token_ofAnotherIssuerOrAltered_isRefused() throws Exception {
        String good = phone();
        String altered = good.substring(0, good.length() - 8) + "AAAAAAAA";
        assertThat(get("/api/orders/v1/orders", altered).statusCode()).isEqualTo(401);
    }
}
