package cn.biaozhengtong.seal.stamping;

import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.crypto.Sm3;
import cn.biaozhengtong.crypto.Suite;
import cn.biaozhengtong.crypto.seal.SealSignature;
import cn.biaozhengtong.seal.TestDocuments;
import cn.biaozhengtong.stamping.Placement;
import cn.biaozhengtong.stamping.ofd.OfdOrder;
import cn.biaozhengtong.stamping.ofd.OfdStamping;
import cn.biaozhengtong.stamping.ofd.PreparedOfd;
import cn.biaozhengtong.stamping.pdf.PdfStamping;
import cn.biaozhengtong.stamping.pdf.PreparedPdf;
import cn.biaozhengtong.stamping.pdf.StampOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Documents that never leave the bid tool's machine: it puts the seal in, the service builds what
/// is signed, the tool embeds.
class LocalStampingTest extends StampingFlow {
    private static final List<Placement> PLACES =
            List.of(new Placement.OnPage(1, 200, 300, 150, 150));

    private String announced(String format, byte[] content) throws Exception {
        Platform.Answer it =
                platform.post(
                        "/rp/v1/documents/local",
                        Map.of(
                                "title",
                                "投标文件（𠮷野）",
                                "format",
                                format,
                                "size",
                                content.length,
                                "digest",
                                Sm3.hex(content),
                                "pages",
                                2));
        assertThat(it.status()).as(Platform.text(it)).isEqualTo(201);
        return it.json().path("documentId").asString();
    }

    private String path() {
        return "/rp/v1/preparations/" + session;
    }

    private Platform.Answer answer(JsonNode task, List<Map<String, String>> made) throws Exception {
        return platform.putJson(
                path() + "/" + task.path("preparationId").asString(), Map.of("documents", made));
    }

    private static cn.biaozhengtong.crypto.seal.Seal seal(JsonNode task) {
        return cn.biaozhengtong.crypto.seal.Seal.parse(
                Base64.getDecoder().decode(task.at("/seals/0/seal").asString()));
    }

    private PreparedPdf pdf(JsonNode task, int document, byte[] content) throws Exception {
        var seal = seal(task);
        Path source = Files.write(folder.resolve("tool-" + document + ".pdf"), content);
        return new PdfStamping(ignored -> {})
                .prepare(
                        source,
                        folder.resolve("sealed-" + document + ".pdf"),
                        new StampOrder(
                                task.at("/documents/" + document + "/field").asString(),
                                Suite.sm2,
                                seal.info().picture(),
                                seal.info().name(),
                                task.path("signer").asString(),
                                Instant.parse(task.path("at").asString()),
                                PLACES,
                                Optional.empty(),
                                StampOrder.LEAST_RESERVED,
                                Optional.of(seal)));
    }

    private PreparedOfd ofd(JsonNode task, byte[] content) throws Exception {
        Path source = Files.write(folder.resolve("tool.ofd"), content);
        return OfdStamping.prepare(
                source,
                folder.resolve("sealed.ofd"),
                new OfdOrder(
                        seal(task),
                        PLACES,
                        false,
                        new OfdOrder.Maker("BZT", "标证通", "1.0"),
                        Instant.parse(task.path("at").asString())));
    }

    @Test
    void pdfAndOfd_areSealedWhereTheyAre_andGood() throws Exception {
        byte[] pdf = TestDocuments.pdf();
        byte[] ofd = TestDocuments.ofd();
        String one = announced("pdf", pdf);
        String two = announced("ofd", ofd);
        Map<String, Object> body = asked(List.of(wanted(one, pdf), wanted(two, ofd)));
        assertThat(platform.get(path()).problem()).isEqualTo("preparation-unknown");
        assertThat(prepare(session, body).problem()).isEqualTo("tool-silent");
        JsonNode task = platform.get(path()).json();
        PreparedPdf preparedPdf = pdf(task, 0, pdf);
        PreparedOfd preparedOfd = ofd(task, ofd);
        List<Map<String, String>> made =
                List.of(
                        Map.of("digest", preparedPdf.digestHex()),
                        Map.of("digest", preparedOfd.digest(), "property", preparedOfd.property()));
        assertThat(answer(task, made).status()).isEqualTo(204);
        assertThat(answer(task, made).status()).isEqualTo(204);

        Platform.Answer prepared = prepare(session, body);
        assertThat(prepared.status()).as(Platform.text(prepared)).isEqualTo(200);
        assertThat(platform.get("/rp/v1/documents/" + one + "/signature").problem())
                .isEqualTo("not-stamped");
        assertThat(hold(session, prepared.json()).status()).isEqualTo(204);
        Platform.Answer done = complete(session, signed(prepared.json()));
        assertThat(done.status()).as(Platform.text(done)).isEqualTo(200);

        byte[] cms = platform.get("/rp/v1/documents/" + one + "/signature").body();
        new PdfStamping(ignored -> {}).embed(folder.resolve("sealed-0.pdf"), preparedPdf, cms);
        byte[] value = platform.get("/rp/v1/documents/" + two + "/signature").body();
        Path sealedOfd = OfdStamping.embed(preparedOfd, SealSignature.parse(value));
        for (Path it : List.of(folder.resolve("sealed-0.pdf"), sealedOfd)) {
            JsonNode report = report(Files.readAllBytes(it));
            assertThat(report.path("verdict").asString()).as(report.toString()).isEqualTo("valid");
        }
        assertThat(platform.get("/rp/v1/documents/" + one + "/stamped").problem())
                .isEqualTo("document-local");
        assertThat(uses()).isEqualTo(2);
    }

