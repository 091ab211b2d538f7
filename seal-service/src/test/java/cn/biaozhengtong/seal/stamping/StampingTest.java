package cn.biaozhengtong.seal.stamping;

import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.crypto.Sm3;
import cn.biaozhengtong.seal.TestDocuments;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// From a platform's upload to the stamped file, over HTTP.
class StampingTest extends StampingFlow {
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
    void page_isDrawn_ofBothFormats_andOthersAreNot() throws Exception {
        for (String id :
                List.of(
                        platform.uploaded("pdf", TestDocuments.pdf()),
                        platform.uploaded("ofd", TestDocuments.ofd()))) {
            String pages = "/internal/documents/" + id + "/pages/";
            Platform.Answer it = platform.get(pages + "2?width=390");
            assertThat(it.status()).isEqualTo(200);
            assertThat(
                            javax.imageio.ImageIO.read(new java.io.ByteArrayInputStream(it.body()))
                                    .getWidth())
                    .isEqualTo(400);
            assertThat(platform.get(pages + "2?width=390").body()).isEqualTo(it.body());
            assertThat(platform.get(pages + "3").problem()).isEqualTo("preview-not-available");
        }
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
        try (var all = Files.list(OBJECTS)) {
            for (Path it : all.toList()) {
                assertThat(new String(Files.readAllBytes(it), StandardCharsets.ISO_8859_1))
                        .doesNotContain("Document.xml", "%PDF");
            }
        }
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
        assertThat(hold(session, first.json()).problem()).isEqualTo("seal-remade");
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

    @Test
    void authorityOfAnEarlierVersion_failsNoSession() throws Exception {
        byte[] pdf = TestDocuments.pdf();
        String id = platform.uploaded("pdf", pdf);
        List<String> signatures = signed(prepare(session, asked(List.of(wanted(id, pdf)))).json());
        CA.old(true);
        Platform.Answer refused = complete(session, signatures);
        CA.old(false);
        assertThat(refused.status()).as(Platform.text(refused)).isEqualTo(503);
        assertThat(complete(session, signatures).status()).isEqualTo(200);
        assertThat(platform.get("/rp/v1/documents/" + id + "/stamped").status()).isEqualTo(200);
    }

    /// What was done before is done, once; what was not is done by the next who asks.
    @Test
    void oneOfManyThatFails_losesNothingOfTheOthers_andARepeatEndsThem() throws Exception {
        List<String> ids = new ArrayList<>();
        List<Map<String, Object>> documents = new ArrayList<>();
        for (int i = 0; i < 19; i++) {
            byte[] file = i % 4 == 3 ? TestDocuments.ofd() : TestDocuments.pdf();
            ids.add(platform.uploaded(i % 4 == 3 ? "ofd" : "pdf", file));
            documents.add(wanted(ids.getLast(), file));
        }
        List<String> signatures = signed(prepare(session, asked(documents)).json());
        Path prepared = preparedFile(ids.get(17));
        Path away = Files.move(prepared, folder.resolve("away"));
        int before = CA.stamped().size();
        assertThat(complete(session, signatures).status()).isGreaterThanOrEqualTo(500);
        assertThat(platform.get("/rp/v1/documents/" + ids.get(17) + "/stamped").status())
                .isEqualTo(409);
        Files.move(away, prepared);
        assertThat(complete(session, signatures).status()).isEqualTo(200);
        assertThat(CA.stamped().subList(before, CA.stamped().size()))
                .startsWith(16, 3)
                .allMatch(it -> it <= 16);
        for (String it : ids) {
            byte[] stamped = platform.get("/rp/v1/documents/" + it + "/stamped").body();
            JsonNode report = report(stamped);
            assertThat(report.path("verdict").asString()).as(report.toString()).isEqualTo("valid");
            assertThat(report.path("signatures").size()).isEqualTo(1);
        }
        assertThat(uses(session)).isEqualTo(ids.size());
    }

    private Path preparedFile(String document) throws IOException {
        String name =
                database.sql(
                                """
                                SELECT p.object_key FROM stamping_item i
                                JOIN document_piece p ON p.document_id = i.document_id AND p.file = i.file
                                WHERE i.document_id = ?\
                                """)
                        .param(document)
                        .query(String.class)
                        .single();
        try (Stream<Path> files = Files.walk(OBJECTS)) {
            return files.filter(it -> it.toString().contains(name)).findFirst().orElseThrow();
        }
    }
}
