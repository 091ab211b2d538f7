package cn.biaozhengtong.stamping.pdf;

import static cn.biaozhengtong.stamping.pdf.PdfFixture.at;
import static cn.biaozhengtong.stamping.pdf.PdfFixture.refused;
import static cn.biaozhengtong.stamping.pdf.PdfFixture.stamp;
import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.stamping.Placement;
import cn.biaozhengtong.stamping.Refusal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever form a file has, a revision comes behind it that every reader reads; or it is refused.
@Timeout(120)
class PdfStructureTest {
    private static final Placement HERE = at(1, 200, 200);

    @TempDir private Path folder;

    enum Form {
        table,
        stream,
        hybrid;

        byte[] of(RawPdf raw) {
            return switch (this) {
                case table -> raw.table("");
                case stream -> raw.stream();
                case hybrid -> raw.hybrid();
            };
        }
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void file_ofAnyForm_isSealedThreeTimes_andReadWhole(Form form) throws Exception {
        Path at = RawPdf.write(folder, form.of(RawPdf.pages(3)));
        assertThat(Outside.qpdf(at).code()).isZero();
        for (int i = 1; i <= 3; i++) {
            at = stamp(at, at(i, 200, 200), new Placement.Seam(0.5)).file();
            assertThat(Outside.signatures(at)).isEqualTo(i);
            assertThat(tail(at).contains("\nxref\n")).isEqualTo(form != Form.stream);
        }
        try (PDDocument document = Loader.loadPDF(at.toFile())) {
            assertThat(new PDFTextStripper().getText(document)).contains("Page 1", "Page 3");
        }
    }

