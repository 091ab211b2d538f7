package cn.biaozhengtong.kit.device;

import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.kit.test.KitApplication;
import cn.biaozhengtong.kit.test.RealServers;
import cn.biaozhengtong.kit.test.TestDevices;
import cn.biaozhengtong.kit.test.TestTokens;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// Item 12: a device is a key. What a thief of tokens, of proofs and of nonces gets.
@SpringBootTest(
        classes = KitApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"spring.config.name=kit-test", "bzt.security.open=/api/open"})
@RealServers
@Import(DeviceProofTest.Doors.class)
class DeviceProofTest {
    private static final String OPEN = "/api/open";
    private static final String ACT = "/api/act";
    private static final String GRAVE = "/api/grave";
    private static final String BODY = "{\"what\":\"开标\"}";

    private final HttpClient http = HttpClient.newHttpClient();
    private final UUID device = UUID.randomUUID();
    private final DeviceKey key = TestDevices.of(device);
    private final String token = TestTokens.verifiedPhone(UUID.randomUUID(), device);

    @Autowired private ConfigurableApplicationContext context;
    @Autowired private JdbcClient database;
    @Autowired private SpentProofs spent;
    @Autowired private Doors doors;

    @Value("${local.server.port}")
    private int port;

    @RestController
    static class Doors {
        final AtomicInteger acts = new AtomicInteger();

        @GetMapping(ACT)
        String read() {
            return "read";
        }

        @PostMapping(ACT)
        String act(@RequestBody String body) {
            acts.incrementAndGet();
            return body;
        }

        @PutMapping("/api/other")
        String other(@RequestBody String body) {
            return body;
        }

        @FreshProof
        @PostMapping(GRAVE)
        String grave(@RequestBody String body) {
            return body;
        }

        @PostMapping(OPEN)
        String open(DeviceKey key, @RequestBody String body) {
            return key.id() + body;
        }
    }

    private TestProof proof() {
        return proof(ACT);
    }

    private TestProof proof(String path) {
        return TestProof.of(
                key,
                "POST",
                "https://gateway" + path,
                token,
                BODY.getBytes(StandardCharsets.UTF_8));
    }

    private HttpResponse<String> post(String path, @Nullable TestProof proof) throws Exception {
        return send(port, "POST", path, token, proof, BODY);
    }

