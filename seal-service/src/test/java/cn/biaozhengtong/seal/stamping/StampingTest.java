package cn.biaozhengtong.seal.stamping;

import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.crypto.Sm3;
import cn.biaozhengtong.crypto.cms.SignedDataBuilder;
import cn.biaozhengtong.crypto.seal.SealSignature;
import cn.biaozhengtong.kit.test.RealServers;
import cn.biaozhengtong.kit.work.UnitOfWork;
import cn.biaozhengtong.seal.TestAuthority;
import cn.biaozhengtong.seal.TestDocuments;
import cn.biaozhengtong.seal.document.Document;
import cn.biaozhengtong.seal.document.DocumentFiles;
import cn.biaozhengtong.seal.document.Documents;
import cn.biaozhengtong.seal.life.Seal;
import cn.biaozhengtong.seal.life.SealKind;
import cn.biaozhengtong.seal.life.SealWords;
import cn.biaozhengtong.seal.life.Seals;
import cn.biaozhengtong.seal.life.StopCause;
import cn.biaozhengtong.seal.life.TellOfSeals;
import cn.biaozhengtong.seal.work.Answers.PreparedFile;
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
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// From a platform's upload to the stamped file, over HTTP, with a real database, workers, time
/// stamps; and what an attacker tries on the way.
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@RealServers
class StampingTest {
    private static final TestAuthority CA = new TestAuthority();
    private static final JsonMapper JSON = new JsonMapper();
    private static final Instant AT = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    private static final Map<String, String> WHY = Map.of("reason", "投标人要求更换文件");

    @TempDir private static Path objects;
    @TempDir private Path folder;

    @Value("${local.server.port}")
    private int port;

    @Autowired private Seals seals;
    @Autowired private UnitOfWork work;
    @Autowired private JdbcClient database;
    @Autowired private Documents documents;
    @Autowired private DocumentFiles files;

    private final TestAuthority.Holder signer = CA.holder("鞍山测试有限公司");
    private final UUID enterprise = UUID.randomUUID();
    private final UUID session = UUID.randomUUID();
    private Platform platform;
    private Seal seal;

    @DynamicPropertySource
    static void authority(DynamicPropertyRegistry registry) {
        registry.add("BZT_CA_ORDER_URL", CA::url);
        registry.add("bzt.objects", () -> objects.toString());
    }

    @BeforeEach
    void anEnterpriseWithASeal() {
        platform = new Platform(port, "platform-" + UUID.randomUUID());
        seal = active(SealKind.bidding_seal, signer);
    }

    @AfterEach
    void backAgain() {
        CA.away(false);
    }

