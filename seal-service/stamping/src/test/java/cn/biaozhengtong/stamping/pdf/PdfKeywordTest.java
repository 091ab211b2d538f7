package cn.biaozhengtong.stamping.pdf;

import static cn.biaozhengtong.stamping.pdf.PdfFixture.refused;
import static cn.biaozhengtong.stamping.pdf.PdfFixture.stamp;
import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.stamping.Box;
import cn.biaozhengtong.stamping.Placement;
import cn.biaozhengtong.stamping.Refusal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A word is found as it is seen, however it is written into the file, and nowhere else.
class PdfKeywordTest {
    private static final String BOX = "/MediaBox [0 0 600 800]";

    @TempDir private Path folder;

    private Path page(String entries, String content) throws Exception {
        RawPdf raw = new RawPdf();
        raw.page(entries, content);
        return raw.table(folder);
    }

    /// The middle of the one seal.
    private static double[] middle(Path source, String keyword) throws Exception {
        List<Box> boxes = stamp(source, new Placement.AtKeyword(keyword, 1)).prepared().boxes();
        Box it = boxes.get(0);
        return new double[] {it.left() + it.width() / 2, it.top() + it.height() / 2};
    }

    private static void near(double[] found, double x, double y) {
        assertThat(found[0]).as("x").isBetween(x - 2, x + 2);
        assertThat(found[1]).as("y").isBetween(y - 3, y + 3);
    }

