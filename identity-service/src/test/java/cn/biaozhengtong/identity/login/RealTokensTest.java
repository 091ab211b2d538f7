package cn.biaozhengtong.identity.login;

import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.identity.account.Accounts;
import cn.biaozhengtong.identity.account.PhoneNumber;
import cn.biaozhengtong.identity.device.Devices;
import cn.biaozhengtong.identity.device.Logins;
import cn.biaozhengtong.kit.device.DeviceKey;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.test.RealKeycloak;
import cn.biaozhengtong.kit.test.RealServers;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Tokens of the real Keycloak, over HTTP.
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@RealServers
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealTokensTest {
    private static final RealKeycloak KEYCLOAK = new RealKeycloak();
    private static final String API = "/api/identity/v1/";

    @Value("${local.server.port}")
    private int port;

    @Autowired private SmsCodes codes;
    @Autowired private Accounts accounts;
    @Autowired private Devices devices;
    @Autowired private Logins logins;
    @Autowired private OpenLogin open;

    private final HttpClient http = HttpClient.newHttpClient();
    private final JsonMapper json = new JsonMapper();

    @DynamicPropertySource
    static void keycloak(DynamicPropertyRegistry properties) {
        String jwt = "spring.security.oauth2.resourceserver.jwt.";
        properties.add("bzt.keycloak.url", KEYCLOAK::url);
        properties.add("bzt.keycloak.client-secret", () -> RealKeycloak.SECRET);
        properties.add("bzt.keycloak.ticket-secret", () -> RealKeycloak.SECRET);
        properties.add(jwt + "issuer-uri", KEYCLOAK::issuer);
        properties.add(
                jwt + "jwk-set-uri", () -> KEYCLOAK.issuer() + "/protocol/openid-connect/certs");
    }

    @BeforeAll
    void start() throws Exception {
        KEYCLOAK.start("http://127.0.0.1:" + port);
    }

    private HttpResponse<String> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, Map<String, Object> body)
            throws IOException, InterruptedException {
        return send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + API + path))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(json.writeValueAsString(body))));
    }

    private int profile(String access) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + API + "me"))
                        .header("Authorization", "Bearer " + access))
                .statusCode();
    }

    private JsonNode login(String phone) throws Exception {
        String code = codes.next(new PhoneNumber(phone), CodePurpose.log_in);
        HttpResponse<String> answer =
                post("login/sms", Map.of("phone", phone, "code", code, "deviceName", "手机"));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json.readTree(answer.body()).path("tokens");
    }

    private JsonNode refresh(String token) throws IOException, InterruptedException {
        HttpResponse<String> answer = post("login/refresh", Map.of("refreshToken", token));
        return answer.statusCode() == 200
                ? json.readTree(answer.body())
                : json.createObjectNode().put("refused", answer.statusCode());
    }

    private static String of(JsonNode tokens, String name) {
        return tokens.path(name).asString("");
    }

    @Test
    void twoPhonesOfOneAccount_atTheSameMoment_areBothLetIn() throws Exception {
        List<DeviceKey> phones =
                List.of(new DeviceKey("1".repeat(43)), new DeviceKey("2".repeat(43)));
        // Each round another account, whose first login it is.
        for (int round = 0; round < 8; round++) {
            AccountId account = accounts.forPhone(new PhoneNumber("1390000011" + round));
            phones.forEach(it -> devices.seen(account, it, "手机"));
            int epoch = logins.epoch(account);
            CyclicBarrier together = new CyclicBarrier(phones.size());
            List<String> got = new CopyOnWriteArrayList<>();
            List<Thread> threads = new ArrayList<>();
            for (DeviceKey phone : phones) {
                threads.add(
                        Thread.startVirtualThread(() -> {
                            try {
                                together.await();
                                got.add(open.open(account, phone, epoch).accessToken());
                            } catch (Exception e) {
                                got.add(e.toString());
                            }
                        }));
            }
            for (Thread thread : threads) {
                thread.join();
            }
            assertThat(got).hasSize(2).allMatch(it -> it.startsWith("ey"));
        }
    }

    @Test
    void item17_sixParallelUses_leaveOneFamily_andAReuseLaterEndsIt() throws Exception {
        String first = of(login("13900000091"), "refreshToken");
        List<JsonNode> answers = new CopyOnWriteArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            threads.add(
                    Thread.startVirtualThread(() -> {
                        try {
                            answers.add(refresh(first));
                        } catch (IOException | InterruptedException e) {
                            throw new IllegalStateException(e);
                        }
                    }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        Set<String> successors =
                answers.stream()
                        .map(it -> of(it, "refreshToken"))
                        .filter(it -> !it.isEmpty())
                        .collect(Collectors.toCollection(HashSet::new));
        assertThat(answers).hasSize(6);
        assertThat(successors).hasSize(1);
        JsonNode next = refresh(successors.iterator().next());
        assertThat(profile(of(next, "accessToken"))).isEqualTo(200);
        // One of the six comes again with the first: two generations behind.
        assertThat(refresh(first).path("refused").asInt()).isEqualTo(401);
        assertThat(refresh(of(next, "refreshToken")).path("refused").asInt()).isEqualTo(401);
        assertThat(isShutOut(of(next, "accessToken"))).isTrue();
    }

    @Test
    void item17_aThiefWhoRefreshesInTheVerySecondOfTheLogout_loses() throws Exception {
        JsonNode mine = login("13900000092");
        List<JsonNode> stolen = new CopyOnWriteArrayList<>(List.of(mine));
        Thread thief =
                Thread.startVirtualThread(() -> {
                    try {
                        JsonNode last = mine;
                        while (!last.has("refused")) {
                            last = refresh(of(last, "refreshToken"));
                            if (!last.has("refused")) {
                                stolen.add(last);
                            }
                        }
                    } catch (IOException | InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                });
        // Late in a second, so that tokens of the same second follow.
        Thread.sleep(1000 + (1600 - Instant.now().toEpochMilli() % 1000) % 1000);
        int before = stolen.size();
        assertThat(
                        send(HttpRequest.newBuilder(
                                                URI.create(
                                                        "http://127.0.0.1:"
                                                                + port
                                                                + API
                                                                + "me/logout-everywhere"))
                                        .header(
                                                "Authorization",
                                                "Bearer " + of(mine, "accessToken"))
                                        .POST(HttpRequest.BodyPublishers.noBody()))
                                .statusCode())
                .isEqualTo(204);
        thief.join(20_000);
        assertThat(before).isGreaterThan(2);
        for (JsonNode tokens : stolen) {
            assertThat(isShutOut(of(tokens, "accessToken"))).isTrue();
            assertThat(refresh(of(tokens, "refreshToken")).path("refused").asInt()).isEqualTo(401);
        }
    }

    /// Within five seconds (P13).
    private boolean isShutOut(String access) throws Exception {
        for (int i = 0; i < 50; i++) {
            if (profile(access) == 401) {
                return true;
            }
            Thread.sleep(100);
        }
        return false;
    }

    @Test
    void item17_keycloaksOwnRefreshToken_leavesNobodysHands() throws Exception {
        JsonNode tokens = login("13900000093");
        assertThat(of(tokens, "refreshToken")).matches("[A-Za-z0-9_-]+\\.1\\.[0-9a-f]{64}");
        HttpResponse<String> operator =
                send(
                        HttpRequest.newBuilder(
                                        URI.create(
                                                KEYCLOAK.issuer()
                                                        + "/protocol/openid-connect/token"))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(
                                        HttpRequest.BodyPublishers.ofString(
                                                "grant_type=password&client_id=operator-tool"
                                                        + "&username=reviewer-li&client_secret="
                                                        + secret()
                                                        + "&password="
                                                        + secret())));
        assertThat(operator.statusCode()).as(operator.body()).isEqualTo(200);
        assertThat(operator.body()).contains("access_token").doesNotContain("refresh_token\"");
    }

    @Test
    void item17_keycloaksOwnDoors_areShut_toAPhonesToken_andToWhoHasNone() throws Exception {
        JsonNode mine = login("13900000095");
        String access = of(mine, "accessToken");
        assertThat(JWTParser.parse(access).getJWTClaimsSet().getAudience())
                .containsExactly("bzt-phone");
        // Keycloak gives each of its users `manage-account` and more, unless told otherwise.
        assertThat(JWTParser.parse(access).getJWTClaimsSet().getClaims())
                .doesNotContainKeys("resource_access", "realm_access");
        for (String path : List.of("/account", "/account/sessions", "/account/sessions/devices")) {
            assertThat(
                            send(atKeycloak(path, access).header("Accept", "application/json"))
                                    .statusCode())
                    .as(path)
                    .isIn(401, 403, 404);
        }
        assertThat(send(atKeycloak("/account/sessions?current=true", access).DELETE()).statusCode())
                .isIn(401, 403, 404);
        assertThat(of(refresh(of(mine, "refreshToken")), "accessToken")).isNotEmpty();
        // Nobody guesses operators' passwords, or locks them out, without a client's secret.
        HttpResponse<String> guess =
                send(
                        atKeycloak("/protocol/openid-connect/token", access)
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(
                                        HttpRequest.BodyPublishers.ofString(
                                                "grant_type=password&client_id=admin-cli"
                                                        + "&username=reviewer-li&password=x")));
        assertThat(guess.statusCode()).isIn(400, 401);
        assertThat(guess.body()).contains("client").doesNotContain("user credentials");
    }

    private static HttpRequest.Builder atKeycloak(String path, String access) {
        return HttpRequest.newBuilder(URI.create(KEYCLOAK.issuer() + path))
                .header("Authorization", "Bearer " + access);
    }

    @Test
    void item12_aTokenOfKeycloak_namesItsLoginAndItsDevicesKey_andChangesNothingWithoutIt()
            throws Exception {
        String access = of(login("13900000094"), "accessToken");
        JWTClaimsSet claims = JWTParser.parse(access).getJWTClaimsSet();
        assertThat(claims.getIssuer()).isEqualTo(KEYCLOAK.issuer());
        assertThat(claims.getAudience()).contains("bzt-phone");
        assertThat(claims.getStringClaim("sid")).isNotEmpty();
        DeviceKey key = new DeviceKey(claims.getStringClaim("device_key"));
        assertThat(claims.getStringClaim("device")).isEqualTo(key.id().toString());
        HttpResponse<String> unproved =
                send(
                        HttpRequest.newBuilder(
                                        URI.create(
                                                "http://127.0.0.1:"
                                                        + port
                                                        + API
                                                        + "me/logout-everywhere"))
                                .header("Authorization", "Bearer " + access)
                                .header("X-Unproved", "yes")
                                .POST(HttpRequest.BodyPublishers.noBody()));
        assertThat(unproved.statusCode()).isEqualTo(401);
        assertThat(unproved.body()).contains("device-proof/proof-needed");
        assertThat(profile(access)).isEqualTo(200);
    }

    private static String secret() {
        return URLEncoder.encode(RealKeycloak.SECRET, StandardCharsets.UTF_8);
    }
}