    private int uses() {
        return database.sql("SELECT COUNT(*) FROM seal_use WHERE session_id = ?")
                .param(session.toString())
                .query(Integer.class)
                .single();
    }

    @Test
    void askedAgain_theToolIsNotAskedAnew() throws Exception {
        byte[] pdf = TestDocuments.pdf();
        Map<String, Object> body = asked(List.of(wanted(announced("pdf", pdf), pdf)));
        prepare(session, body);
        JsonNode task = platform.get(path()).json();
        Map<String, Object> later = new java.util.HashMap<>(body);
        later.put("at", AT.plusSeconds(40).toString());
        assertThat(prepare(session, later).problem()).isEqualTo("tool-silent");
        assertThat(platform.get(path()).json()).isEqualTo(task);
        later.put("at", AT.plusSeconds(600).toString());
        assertThat(prepare(session, later).problem()).isEqualTo("tool-silent");
        assertThat(platform.get(path()).json()).isNotEqualTo(task);
    }

    @Test
    void hostedAndLocal_areSealedTogether() throws Exception {
        byte[] pdf = TestDocuments.pdf();
        String hosted = platform.uploaded("pdf", pdf);
        String local = announced("pdf", pdf);
        Map<String, Object> body = asked(List.of(wanted(hosted, pdf), wanted(local, pdf)));
        prepare(session, body);
        JsonNode task = platform.get(path()).json();
        assertThat(task.path("documents").size()).isEqualTo(1);
        answer(task, List.of(Map.of("digest", pdf(task, 0, pdf).digestHex())));
        JsonNode prepared = prepare(session, body).json();
        assertThat(complete(session, signed(prepared)).status()).isEqualTo(200);
        assertThat(platform.get("/rp/v1/documents/" + hosted + "/stamped").status()).isEqualTo(200);
        assertThat(platform.get("/rp/v1/documents/" + local + "/signature").status())
                .isEqualTo(200);
        assertThat(uses()).isEqualTo(2);
    }

    @Test
    void attack_anotherPlatform_learnsAndAnswersNothing() throws Exception {
        byte[] pdf = TestDocuments.pdf();
        prepare(session, asked(List.of(wanted(announced("pdf", pdf), pdf))));
        JsonNode task = platform.get(path()).json();
        Platform own = platform;
        platform = new Platform(port, "another");
        assertThat(platform.get(path()).problem()).isEqualTo("preparation-unknown");
        assertThat(answer(task, List.of(Map.of("digest", "0".repeat(64)))).problem())
                .isEqualTo("preparation-unknown");
        String document = task.at("/documents/0/documentId").asString();
        assertThat(platform.get("/rp/v1/documents/" + document + "/signature").problem())
                .isEqualTo("document-unknown");
        platform = own;
    }

    @Test
    void attack_otherDigestsThanFirst_areRefused() throws Exception {
        byte[] pdf = TestDocuments.pdf();
        prepare(session, asked(List.of(wanted(announced("pdf", pdf), pdf))));
        JsonNode task = platform.get(path()).json();
        assertThat(answer(task, List.of(Map.of("digest", "0".repeat(64)))).status()).isEqualTo(204);
        assertThat(answer(task, List.of(Map.of("digest", "1".repeat(64)))).problem())
                .isEqualTo("preparation-answered");
        Map<String, String> two = Map.of("digest", "0".repeat(64));
        assertThat(answer(task, List.of(two, two)).problem()).isEqualTo("preparation-foreign");
        assertThat(
                        answer(
                                        task,
                                        List.of(
                                                Map.of(
                                                        "digest",
                                                        "0".repeat(64),
                                                        "property",
                                                        "/Doc_0/Signature.xml")))
                                .problem())
                .isEqualTo("preparation-foreign");
    }

    @Test
    void attack_preparedAnew_theFirstIsNotSigned() throws Exception {
        byte[] pdf = TestDocuments.pdf();
        String document = announced("pdf", pdf);
        Map<String, Object> body = asked(List.of(wanted(document, pdf)));
        prepare(session, body);
        answer(platform.get(path()).json(), List.of(Map.of("digest", "0".repeat(64))));
        JsonNode first = prepare(session, body).json();
        Map<String, Object> later = new java.util.HashMap<>(body);
        later.put("at", AT.plusSeconds(600).toString());
        assertThat(prepare(session, later).problem()).isEqualTo("tool-silent");
        assertThat(hold(session, first).problem()).isEqualTo("seal-remade");
    }

    @Test
    void attack_localDocument_takesNoContent_andShowsNone() throws Exception {
        byte[] pdf = TestDocuments.pdf();
        String path = "/rp/v1/documents/" + announced("pdf", pdf);
        assertThat(platform.put(path + "/parts/0", pdf).problem()).isEqualTo("document-state");
        assertThat(platform.get("/internal" + path.substring(6) + "/pages/1").problem())
                .isEqualTo("preview-not-available");
        assertThat(
                        platform.get("/internal" + path.substring(6))
                                .json()
                                .path("hosted")
                                .asBoolean(true))
                .isFalse();
        assertThat(holdNothing(UUID.randomUUID()).problem()).isEqualTo("stamping-unknown");
    }
}
