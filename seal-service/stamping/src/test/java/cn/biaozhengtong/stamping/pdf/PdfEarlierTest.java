package cn.biaozhengtong.stamping.pdf;

import static cn.biaozhengtong.stamping.pdf.PdfFixture.at;
import static cn.biaozhengtong.stamping.pdf.PdfFixture.refused;
import static cn.biaozhengtong.stamping.pdf.PdfFixture.stamp;

import cn.biaozhengtong.stamping.Refusal;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What stands below a new seal is judged by the verifier, not by a digest alone.
class PdfEarlierTest {
    @TempDir private Path folder;

    private Path sealed() throws Exception {
        RawPdf raw = new RawPdf();
        raw.page("/MediaBox [0 0 400 400]", "");
        return stamp(raw.table(folder), at(1, 200, 200)).file();
    }

    @Test
    void sealedByStrangers_isSealedOnTop() throws Exception {
        stamp(stamp(sealed(), at(1, 100, 100)).file(), at(1, 300, 300));
    }

    /// The digest of the earlier seal fits: nothing in its range was touched.
    @Test
    void item36_documentChangedAfterASeal_getsNoOtherOnTop() throws Exception {
        Path changed = folder.resolve("changed.pdf");
        try (PDDocument document = Loader.loadPDF(sealed().toFile())) {
            PDPage page = new PDPage();
            document.addPage(page);
            page.getCOSObject().setNeedToBeUpdated(true);
            document.getPages().getCOSObject().setNeedToBeUpdated(true);
            document.getDocumentCatalog().getCOSObject().setNeedToBeUpdated(true);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            document.saveIncremental(out);
            Files.write(changed, out.toByteArray());
        }
        new EarlierDigests().check(changed);
        refused(Refusal.broken_signature, changed, at(1, 100, 100));
    }

    @Test
    void aBitFlippedInWhatASealCovers_getsNoOtherOnTop() throws Exception {
        Path flipped = sealed();
        byte[] bytes = Files.readAllBytes(flipped);
        bytes[
                        new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1)
                                        .indexOf("/MediaBox [0 0 400")
                                + 15] =
                '5';
        Files.write(flipped, bytes);
        refused(Refusal.broken_signature, flipped, at(1, 100, 100));
    }
}
