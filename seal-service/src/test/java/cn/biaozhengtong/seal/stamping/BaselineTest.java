package cn.biaozhengtong.seal.stamping;

import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.crypto.Sm3;
import cn.biaozhengtong.seal.TestDocuments;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Documents that keep in themselves what a later verification needs.
class BaselineTest extends StampingFlow {
    private static final int MOST_MORE = 20 << 10;

    @Test
    void item4_longTerm_keepsItsEvidence_behindTheSignature() throws Exception {
        byte[] pdf = TestDocuments.pdf();
        String plain = platform.uploaded("pdf", pdf);
        String kept = platform.uploaded("pdf", pdf, "b_lt");
        JsonNode prepared =
                prepare(session, asked(List.of(wanted(plain, pdf), wanted(kept, pdf)))).json();
        Platform.Answer done = complete(session, signed(prepared));
        assertThat(done.status()).as(Platform.text(done)).isEqualTo(200);
        byte[] without = stamped(plain);
        byte[] with = stamped(kept);
        assertThat(with.length - without.length).isBetween(1, MOST_MORE);
        assertThat(latin(with)).contains("/DSS");
        assertThat(latin(without)).doesNotContain("/DSS");
        JsonNode report = report(with);
        assertThat(report.path("verdict").asString()).isEqualTo("valid");
        assertThat(report.toString()).contains("validation-data-inside", "later-validation-data");
        assertThat(report(without).toString()).doesNotContain("validation-data");
        Path file = Files.write(folder.resolve("kept.pdf"), with);
        assertThat(run("qpdf", "--check", file.toString())).startsWith("0\n");
        assertThat(run("pdfsig", file.toString()))
                .contains("Signature #1")
                .doesNotContain("Signature #2");
    }

    @Test
    void item4_nobodyAnswersAboutRevocation_signaturesAreKept_andARepeatGoesOn() throws Exception {
        byte[] pdf = TestDocuments.pdf();
        String id = platform.uploaded("pdf", pdf, "b_lt");
        List<String> signatures = signed(prepare(session, asked(List.of(wanted(id, pdf)))).json());
        CA.silent(true);
        assertThat(complete(session, signatures).status()).isEqualTo(503);
        assertThat(platform.get("/rp/v1/documents/" + id + "/stamped").status()).isEqualTo(409);
        CA.silent(false);
        assertThat(complete(session, signatures).status()).isEqualTo(200);
        assertThat(report(stamped(id)).toString()).contains("validation-data-inside");
    }

    @Test
    void item4_ofd_knowsNoSuchThing() throws Exception {
        byte[] ofd = TestDocuments.ofd();
        assertThat(
                        platform.post(
                                        "/rp/v1/documents",
                                        Platform.announcement("ofd", ofd, Sm3.hex(ofd), "b_lt"))
                                .problem())
                .isEqualTo("baseline-of-pdf");
    }

    private byte[] stamped(String document) throws Exception {
        return platform.get("/rp/v1/documents/" + document + "/stamped").body();
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
