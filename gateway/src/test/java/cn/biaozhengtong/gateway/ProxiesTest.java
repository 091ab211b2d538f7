package cn.biaozhengtong.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.kit.test.TestTokens;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// Whose a request is, when a load balancer stands before the gateway: it is believed, and nobody
/// else. Here it is 127.0.5.x; two gateways share the limits.
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "BZT_PORT=0",
            "BZT_MANAGEMENT_PORT=0",
            "BZT_TRUSTED_PROXIES=127.0.5.0/24,10.9.0.0/16",
            "BZT_GATEWAY_REPLICAS=2",
            "BZT_LIMIT_LOGINS=8",
            "BZT_LIMIT_REFRESHES=80"
        })
class ProxiesTest {
    private static final Upstream IDENTITY = new Upstream("identity");
    private static final String CODES = "/api/identity/v1/login/sms-codes";
    private static final String REFRESH = "/api/identity/v1/login/refresh";

    @Value("${local.server.port}")
    private int port;

    @DynamicPropertySource
    static void surroundings(DynamicPropertyRegistry registry) {
        registry.add("BZT_ISSUER", TestTokens::issuer);
        registry.add(
                "spring.security.oauth2.resourceserver.jwt.jwk-set-uri",
                () -> TestTokens.issuer() + "/jwks");
        registry.add("BZT_IDENTITY_URL", IDENTITY::url);
        for (String other : new String[] {"ENTERPRISE", "CA_ORDER", "SEAL", "SCAN_SESSION"}) {
            registry.add("BZT_" + other + "_URL", () -> "http://127.0.0.1:1");
        }
    }

    private int post(String from, String path, String... forwarded) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .POST(HttpRequest.BodyPublishers.ofString("{}"));
        for (String each : forwarded) {
            request.header("X-Forwarded-For", each);
        }
        try (HttpClient client =
                HttpClient.newBuilder().localAddress(InetAddress.getByName(from)).build()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }

    private int untilLimited(String from, String path, String... forwarded) throws Exception {
        int passed = 0;
        while (passed < 500 && post(from, path, forwarded) == 200) {
            passed++;
        }
        return passed;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                // Nobody's word counts but a proxy's.
                "127.0.4.1; 9.9.9.9; 127.0.4.1",
                "127.0.4.1; 127.0.5.1; 127.0.4.1",
                "127.0.5.1; 8.8.8.8; 8.8.8.8",
                // What stands left of what a proxy wrote is the client's own invention.
                "127.0.5.1; 9.9.9.9, 8.8.8.8; 8.8.8.8",
                "127.0.5.1; 9.9.9.9, 8.8.8.8, 10.9.1.1; 8.8.8.8",
                "127.0.5.1; 10.9.1.2, 8.8.8.8, 10.9.1.1; 8.8.8.8",
                "127.0.5.1; 2001:db8:1:2::7; 2001:db8:1:2::7",
                "127.0.5.1; nonsense, 8.8.8.8; 8.8.8.8"
            })
    void client_isWhomATrustedProxyNames_theRightmostThatIsNone(
            String from, String forwarded, String client) throws Exception {
        assertThat(post(from, "/sandbox/v1/sms/x", forwarded)).isEqualTo(200);
        assertThat(IDENTITY.seen()).isEqualTo(client);
    }

    @Test
    void client_isTheRightmost_alsoOfSeveralHeaders() throws Exception {
        assertThat(post("127.0.5.1", "/sandbox/v1/sms/x", "9.9.9.9", "8.8.4.4")).isEqualTo(200);
        assertThat(IDENTITY.seen()).isEqualTo("8.8.4.4");
    }

    @Test
    void phonesBehindOneBalancer_haveALimitEach() throws Exception {
        assertThat(untilLimited("127.0.5.1", CODES, "7.7.7.1")).isBetween(8, 20);
        assertThat(post("127.0.5.1", CODES, "7.7.7.2")).isEqualTo(200);
        // And nobody gets a fresh one by what he writes himself.
        assertThat(post("127.0.5.1", CODES, "7.7.7.3, 7.7.7.1")).isEqualTo(429);
    }

    @Test
    void strangersHeader_givesNoFreshLimit() throws Exception {
        assertThat(untilLimited("127.0.4.2", CODES)).isBetween(8, 20);
        assertThat(post("127.0.4.2", CODES, "6.6.6.6")).isEqualTo(429);
    }

    /// Whoever has IPv6 has a /64.
    @Test
    void limit_isOfTheNetwork_whereAnAddressIsOneOfManyOfOneUser() throws Exception {
        int passed = 0;
        while (passed < 500
                && post("127.0.5.1", CODES, "2001:db8:9:9::" + Integer.toHexString(passed + 1))
                        == 200) {
            passed++;
        }
        assertThat(passed).isBetween(8, 20);
        assertThat(post("127.0.5.1", CODES, "2001:db8:9:a::1")).isEqualTo(200);
    }

    /// 8 a minute and twice that at once, of which each of two gateways has half.
    @Test
    void replicas_haveTheirPartOfALimit() throws Exception {
        assertThat(untilLimited("127.0.5.1", CODES, "5.5.5.1")).isBetween(8, 12);
    }

    @Test
    void renewingTokens_usesUpNobodysLogins() throws Exception {
        assertThat(untilLimited("127.0.5.1", REFRESH, "5.5.5.2")).isBetween(80, 200);
        assertThat(post("127.0.5.1", CODES, "5.5.5.2")).isEqualTo(200);
    }
}