    private static String tail(Path file) throws Exception {
        byte[] bytes = Files.readAllBytes(file);
        byte[] tail = Arrays.copyOfRange(bytes, bytes.length - 900, bytes.length);
        return new String(tail, StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--linearize", "--object-streams=generate", "--qdf"})
    void file_asQpdfWritesIt_isSealed(String how) throws Exception {
        Path source = folder.resolve("in.pdf");
        Path plain = RawPdf.pages(3).table(folder);
        assertThat(Outside.run("qpdf", how, plain.toString(), source.toString()).code()).isZero();
        PdfFixture.Stamped stamped = stamp(source, HERE, new Placement.Seam(0.5));
        assertThat(Outside.signatures(stamped.file())).isEqualTo(1);
        assertThat(Seen.added(Seen::byMupdf, source, stamped.file(), 1)).isPresent();
    }

    @Test
    void names_thatAreNoUtf8_areKept() throws Exception {
        RawPdf raw = new RawPdf();
        raw.page("/MediaBox [0 0 400 400] /PieceInfo <</#CB#CE#CC#E5 (\\313\\316)>>", "");
        PdfFixture.Stamped stamped = stamp(raw.table(folder), HERE);
        String added =
                new String(Files.readAllBytes(stamped.file()), StandardCharsets.ISO_8859_1)
                        .substring((int) stamped.prepared().before());
        assertThat(added).contains("/#CB#CE#CC#E5 (\\313\\316)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--encrypt  secret 256 --",
                "--encrypt  secret 128 --use-aes=y --",
                "--encrypt secret secret 256 --"
            })
    void item21_encrypted_isRefused_evenWhenAnybodyMayOpenIt(String how) throws Exception {
        Path source = folder.resolve("in.pdf");
        Path plain = RawPdf.pages(1).table(folder);
        java.util.List<String> command = new java.util.ArrayList<>(java.util.List.of("qpdf"));
        command.addAll(Arrays.asList(how.split(" ", -1)));
        command.add(plain.toString());
        command.add(source.toString());
        assertThat(Outside.run(command.toArray(new String[0])).code()).isZero();
        refused(Refusal.encrypted, source, HERE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/AcroForm <</Fields [] /XFA (x)>>",
                "/NeedsRendering true",
                "/OpenAction <</S /JavaScript /JS (app.alert\\(1\\))>>",
                "/OpenAction <</S /GoTo /D [4 0 R /Fit] /Next <</S /Launch /F (x)>>>>",
                "/Names <</JavaScript <</Names []>>>>",
                "/AA <</WS <</S /JavaScript /JS (x)>>>>",
                "/AcroForm <</Fields [<</T (a) /FT /Tx /AA <</C <</S /JavaScript /JS (x)>>>>>>]>>"
            })
    void item21_activeContent_isRefused(String entries) throws Exception {
        Path source = RawPdf.pages(1).catalog(entries).table(folder);
        refused(Refusal.active_content, source, HERE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/Annots [<</Subtype /RichMedia /Rect [0 0 9 9]>>]",
                "/Annots [<</Subtype /Link /Rect [0 0 9 9] /A <</S /JavaScript /JS (x)>>>>]",
                "/AA <</O <</S /JavaScript /JS (x)>>>>"
            })
    void item21_activeContentOnAPage_isRefused(String entries) throws Exception {
        RawPdf raw = new RawPdf();
        raw.page("/MediaBox [0 0 400 400] " + entries, "");
        refused(Refusal.active_content, raw.table(folder), HERE);
    }

    private Path changed(String from, String to) throws Exception {
        String text = new String(RawPdf.pages(2).table(""), StandardCharsets.ISO_8859_1);
        assertThat(text).contains(from);
        return RawPdf.write(folder, text.replace(from, to).getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void item21_brokenReferences_areRefused_notRepaired() throws Exception {
        refused(Refusal.not_readable, changed("startxref\n", "startxref\n1"), HERE);
        refused(Refusal.not_readable, changed("%%EOF", ""), HERE);
        refused(Refusal.not_readable, changed("%PDF", "?PDF"), HERE);
        refused(Refusal.not_readable, changed("0000000015 00000 n ", "0000000016 00000 n "), HERE);
        refused(Refusal.not_readable, changed("65535 f \n0", "65535 f\n0"), HERE);
        refused(Refusal.not_readable, changed("/Type /Page ", "/Type /Pag "), HERE);
        refused(Refusal.not_readable, changed("endobj\n2 0 obj", "endobk\n2 0 obj"), HERE);
        refused(Refusal.not_readable, RawPdf.write(folder, new byte[0]), HERE);
        refused(Refusal.not_readable, RawPdf.write(folder, new byte[5000]), HERE);
    }

    /// Of an object that stamping does not touch, and that a reader who repairs finds elsewhere.
    @Test
    void item21_wrongPlaceOfAnyObject_isRefused() throws Exception {
        String text = new String(RawPdf.pages(2).table(""), StandardCharsets.ISO_8859_1);
        int font = text.indexOf("\nxref\n") + "\nxref\n0 8\n".length() + 3 * 20;
        String entry = text.substring(font, font + 20);
        assertThat(text).contains("\n3 0 obj");
        int place = Integer.parseInt(entry.substring(0, 10));
        assertThat(text.substring(place)).startsWith("3 0 obj");
        refused(
                Refusal.not_readable,
                changed(entry, entry.replace(entry.substring(0, 10), text10(place + 3))),
                HERE);
    }

    private static String text10(int number) {
        return String.format(java.util.Locale.ROOT, "%010d", number);
    }

    @Test
    void item21_circles_endInBoundedTime() throws Exception {
        RawPdf pages = RawPdf.pages(1);
        pages.set(2, "<</Type /Pages /Count 2 /Kids [2 0 R 5 0 R]>>");
        refused(Refusal.not_readable, pages.table(folder), HERE);
        RawPdf twice = RawPdf.pages(1);
        twice.set(2, "<</Type /Pages /Count 2 /Kids [5 0 R 5 0 R]>>");
        refused(Refusal.not_readable, twice.table(folder), HERE);
        RawPdf direct = RawPdf.pages(1);
        direct.set(2, "<</Type /Pages /Count 1 /Kids [<</Type /Page /MediaBox [0 0 9 9]>>]>>");
        refused(Refusal.not_readable, direct.table(folder), HERE);
        RawPdf fields = RawPdf.pages(1);
        int field = fields.add("");
        fields.set(field, "<</T (a) /Kids [" + field + " 0 R]>>");
        fields.catalog("/AcroForm <</Fields [" + field + " 0 R]>>");
        assertThat(stamp(fields.table(folder), HERE).prepared().boxes()).hasSize(1);
        RawPdf reference = RawPdf.pages(1);
        int self = reference.add("");
        reference.set(self, self + " 0 R");
        reference.catalog("/AcroForm " + self + " 0 R");
        refused(Refusal.not_readable, reference.table(folder), HERE);
        String before = new String(RawPdf.pages(1).table(""), StandardCharsets.ISO_8859_1);
        String start = before.substring(before.lastIndexOf("startxref") + 10).split("\n")[0];
        refused(
                Refusal.not_readable,
                RawPdf.write(folder, RawPdf.pages(1).table("/Prev " + start)),
                HERE);
    }

    @Test
    void item21_deepNesting_overflowsNothing() throws Exception {
        RawPdf raw = RawPdf.pages(1);
        raw.catalog("/Deep " + "[".repeat(50_000) + "]".repeat(50_000));
        refused(Refusal.not_readable, raw.table(folder), HERE);
    }

    @Test
    void item21_bombOfObjects_isRefused() throws Exception {
        stamp(RawPdf.write(folder, RawPdf.pages(1).padded(1000)), HERE);
        Path bomb = RawPdf.write(folder, RawPdf.pages(1).padded(70 << 20));
        assertThat(Files.size(bomb)).isLessThan(200_000);
        refused(Refusal.too_large, bomb, HERE);
    }

    @Test
    void item21_formsThatDrawEachOtherTwice_endInBoundedTime() throws Exception {
        RawPdf raw = new RawPdf();
        int inner = raw.addStream("/Type /XObject /Subtype /Form /BBox [0 0 9 9]", "q Q");
        for (int i = 0; i < 45; i++) {
            inner =
                    raw.addStream(
                            "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources <</XObject"
                                    + " <</X "
                                    + inner
                                    + " 0 R>>>>",
                            "/X Do /X Do");
        }
        raw.page(
                "/MediaBox [0 0 400 400] /Resources <</XObject <</X " + inner + " 0 R>>>>",
                "/X Do");
        refused(Refusal.not_readable, raw.table(folder), new Placement.AtKeyword("x", 1));
    }
}
