package cn.biaozhengtong.seal.stamping;

import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.crypto.Sm3;
import cn.biaozhengtong.crypto.cms.SignedDataBuilder;
import cn.biaozhengtong.crypto.seal.SealSignature;
import cn.biaozhengtong.kit.test.RealServers;
import cn.biaozhengtong.kit.work.UnitOfWork;
import cn.biaozhengtong.seal.TestAuthority;
import cn.biaozhengtong.seal.life.Seal;
import cn.biaozhengtong.seal.life.SealKind;
import cn.biaozhengtong.seal.life.SealWords;
import cn.biaozhengtong.seal.life.Seals;
import cn.biaozhengtong.seal.life.TellOfSeals;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/// A platform, an enterprise with a seal, and a phone that signs, with a real database, workers and
/// time stamps.
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@RealServers
abstract class StampingFlow {
    static final TestAuthority CA = new TestAuthority();
    static final Instant AT = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    static final Map<String, String> WHY = Map.of("reason", "投标人要求更换文件");

    /// As long as the service that these tests share.
    static final Path OBJECTS = Path.of("target", "objects-" + UUID.randomUUID());

    @TempDir Path folder;

    @Value("${local.server.port}")
    int port;

    @Autowired Seals seals;
    @Autowired UnitOfWork work;
    @Autowired JdbcClient database;

    final TestAuthority.Holder signer = CA.holder("鞍山测试有限公司");
    final UUID enterprise = UUID.randomUUID();
    final UUID session = UUID.randomUUID();
    Platform platform;
    Seal seal;

    @DynamicPropertySource
    static void authority(DynamicPropertyRegistry registry) throws IOException {
        Files.createDirectories(OBJECTS);
        registry.add("BZT_CA_ORDER_URL", CA::url);
        registry.add("bzt.objects", () -> OBJECTS.toString());
        registry.add("bzt.local.patience", () -> "300ms");
    }

    @BeforeEach
    void anEnterpriseWithASeal() {
        platform = new Platform(port, "platform-" + UUID.randomUUID());
        seal = active(SealKind.bidding_seal, signer);
    }

    @AfterEach
    void backAgain() {
        CA.away(false);
        CA.old(false);
        CA.silent(false);
    }

    Seal active(SealKind kind, TestAuthority.Holder user) {
        Seal it =
                Seal.draft(
                        new Seal.Owner(enterprise, "鞍山测试有限公司"),
                        kind,
                        new SealWords("鞍山测试有限公司" + kind.title(), ""),
                        work.now());
        String esId = it.sealId().toString().replace("-", "") + "-1";
        var made = CA.seal(esId, it.name(), user.certificate());
        it.shows("0".repeat(64));
        it.made(1, esId, true);
        database.sql(
                        "INSERT INTO seal_version (es_id, seal_id, version, name, picture, signers, seal, made_at) VALUES (?, ?, 1, ?, ?, ?, ?, ?)")
                .params(
                        esId,
                        it.sealId().toString(),
                        it.name(),
                        "0".repeat(64),
                        user.certificate().serial().hex(),
                        made.encoded(),
                        Timestamp.from(Instant.now()))
                .update();
        work.run(() -> seals.add(it, TellOfSeals.SYSTEM));
        return it;
    }

    Map<String, Object> wanted(String document, byte[] content) {
        return Map.of(
                "documentId",
                document,
                "digest",
                Sm3.hex(content),
                "sealKind",
                "bidding_seal",
                "placements",
                List.of(
                        Map.of(
                                "type", "page", "page", 1, "left", 200, "top", 300, "width", 150,
                                "height", 150)));
    }

    Map<String, Object> asked(List<Map<String, Object>> documents) {
        return asked(signer, documents);
    }

    Map<String, Object> asked(TestAuthority.Holder by, List<Map<String, Object>> documents) {
        return Map.of(
                "clientId", platform.client(),
                "enterpriseId", enterprise,
                "accountId", UUID.nameUUIDFromBytes(new byte[] {1}),
                "certificateSerial", by.certificate().serial().hex(),
                "certificate", Base64.getEncoder().encodeToString(by.certificate().encoded()),
                "at", AT.toString(),
                "documents", documents);
    }

    Platform.Answer prepare(UUID where, Map<String, Object> body) throws Exception {
        return platform.post("/internal/sessions/" + where + "/stampings", body);
    }

    /// Of a session that nothing was prepared for.
    Platform.Answer holdNothing(UUID where) throws Exception {
        String none = "0".repeat(64);
        return platform.post(
                "/internal/sessions/" + where + "/stampings/hold",
                Map.of("stampings", List.of(Map.of("digest", none, "property", "", "seal", none))));
    }

    int uses(UUID where) {
        return database.sql("SELECT COUNT(*) FROM seal_use WHERE session_id = ?")
                .param(where.toString())
                .query(Integer.class)
                .single();
    }

    /// @param prepared as the session keeps it
    Platform.Answer hold(UUID where, JsonNode prepared) throws Exception {
        List<Map<String, String>> held = new ArrayList<>();
        for (JsonNode it : prepared.path("stampings")) {
            byte[] der =
                    Base64.getDecoder()
                            .decode(
                                    prepared.path("seals")
                                            .path(it.path("seal").asInt())
                                            .path("seal")
                                            .asString());
            held.add(
                    Map.of(
                            "digest", it.path("digest").asString(),
                            "property", it.path("property").asString(),
                            "seal", Sm3.hex(der)));
        }
        return platform.post(
                "/internal/sessions/" + where + "/stampings/hold", Map.of("stampings", held));
    }

    Platform.Answer complete(UUID where, List<String> signatures) throws Exception {
        return platform.post(
                "/internal/sessions/" + where + "/stamped", Map.of("signatures", signatures));
    }

    /// As a phone does: from digest, certificate and seal, nothing else.
    List<String> signed(JsonNode answer) {
        List<String> out = new ArrayList<>();
        for (JsonNode it : answer.path("stampings")) {
            byte[] digest = HexFormat.of().parseHex(it.path("digest").asString());
            byte[] der =
                    Base64.getDecoder()
                            .decode(
                                    answer.path("seals")
                                            .path(it.path("seal").asInt())
                                            .path("seal")
                                            .asString());
            Preimage preimage =
                    it.path("format").asString().equals("pdf")
                            ? SignedDataBuilder.sealedPreimage(digest, der, signer.certificate())
                            : SealSignature.prepare(
                                    cn.biaozhengtong.crypto.seal.Seal.parse(der),
                                    AT,
                                    digest,
                                    it.path("property").asString());
            out.add(Base64.getEncoder().encodeToString(signer.key().sign(preimage.toBytes())));
        }
        return out;
    }

    JsonNode report(byte[] file) throws Exception {
        Platform.Answer it = new Verifier(port).verify(file);
        assertThat(it.status()).as(Platform.text(it)).isEqualTo(200);
        return it.json();
    }

    static String run(String... command) throws IOException, InterruptedException {
        Process it = new ProcessBuilder(command).redirectErrorStream(true).start();
        String out = new String(it.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return it.waitFor() + "\n" + out;
    }
}