    /// `Signature` in Helvetica 20 is 85.6 points wide.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "BT /F 20 Tf 100 500 Td (Signature) Tj ET",
                "BT /F 20 Tf 100 500 Td (Sig) Tj (nat) Tj (ure) Tj ET",
                "BT /F 20 Tf 100 500 Td [(Si) 0 (gn) 0 (ature)] TJ ET",
                "BT /F 20 Tf 100 500 Td (Sig) Tj 28.9 0 Td (nature) Tj ET",
                "BT /F 20 Tf 128.9 500 Td (nature) Tj ET BT /F 20 Tf 100 500 Td (Sig) Tj ET",
                "BT /F 1 Tf 20 0 0 20 100 500 Tm (Signature) Tj ET",
                "q 2 0 0 2 0 0 cm BT /F 10 Tf 50 250 Td (Signature) Tj ET Q",
                "BT /F 20 Tf 100 500 Td (Signature) Tj 0.3 0 Td (Signature) Tj ET"
            })
    void word_cutIntoRuns_isFoundWhereItIsSeen(String content) throws Exception {
        near(middle(page(BOX, content), "Signature"), 143, 294);
    }

    @Test
    void word_setWide_isOne() throws Exception {
        String wide = "BT /F 20 Tf 10 Tc 100 500 Td (S e a l) Tj ET";
        assertThat(middle(page(BOX, wide), "Seal")[0]).isBetween(130.0, 170.0);
        String far = "BT /F 20 Tf 100 500 Td (Se) Tj 300 0 Td (al) Tj ET";
        refused(Refusal.keyword_absent, page(BOX, far), new Placement.AtKeyword("Seal", 1));
    }

    @Test
    void ligature_isItsLetters() throws Exception {
        RawPdf raw = new RawPdf();
        int ligatures =
                raw.add(
                        "<</Type /Font /Subtype /Type1 /BaseFont /Helvetica /FirstChar 1"
                                + " /LastChar 1 /Widths [833] /Encoding <</Type /Encoding"
                                + " /Differences [1 /uniFB03]>>>>");
        raw.page(
                BOX + " /Resources <</Font <</F 3 0 R /L " + ligatures + " 0 R>>>>",
                "BT /F 20 Tf 100 500 Td (o) Tj /L 20 Tf (\\001) Tj /F 20 Tf (ce) Tj ET");
        Path source = raw.table(folder);
        near(middle(source, "office"), 124.5, 294);
        assertThat(middle(source, "ffi")[0]).isBetween(117.0, 121.0);
    }

    @Test
    void compatibleForms_areTheSame() throws Exception {
        Path source = page(BOX, "BT /F 20 Tf 100 500 Td (Seal \\(A\\)) Tj ET");
        assertThat(middle(source, "Ｓｅａｌ（Ａ）")[0]).isBetween(120.0, 160.0);
    }

    @Test
    void word_turnedByMatrixOrPage_isFoundWhereItIsSeen() throws Exception {
        // Upwards: the word begins at the foot and its middle is 43 points higher.
        String upward = "BT /F 20 Tf 0 1 -1 0 300 400 Tm (Signature) Tj ET";
        near(middle(page(BOX, upward), "Signature"), 294, 357);
        String slanted = "BT /F 20 Tf 0.8 0.6 -0.6 0.8 300 400 Tm (Signature) Tj ET";
        assertThat(middle(page(BOX, slanted), "Signature")[0]).isBetween(325.0, 340.0);
        String plain = "BT /F 20 Tf 100 500 Td (Signature) Tj ET";
        near(middle(page(BOX + " /Rotate 90", plain), "Signature"), 506, 143);
        near(middle(page(BOX + " /Rotate 180", plain), "Signature"), 457, 506);
        near(middle(page(BOX + " /CropBox [50 100 600 800]", plain), "Signature"), 93, 294);
    }

    private static String utf16(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_16BE));
    }

    private static void chinese(RawPdf raw, String direction) {
        int font =
                raw.add(
                        "<</Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light"
                                + " /CIDSystemInfo <</Registry (Adobe) /Ordering (GB1) /Supplement 2>>"
                                + " /DW 1000>>");
        raw.set(
                3,
                "<</Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-"
                        + direction
                        + " /DescendantFonts ["
                        + font
                        + " 0 R]>>");
    }

    @Test
    void chinese_ofAFontThatIsNotThere_isFound() throws Exception {
        RawPdf raw = new RawPdf();
        chinese(raw, "H");
        raw.page(BOX, "BT /F 20 Tf 100 500 Td <" + utf16("投标人（盖章）") + "> Tj ET");
        near(middle(raw.table(folder), "投标人(盖章)"), 170, 294);
    }

    @Test
    void chinese_writtenDownwards_isFound() throws Exception {
        RawPdf raw = new RawPdf();
        chinese(raw, "V");
        raw.page(BOX, "BT /F 20 Tf 300 600 Td <" + utf16("甲方法定代表人") + "> Tj ET");
        // The third and fourth of the characters, each 20 high, beginning 200 below the top.
        near(middle(raw.table(folder), "法定"), 300, 260);
    }

    @Test
    void columnOfUprightCharacters_isAWord_linesBelowEachOtherAreNot() throws Exception {
        RawPdf raw = new RawPdf();
        chinese(raw, "H");
        String column = "BT /F 20 Tf 300 600 Td";
        for (String it : "法定代表人".split("")) {
            column += " <" + utf16(it) + "> Tj 0 -20 Td";
        }
        raw.page(BOX, column + " ET");
        near(middle(raw.table(folder), "代表"), 310, 244);
        RawPdf lines = new RawPdf();
        chinese(lines, "H");
        lines.page(
                BOX,
                "BT /F 20 Tf 300 600 Td <"
                        + utf16("代理人")
                        + "> Tj 0 -30 Td <"
                        + utf16("表决权")
                        + "> Tj ET");
        refused(Refusal.keyword_absent, lines.table(folder), new Placement.AtKeyword("代表", 1));
    }

    @Test
    void formsWithinForms_areSearchedWithTheirMatrix() throws Exception {
        RawPdf raw = new RawPdf();
        String resources = "/Resources <</Font <</F 3 0 R>>>>";
        int inner =
                raw.addStream(
                        "/Type /XObject /Subtype /Form /BBox [0 0 200 50] /Matrix [1 0 0 1 30 40] "
                                + resources,
                        "BT /F 20 Tf 0 0 Td (Signature) Tj ET");
        int outer =
                raw.addStream(
                        "/Type /XObject /Subtype /Form /BBox [0 0 400 400] /Resources <</XObject"
                                + " <</I "
                                + inner
                                + " 0 R>>>>",
                        "q 1 0 0 1 70 60 cm /I Do Q");
        raw.page(
                BOX + " /Resources <</XObject <</O " + outer + " 0 R>>>>",
                "q 1 0 0 1 0 400 cm /O Do Q");
        near(middle(raw.table(folder), "Signature"), 143, 294);
    }

    @Test
    void item21_wordThatIsNotSeen_isNoPlace() throws Exception {
        String outside =
                "BT /F 20 Tf 100 500 Td (Signature) Tj ET BT /F 20 Tf 100 900 Td (Hidden) Tj ET";
        Path source = page(BOX + " /CropBox [0 0 600 480]", outside);
        refused(Refusal.keyword_absent, source, new Placement.AtKeyword("Signature", 1));
        refused(Refusal.keyword_absent, source, new Placement.AtKeyword("Hidden", 1));
        refused(Refusal.keyword_absent, source, new Placement.AtKeyword("  ", 1));
        refused(Refusal.keyword_absent, source, new Placement.AtKeyword("x", -1));
    }

    @Test
    void occurrences_countInTheOrderOfReading_overPages() throws Exception {
        RawPdf raw = new RawPdf();
        raw.page(
                BOX,
                "BT /F 20 Tf 100 300 Td (Seal) Tj 0 300 Td (Seal) Tj ET"
                        + " BT /F 20 Tf 400 600 Td (Seal) Tj ET");
        raw.page(BOX, "BT /F 20 Tf 100 400 Td (Seal Seal) Tj ET");
        Path source = raw.table(folder);
        List<Box> all = stamp(source, new Placement.AtKeyword("Seal", 0)).prepared().boxes();
        assertThat(all).extracting(Box::page).containsExactly(1, 1, 1, 2, 2);
        assertThat(all.get(0).left()).isLessThan(all.get(1).left());
        assertThat(all.get(2).top()).isGreaterThan(all.get(1).top());
        List<Box> third = stamp(source, new Placement.AtKeyword("Seal", 3)).prepared().boxes();
        assertThat(third).containsExactly(all.get(2));
        refused(Refusal.keyword_absent, source, new Placement.AtKeyword("Seal", 6));
    }
}