    private HttpResponse<String> send(
            int at,
            String method,
            String path,
            String bearer,
            @Nullable TestProof proof,
            String body)
            throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + at + path))
                        .header("X-Unproved", "yes")
                        .header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (!bearer.isEmpty()) {
            request.header("Authorization", "Bearer " + bearer);
        }
        if (proof != null) {
            request.header("DPoP", proof.header());
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static void refused(String problem, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(401);
        assertThat(answer.body()).contains("problems/device-proof/" + problem);
    }

    private static void refusedFor(String which, HttpResponse<String> answer) {
        refused("proof-refused", answer);
        assertThat(answer.body()).contains("\"detail\":\"" + which + "\"");
    }

    @Test
    void item12_aStolenToken_readsAndChangesNothing() throws Exception {
        assertThat(send(port, "GET", ACT, token, null, "").body()).isEqualTo("read");
        int before = doors.acts.get();
        refused("proof-needed", post(ACT, null));
        // The thief's own key, of a device of his own.
        TestProof his =
                TestProof.of(
                        TestDevices.key(),
                        "POST",
                        "https://gateway" + ACT,
                        token,
                        BODY.getBytes(StandardCharsets.UTF_8));
        refusedFor("jwk", post(ACT, his));
        assertThat(doors.acts).hasValue(before);
        HttpResponse<String> answer = post(ACT, proof());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(BODY);
    }

    @Test
    void item12_aProofOfAnotherRequest_isRefused() throws Exception {
        refusedFor("htm", post(ACT, proof().with("htm", "PUT")));
        refusedFor("htu", post(ACT, proof("/api/other")));
        refusedFor("htu", post(ACT + "?a=1", proof()));
        refusedFor("htu", post(ACT, proof(ACT + "?a=1")));
        refusedFor("bh", send(port, "POST", ACT, token, proof(), "{\"what\":\"else\"}"));
        refusedFor("bh", post(ACT, proof().with("bh", null)));
        refusedFor("ath", post(ACT, proof().with("ath", null)));
        String next = TestTokens.verifiedPhone(UUID.randomUUID(), device);
        refusedFor("ath", send(port, "POST", ACT, next, proof(), BODY));
        assertThat(post(ACT + "?a=1", proof(ACT + "?a=1")).statusCode()).isEqualTo(200);
    }

    @Test
    void item12_aForgedProof_isRefused() throws Exception {
        refusedFor("header", post(ACT, proof().typed("JWT")));
        refusedFor("header", post(ACT, proof().withoutKey()));
        refusedFor("claims", post(ACT, proof().with("jti", "short")));
        // The owner's key in the header, the signature of another.
        TestProof real = proof();
        String[] parts = real.header().split("\\.", -1);
        String other = TestProof.of(TestDevices.key(), "POST", ACT, token, new byte[0]).header();
        String forged = parts[0] + "." + parts[1] + other.substring(other.lastIndexOf('.'));
        HttpRequest request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + ACT))
                        .header("Authorization", "Bearer " + token)
                        .header("DPoP", forged)
                        .POST(HttpRequest.BodyPublishers.ofString(BODY))
                        .build();
        refusedFor("signature", http.send(request, HttpResponse.BodyHandlers.ofString()));
    }

    @Test
    void item12_aProof_isGoodOnce_onEveryReplica() throws Exception {
        try (ConfigurableApplicationContext second = replica()) {
            int there =
                    Objects.requireNonNull(
                            second.getEnvironment()
                                    .getProperty("local.server.port", Integer.class));
            TestProof proof = proof();
            assertThat(post(ACT, proof).statusCode()).isEqualTo(200);
            refusedFor("jti", post(ACT, proof));
            refusedFor("jti", send(there, "POST", ACT, token, proof, BODY));
            // The same name in a new proof.
            refusedFor("jti", post(ACT, proof.with("iat", new Date())));
            // A nonce of one replica is known to the other, and used up for both.
            TestProof fresh = proof(GRAVE).with("nonce", nonce(post(GRAVE, proof(GRAVE))));
            assertThat(send(there, "POST", GRAVE, token, fresh, BODY).statusCode()).isEqualTo(200);
            refused("nonce-needed", post(GRAVE, fresh.with("jti", UUID.randomUUID().toString())));
        }
    }

    private ConfigurableApplicationContext replica() {
        var servers =
                Objects.requireNonNull(
                        context.getEnvironment().getPropertySources().get("realServers"));
        return new SpringApplicationBuilder(KitApplication.class, Doors.class)
                .properties(
                        "spring.config.name=kit-test",
                        "bzt.security.open=" + OPEN,
                        "BZT_PORT=0",
                        "BZT_MANAGEMENT_PORT=0")
                .initializers(it -> it.getEnvironment().getPropertySources().addFirst(servers))
                .run();
    }

    private static String nonce(HttpResponse<String> answer) {
        refused("nonce-needed", answer);
        return answer.headers().firstValue("DPoP-Nonce").orElseThrow();
    }

    @Test
    void item12_whatIsMostDangerous_needsANonceOfOurs() throws Exception {
        String nonce = nonce(post(GRAVE, proof(GRAVE)));
        // Another key's, a made-up one, one that is over.
        DeviceKey others = TestDevices.key();
        String foreign = context.getBean(ProofNonces.class).next(others);
        nonce(post(GRAVE, proof(GRAVE).with("nonce", foreign)));
        nonce(post(GRAVE, proof(GRAVE).with("nonce", "made up")));
        nonce(post(GRAVE, proof(GRAVE).with("nonce", "1" + nonce)));
        assertThat(post(GRAVE, proof(GRAVE).with("nonce", nonce)).statusCode()).isEqualTo(200);
        nonce(post(GRAVE, proof(GRAVE).with("nonce", nonce)));
    }

    @Test
    void item12_aWrongClock_isHelpedByANonce_andNoOldProofIsGood() throws Exception {
        for (long seconds : new long[] {-110, 50}) {
            assertThat(post(ACT, dated(seconds)).statusCode()).isEqualTo(200);
        }
        for (long seconds : new long[] {-130, 70, -90_000, 90_000}) {
            String nonce = nonce(post(ACT, dated(seconds)));
            assertThat(post(ACT, dated(seconds).with("nonce", nonce)).statusCode()).isEqualTo(200);
        }
    }

    private TestProof dated(long seconds) {
        return proof().with("iat", Date.from(Instant.now().plusSeconds(seconds)));
    }

    @Test
    void item12_withoutToken_theKeyIsHandedOver_onlyWhenProved() throws Exception {
        DeviceKey mine = TestDevices.key();
        byte[] body = BODY.getBytes(StandardCharsets.UTF_8);
        TestProof proof = TestProof.of(mine, "POST", "https://gateway" + OPEN, null, body);
        assertThat(send(port, "POST", OPEN, "", proof, BODY).body()).isEqualTo(mine.id() + BODY);
        refusedFor("jti", send(port, "POST", OPEN, "", proof, BODY));
        refused("proof-needed", send(port, "POST", OPEN, "", null, BODY));
        TestProof another = TestProof.of(mine, "POST", "https://gateway" + OPEN, null, body);
        refusedFor("bh", send(port, "POST", OPEN, "", another, "{}"));
    }

    @Test
    void item12_ids_areOfTheKey_andOfVersion8() {
        DeviceKey one = TestDevices.key();
        assertThat(one.id()).isEqualTo(new DeviceKey(one.thumbprint()).id());
        assertThat(one.id()).isNotEqualTo(TestDevices.key().id());
        assertThat(one.id().version()).isEqualTo(8);
        assertThat(one.id().variant()).isEqualTo(2);
    }

    @Test
    void item12_whatIsSpent_isForgottenWhenNothingOfItIsGoodAnyMore() {
        assertThat(spent.spend("old")).isTrue();
        assertThat(spent.spend("old")).isFalse();
        database.sql("UPDATE spent_proof SET ends_at = ends_at - INTERVAL 1 HOUR WHERE id = 'old'")
                .update();
        assertThat(spent.spend("young")).isTrue();
        spent.letGo();
        assertThat(stored("old")).isEmpty();
        assertThat(stored("young")).isPresent();
    }

    private Optional<String> stored(String id) {
        return database.sql("SELECT id FROM spent_proof WHERE id = ?")
                .param(id)
                .query(String.class)
                .optional();
    }
}
