package cn.biaozhengtong.stamping.pdf.verification;

import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.stamping.report.Report;
import cn.biaozhengtong.stamping.report.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageLookTest {
    private static final Pki PKI = Forgery.PKI;
    private static final String APPEARANCE = "/Type /XObject /Subtype /Form /BBox [0 0 100 100]";

    @TempDir private Path folder;

    /// A second seal that is seen, or not.
    private byte[] twice(String drawing) {
        Signing second =
                new Signing(Forgery.sealed(), PKI).by(PKI.colleague).set("annots", "90 0 R ");
        second
                .with()
                .put(
                        90,
                        "<< /Type /Annot /Subtype /Stamp /Rect [100 100 300 300] /P 10 0 R /F 4"
                                + " /AP << /N 91 0 R >> >>")
                .stream(91, APPEARANCE, drawing);
        return second.as("seal2");
    }

    private Report of(byte[] bytes) throws Exception {
        Path file = Files.write(folder.resolve("bid.pdf"), bytes);
        return new PdfVerification(PKI.trust(), SealOfSignature.IN_ENTRY, new PdfBoxLook(folder))
                .verify(file);
    }

    @Test
    void pageThatLooksOtherwise_isNamed_andSpoilsNothing() throws Exception {
        Report report = of(twice("1 0 0 rg 0 0 100 100 re f"));
        assertThat(Reports.codes(Reports.named(report, "seal1"))).contains("later-look");
        assertThat(Reports.codes(Reports.named(report, "seal2"))).doesNotContain("later-look");
        assertThat(report.verdict()).isEqualTo(Verdict.valid);
    }

    @Test
    void pageThatLooksTheSame_isNotNamed() throws Exception {
        assertThat(Reports.codes(of(twice("q Q")))).doesNotContain("later-look");
    }

    @Test
    void pages_areOnlyThoseThatWereTouched() throws IOException {
        Path file = Files.write(folder.resolve("two.pdf"), Forgery.sealed());
        long end = Files.size(file);
        assertThat(new PdfBoxLook(folder).different(file, end, List.of(1))).isEmpty();
        assertThat(new PdfBoxLook(folder).different(file, end, List.of(2))).containsExactly(2);
    }
}