    private Seal active(SealKind kind, TestAuthority.Holder user) {
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

    private Map<String, Object> wanted(String document, byte[] content) {
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

    private Map<String, Object> asked(List<Map<String, Object>> documents) {
        return asked(signer, documents);
    }

    private Map<String, Object> asked(
            TestAuthority.Holder by, List<Map<String, Object>> documents) {
        return Map.of(
                "clientId", platform.client(),
                "enterpriseId", enterprise,
                "accountId", UUID.nameUUIDFromBytes(new byte[] {1}),
                "certificateSerial", by.certificate().serial().hex(),
                "certificate", Base64.getEncoder().encodeToString(by.certificate().encoded()),
                "at", AT.toString(),
                "documents", documents);
    }

    private Platform.Answer prepare(UUID where, Map<String, Object> body) throws Exception {
        return platform.post("/internal/sessions/" + where + "/stampings", body);
    }

    private Platform.Answer hold(UUID where) throws Exception {
        return platform.post("/internal/sessions/" + where + "/stampings/hold", Map.of());
    }

    private Platform.Answer complete(UUID where, List<String> signatures) throws Exception {
        return platform.post(
                "/internal/sessions/" + where + "/stamped", Map.of("signatures", signatures));
    }

    /// As a phone does: from digest, certificate and seal, nothing else.
    private List<String> signed(JsonNode answer) {
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
                            ? SignedDataBuilder.padesPreimage(digest, signer.certificate())
                            : SealSignature.prepare(
                                    cn.biaozhengtong.crypto.seal.Seal.parse(der),
                                    AT,
                                    digest,
                                    it.path("property").asString());
            out.add(Base64.getEncoder().encodeToString(signer.key().sign(preimage.toBytes())));
        }
        return out;
    }

    private JsonNode report(byte[] file) throws Exception {
        Platform.Answer it = new Verifier(port).verify(file);
        assertThat(it.status()).as(Platform.text(it)).isEqualTo(200);
        return it.json();
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Process it = new ProcessBuilder(command).redirectErrorStream(true).start();
        String out = new String(it.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return it.waitFor() + "\n" + out;
    }

    @Test
    void pdfAndOfd_areStamped_andGood() throws Exception {
        byte[] pdf = TestDocuments.pdf();
        byte[] ofd = TestDocuments.ofd();
        String one = platform.uploaded("pdf", pdf);
        String two = platform.uploaded("ofd", ofd);
        Map<String, Object> body = asked(List.of(wanted(one, pdf), wanted(two, ofd)));
        Platform.Answer prepared = prepare(session, body);
        assertThat(prepared.status()).as(Platform.text(prepared)).isEqualTo(200);
        assertThat(prepared.json().path("seals").size()).isEqualTo(1);
        assertThat(prepared.json().at("/stampings/0/boxes/0/page").asInt()).isEqualTo(1);
        assertThat(prepare(session, body).body()).isEqualTo(prepared.body());
        assertThat(platform.get("/rp/v1/documents/" + one + "/stamped").problem())
                .isEqualTo("not-stamped");

        List<String> signatures = signed(prepared.json());
        Platform.Answer done = complete(session, signatures);
        assertThat(done.status()).as(Platform.text(done)).isEqualTo(200);
        assertThat(complete(session, signatures).body()).isEqualTo(done.body());
        assertThat(prepare(session, body).body()).isEqualTo(prepared.body());

        byte[] stampedPdf = platform.get("/rp/v1/documents/" + one + "/stamped").body();
        byte[] stampedOfd = platform.get("/rp/v1/documents/" + two + "/stamped").body();
        assertThat(java.util.Arrays.copyOf(stampedPdf, pdf.length)).isEqualTo(pdf);
        for (byte[] it : List.of(stampedPdf, stampedOfd)) {
            JsonNode report = report(it);
            assertThat(report.path("verdict").asString()).as(report.toString()).isEqualTo("valid");
            assertThat(report.at("/signatures/0/proven").asBoolean()).isTrue();
        }
        Path file = Files.write(folder.resolve("stamped.pdf"), stampedPdf);
        assertThat(run("pdfsig", file.toString()))
                .contains("Signature #1", "Total document signed")
                .doesNotContain("Signature #2");
        assertThat(run("qpdf", "--check", file.toString())).startsWith("0\n");
        assertThat(
                        database.sql("SELECT COUNT(*) FROM seal_use WHERE session_id = ?")
                                .param(session.toString())
                                .query(Integer.class)
                                .single())
                .isEqualTo(2);
        assertThat(platform.get("/internal/documents/" + one).json().path("state").asString())
                .isEqualTo("stamped");
    }

    @Test
    void aSealTakenBack_isToldToWhoeverVerifies_andNotGivenOutAgain() throws Exception {
        byte[] pdf = TestDocuments.pdf();
        byte[] ofd = TestDocuments.ofd();
        String one = platform.uploaded("pdf", pdf);
        String two = platform.uploaded("ofd", ofd);
        Map<String, Object> body = asked(List.of(wanted(one, pdf), wanted(two, ofd)));
        complete(session, signed(prepare(session, body).json()));
        for (String it : List.of(one, two)) {
            String path = "/rp/v1/documents/" + it;
            byte[] stamped = platform.get(path + "/stamped").body();
            assertThat(new Platform(port, "another").post(path + "/withdrawal", WHY).problem())
                    .isEqualTo("use-unknown");
            assertThat(platform.post(path + "/withdrawal", WHY).status()).isEqualTo(200);
            assertThat(platform.post(path + "/withdrawal", WHY).status()).isEqualTo(200);
            assertThat(platform.post(path + "/withdrawal", Map.of("reason", "x")).problem())
                    .isEqualTo("use-withdrawn");
            assertThat(platform.get(path + "/stamped").problem()).isEqualTo("stamp-withdrawn");
            // It stays what it is, and nobody is left in the dark.
            JsonNode report = report(stamped);
            assertThat(report.path("verdict").asString()).isEqualTo("intact_not_proven");
            assertThat(report.toString()).contains("seal-withdrawn", "投标人要求更换文件");
        }
    }

    @Test
    void page_isDrawn_andOfdHasNone() throws Exception {
        String pdf = platform.uploaded("pdf", TestDocuments.pdf());
        String ofd = platform.uploaded("ofd", TestDocuments.ofd());
        Platform.Answer it = platform.get("/internal/documents/" + pdf + "/pages/2?width=390");
        assertThat(it.status()).isEqualTo(200);
        assertThat(
                        javax.imageio.ImageIO.read(new java.io.ByteArrayInputStream(it.body()))
                                .getWidth())
                .isEqualTo(400);
        assertThat(platform.get("/internal/documents/" + pdf + "/pages/2?width=390").body())
                .isEqualTo(it.body());
        assertThat(platform.get("/internal/documents/" + pdf + "/pages/3").problem())
                .isEqualTo("preview-not-available");
        assertThat(platform.get("/internal/documents/" + ofd + "/pages/1").problem())
                .isEqualTo("preview-not-available");
    }

    @Test
    void parts_mayComeAgain_butNotOtherOnes() throws Exception {
        byte[] pdf = TestDocuments.pdf();
        String id = platform.announced("pdf", pdf, Sm3.hex(pdf));
        String part = "/rp/v1/documents/" + id + "/parts/0";
        String complete = "/rp/v1/documents/" + id + "/complete";
        assertThat(platform.post(complete, Map.of()).problem()).isEqualTo("parts-missing");
        assertThat(platform.put(part, new byte[3]).problem()).isEqualTo("part-unknown");
        assertThat(platform.put(part, pdf).status()).isEqualTo(204);
        assertThat(platform.put(part, pdf).status()).isEqualTo(204);
        assertThat(platform.get("/rp/v1/documents/" + id).json().path("parts").toString())
                .isEqualTo("[0]");
        assertThat(platform.put(part, new byte[pdf.length]).problem()).isEqualTo("part-taken");
        assertThat(platform.post(complete, Map.of()).json().path("pages").asInt()).isEqualTo(2);
        assertThat(platform.post(complete, Map.of()).json().path("pages").asInt()).isEqualTo(2);
    }

    @Test
    void whatIsStored_isSealed() throws Exception {
        byte[] ofd = TestDocuments.ofd();
        platform.uploaded("ofd", ofd);
        try (var all = Files.list(objects)) {
            for (Path it : all.toList()) {
                assertThat(new String(Files.readAllBytes(it), StandardCharsets.ISO_8859_1))
                        .doesNotContain("Document.xml", "%PDF");
            }
        }
    }

    @Test
    void attack_changedBytes_areNotStamped() throws Exception {
        byte[] pdf = TestDocuments.pdf();
        String announced = platform.announced("pdf", pdf, "0".repeat(64));
        platform.put("/rp/v1/documents/" + announced + "/parts/0", pdf);
        assertThat(platform.post("/rp/v1/documents/" + announced + "/complete", Map.of()).problem())
                .isEqualTo("document-changed");
        String id = platform.uploaded("pdf", pdf);
        byte[] other = pdf.clone();
        other[20] ^= 1;
        assertThat(prepare(session, asked(List.of(wanted(id, other)))).problem())
                .isEqualTo("document-changed");
    }

    /// By whoever writes where documents lie: a bit, or a whole other document under the same key.
    @Test
    void P15_pageSwappedAfterThePreview_isRefused_beforeAnythingIsSigned() throws Exception {
        byte[] pdf = TestDocuments.pdf();
        for (byte[] other : List.of(new byte[0], TestDocuments.pdf(80))) {
            String id = platform.uploaded("pdf", pdf);
            String page = "/internal/documents/" + id + "/pages/1?width=";
            assertThat(platform.get(page + 390).status()).isEqualTo(200);
            swap(id, DocumentFiles.ORIGINAL, other);
            assertThat(prepare(session, asked(List.of(wanted(id, pdf)))).problem())
                    .isEqualTo("document-changed");
            assertThat(hold(session).problem()).isEqualTo("stamping-unknown");
            // Nor is anything else seen than what would be signed.
            assertThat(platform.get(page + 800).problem()).isEqualTo("document-changed");
        }
    }

    /// Between the card and the PIN: the signature is over the right one, and gets into no other.
    @Test
    void P15_preparedDocumentSwapped_getsNoSignature() throws Exception {
        byte[] pdf = TestDocuments.pdf();
        for (byte[] other : List.of(new byte[0], TestDocuments.pdf(80))) {
            UUID mine = UUID.randomUUID();
            String id = platform.uploaded("pdf", pdf);
            List<String> signatures =
                    signed(prepare(mine, asked(List.of(wanted(id, pdf)))).json());
            swap(id, prepared(mine), other);
            assertThat(complete(mine, signatures).status()).isIn(409, 422);
            assertThat(complete(mine, signatures).problem()).isEqualTo("stamp-not-good");
            assertThat(platform.get("/rp/v1/documents/" + id + "/stamped").problem())
                    .isEqualTo("not-stamped");
        }
    }

    private String prepared(UUID of) {
        return database.sql(
                        "SELECT i.file FROM stamping_item i JOIN stamping s ON s.id = i.stamping_id WHERE s.session_id = ?")
                .param(of.toString())
                .query(String.class)
                .single();
    }

    /// @param content sealed as the document's own is; empty: a bit of what lies there is flipped
    private void swap(String id, String file, byte[] content) throws IOException {
        Document it = documents.findById(UUID.fromString(id)).orElseThrow();
        String at = " WHERE document_id = '" + id + "' AND file = '" + file + "'";
        String key =
                database.sql("SELECT object_key FROM document_piece" + at)
                        .query(String.class)
                        .single();
        if (content.length == 0) {
            byte[] lies = Files.readAllBytes(objects.resolve(key));
            lies[lies.length / 2] ^= 1;
            Files.write(objects.resolve(key), lies);
            return;
        }
        database.sql("DELETE FROM document_piece" + at).update();
        files.keep(it, file, Files.write(folder.resolve("other.pdf"), content));
    }

    /// A worker that a document took over says what it likes of what it made.
    @Test
    void P15_answerOfThePreparingWorkerAltered_isRefused() throws Exception {
        byte[] pdf = TestDocuments.pdf();
        String id = platform.uploaded("pdf", pdf);
        assertThat(prepare(session, asked(List.of(wanted(id, pdf)))).status()).isEqualTo(200);
        Document it = documents.findById(UUID.fromString(id)).orElseThrow();
        PreparedFile told = JSON.readValue(stored(session), PreparedFile.class);
        Path made = folder.resolve("made.pdf");
        files.fetch(it, prepared(session), made);
        assertThat(PrepareDocuments.isOf(it, made, told, files)).isTrue();
        String other = Sm3.hex("another document".getBytes(StandardCharsets.UTF_8));
        String digest = told.digest();
        for (PreparedFile lie :
                List.of(
                        lie(told, json -> json.replace(digest, other)),
                        lie(told, json -> json.replaceFirst(digest, other)),
                        lie(told, json -> json.replaceFirst("(\"contentsFrom\":)", "$11")),
                        lie(told, json -> json.replaceFirst("(\"before\":)\\d+", "$11000")),
                        lie(told, json -> json.replaceFirst("(\"length\":)", "$11")))) {
            assertThat(lie).isNotEqualTo(told);
            assertThat(PrepareDocuments.isOf(it, made, lie, files)).as(lie.toString()).isFalse();
        }
        byte[] swapped = Files.readAllBytes(made);
        swapped[swapped.length - 40] ^= 1;
        Files.write(made, swapped);
        assertThat(PrepareDocuments.isOf(it, made, told, files)).isFalse();
    }

    private static PreparedFile lie(PreparedFile told, UnaryOperator<String> how) {
        return JSON.readValue(how.apply(JSON.writeValueAsString(told)), PreparedFile.class);
    }

    private String stored(UUID of) {
        return database.sql(
                        "SELECT i.prepared FROM stamping_item i JOIN stamping s ON s.id = i.stamping_id WHERE s.session_id = ?")
                .param(of.toString())
                .query(String.class)
                .single();
    }

    @Test
    void attack_anotherPlatformsDocument_looksAbsent() throws Exception {
        byte[] pdf = TestDocuments.pdf();
        String id = new Platform(port, "another").uploaded("pdf", pdf);
        for (String path : List.of("", "/stamped")) {
            assertThat(platform.get("/rp/v1/documents/" + id + path).problem())
                    .isEqualTo("document-unknown");
        }
        assertThat(platform.put("/rp/v1/documents/" + id + "/parts/0", pdf).problem())
                .isEqualTo("document-unknown");
        assertThat(prepare(session, asked(List.of(wanted(id, pdf)))).problem())
                .isEqualTo("document-unknown");
    }

    @Test
    void attack_certificateOutsideTheList_stampsNothing() throws Exception {
        byte[] pdf = TestDocuments.pdf();
        String id = platform.uploaded("pdf", pdf);
        TestAuthority.Holder stranger = CA.holder("鞍山测试有限公司");
        assertThat(prepare(session, asked(stranger, List.of(wanted(id, pdf)))).problem())
                .isEqualTo("certificate-not-listed");
    }

    @Test
    void attack_stoppedSeal_stampsNothing() throws Exception {
        byte[] pdf = TestDocuments.pdf();
        String id = platform.uploaded("pdf", pdf);
        work.run(() ->
                seals.change(
                        seal.sealId(), TellOfSeals.SYSTEM, it -> it.stop(StopCause.administrator)));
        assertThat(prepare(session, asked(List.of(wanted(id, pdf)))).problem())
                .isEqualTo("seal-stopped");
    }

    @Test
    void attack_sealStoppedBetweenCardAndPin_isTold() throws Exception {
        byte[] pdf = TestDocuments.pdf();
        String id = platform.uploaded("pdf", pdf);
        assertThat(prepare(session, asked(List.of(wanted(id, pdf)))).status()).isEqualTo(200);
        assertThat(hold(session).status()).isEqualTo(204);
        work.run(() ->
                seals.change(
                        seal.sealId(), TellOfSeals.SYSTEM, it -> it.stop(StopCause.administrator)));
        assertThat(hold(session).problem()).isEqualTo("seal-stopped");
        assertThat(hold(UUID.randomUUID()).problem()).isEqualTo("stamping-unknown");
    }

    @Test
    void attack_documentTakenByAnotherSession_isNotSignedForTheFirst() throws Exception {
        byte[] pdf = TestDocuments.pdf();
        String id = platform.uploaded("pdf", pdf);
        Map<String, Object> body = asked(List.of(wanted(id, pdf)));
        JsonNode first = prepare(session, body).json();
        UUID other = UUID.randomUUID();
        assertThat(prepare(other, body).status()).isEqualTo(200);
        assertThat(hold(session).problem()).isEqualTo("document-state");
        assertThat(complete(session, signed(first)).problem()).isEqualTo("document-state");
        assertThat(hold(other).status()).isEqualTo(204);
    }

    @Test
    void sealThatNobodyMade_isToldAsMissing() throws Exception {
        byte[] pdf = TestDocuments.pdf();
        Map<String, Object> it =
                new java.util.HashMap<>(wanted(platform.uploaded("pdf", pdf), pdf));
        it.put("sealKind", "contract_seal");
        assertThat(prepare(session, asked(List.of(it))).problem()).isEqualTo("seal-missing");
    }

    @Test
    void attack_signaturesOfAnotherSession_areRefused() throws Exception {
        byte[] pdf = TestDocuments.pdf();
        UUID other = UUID.randomUUID();
        Platform.Answer mine =
                prepare(session, asked(List.of(wanted(platform.uploaded("pdf", pdf), pdf))));
        Platform.Answer others =
                prepare(other, asked(List.of(wanted(platform.uploaded("pdf", pdf), pdf))));
        assertThat(complete(session, signed(others.json())).problem())
                .isEqualTo("signature-foreign");
        assertThat(
                        complete(
                                        session,
                                        List.of(
                                                signed(mine.json()).get(0),
                                                signed(mine.json()).get(0)))
                                .problem())
                .isEqualTo("signature-foreign");
        assertThat(complete(UUID.randomUUID(), signed(mine.json())).problem())
                .isEqualTo("stamping-unknown");
        assertThat(complete(session, signed(mine.json())).status()).isEqualTo(200);
    }

    @Test
    void oneThatCannotBeStamped_stampsNone() throws Exception {
        byte[] pdf = TestDocuments.pdf();
        String one = platform.uploaded("pdf", pdf);
        Map<String, Object> bad =
                new java.util.HashMap<>(wanted(platform.uploaded("pdf", pdf), pdf));
        bad.put("placements", List.of(Map.of("type", "page", "page", 99)));
        Platform.Answer it = prepare(session, asked(List.of(wanted(one, pdf), bad)));
        assertThat(it.json().path("refusal").asString()).isEqualTo("page_absent");
        assertThat(platform.get("/internal/documents/" + one).json().path("state").asString())
                .isEqualTo("ready");
    }

    @Test
    void anotherWish_replacesTheFirst_untilItIsSigned() throws Exception {
        byte[] pdf = TestDocuments.pdf();
        String one = platform.uploaded("pdf", pdf);
        String two = platform.uploaded("pdf", pdf);
        Platform.Answer first = prepare(session, asked(List.of(wanted(one, pdf))));
        Platform.Answer second = prepare(session, asked(List.of(wanted(two, pdf))));
        assertThat(platform.get("/internal/documents/" + one).json().path("state").asString())
                .isEqualTo("ready");
        assertThat(complete(session, signed(first.json())).problem())
                .isEqualTo("signature-foreign");
        assertThat(complete(session, signed(second.json())).status()).isEqualTo(200);
        assertThat(prepare(session, asked(List.of(wanted(one, pdf)))).problem())
                .isEqualTo("session-signed");
    }

    /// As after kill -9 between the signatures and the first document: they stand written down.
    @Test
    void timeStampsAway_signaturesAreKept_andARepeatGoesOn() throws Exception {
        byte[] pdf = TestDocuments.pdf();
        String id = platform.uploaded("pdf", pdf);
        List<String> signatures = signed(prepare(session, asked(List.of(wanted(id, pdf)))).json());
        CA.away(true);
        Platform.Answer refused = complete(session, signatures);
        assertThat(refused.status()).as(Platform.text(refused)).isEqualTo(503);
        assertThat(platform.get("/rp/v1/documents/" + id + "/stamped").status()).isEqualTo(409);
        CA.away(false);
        assertThat(complete(session, signatures).status()).isEqualTo(200);
        assertThat(
                        report(platform.get("/rp/v1/documents/" + id + "/stamped").body())
                                .path("verdict")
                                .asString())
                .isEqualTo("valid");
    }
}
