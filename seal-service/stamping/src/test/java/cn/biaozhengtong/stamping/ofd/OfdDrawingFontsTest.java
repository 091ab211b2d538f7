package cn.biaozhengtong.stamping.ofd;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Fonts that another program draws otherwise than ours would: what we cannot read of them is
/// hatched where it stands, and no other font says something in its place.
class OfdDrawingFontsTest {
    @TempDir private Path folder;

    private static TestOfd with(byte[] font, String objects) {
        TestOfd ofd = TestOfd.pages(1).page(0, "", objects);
        ofd.xml(
                "Doc_0/PublicRes.xml",
                "Res",
                " BaseLoc=\"Res\"",
                "<ofd:Fonts><ofd:Font ID=\"3\" FontName=\"x\"><ofd:FontFile>f.otf</ofd:FontFile>"
                        + "</ofd:Font></ofd:Fonts>");
        ofd.files.put("Doc_0/Res/f.otf", font);
        return ofd;
    }

    /// Characters of 20 mm, from 20 and 70.
    private static String text(String boundary, double x, double y, String inside, String text) {
        return "<ofd:TextObject ID=\"4\" Boundary=\""
                + boundary
                + "\" Font=\"3\" Size=\"20\">"
                + inside
                + "<ofd:TextCode X=\""
                + x
                + "\" Y=\""
                + y
                + "\" DeltaX=\"g 9 20\">"
                + text
                + "</ofd:TextCode></ofd:TextObject>";
    }

    private DrawnPage ones(byte[] font) throws Exception {
        return DrawnPage.of(with(font, text("20 50 100 20", 0, 20, "", "111")), folder);
    }

    private static boolean hasBlack(DrawnPage page) {
        for (double y = 40; y < 90; y += 0.2) {
            for (double x = 10; x < 100; x += 0.2) {
                if (page.rgb(x, y) == 0) {
                    return true;
                }
            }
        }
        return false;
    }

    private static byte[] outline(int operator, int... operands) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        RawCff.command(out, operator, operands);
        RawCff.command(out, RawCff.END);
        return out.toByteArray();
    }

    private static RawSfnt outlines(byte[] outline) throws Exception {
        RawSfnt out = new RawSfnt().mapsOneTo(1);
        out.tables.remove("glyf");
        out.tables.remove("loca");
        out.tables.put("CFF ", RawCff.of(outline));
        return out;
    }

    @Test
    void glyphThatItsFontCannotDraw_isHatched_andNoOtherFontTakesItsPlace() throws Exception {
        // A call of a subroutine that there is not.
        DrawnPage page = ones(outlines(outline(10, 9)).written(RawSfnt.POSTSCRIPT));
        assertThat(page.isHatched(20, 50, 20, 20)).isTrue();
        assertThat(page.isHatched(60, 50, 20, 20)).isTrue();
        assertThat(hasBlack(page)).isFalse();
    }

    @Test
    void glyphOfTrueTypeThatIsCutShort_isHatched_andNoOtherFontTakesItsPlace() throws Exception {
        // Which has an outline.
        RawSfnt font = new RawSfnt().mapsOneTo(44);
        font.tables.put("glyf", new byte[3]);
        DrawnPage page = ones(font.written(RawSfnt.TRUETYPE));
        assertThat(page.isHatched(20, 50, 20, 20)).isTrue();
        assertThat(hasBlack(page)).isFalse();
    }

    @Test
    void fontOfTwoKindsOfOutlines_isBroken() throws Exception {
        RawSfnt font = new RawSfnt().mapsOneTo(1);
        font.tables.put("CFF ", RawCff.square());
        DrawnPage page = ones(font.written(RawSfnt.TRUETYPE));
        assertThat(page.isHatched(20, 50, 20, 20)).isTrue();
        assertThat(page.isHatched(60, 50, 20, 20)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"20 50 100 20", "300 400 1 1"})
    void textInABrokenFont_isHatchedWhereItStands_whereverItsBoundaryIs(String boundary)
            throws Exception {
        String[] box = boundary.split(" ");
        double x = 20 - Double.parseDouble(box[0]);
        double y = 70 - Double.parseDouble(box[1]);
        DrawnPage page = DrawnPage.of(with(new byte[9], text(boundary, x, y, "", "111")), folder);
        for (int at = 20; at < 80; at += 20) {
            assertThat(page.isHatched(at, 53, 8, 18)).as("%s", at).isTrue();
        }
        assertThat(page.isHatched(90, 53, 50, 20)).isFalse();
    }

    @Test
    void fontFileThatIsAbsent_isBroken() throws Exception {
        TestOfd ofd = with(new byte[0], text("20 50 100 20", 0, 20, "", "111"));
        ofd.files.remove("Doc_0/Res/f.otf");
        assertThat(DrawnPage.of(ofd, folder).isHatched(20, 53, 8, 18)).isTrue();
    }

    private DrawnPage glyph(ByteArrayOutputStream outline) throws Exception {
        RawCff.command(outline, RawCff.END);
        String transform =
                "<ofd:CGTransform CodePosition=\"0\" CodeCount=\"1\" GlyphCount=\"1\"><ofd:Glyphs>1"
                        + "</ofd:Glyphs></ofd:CGTransform>";
        return DrawnPage.of(
                with(RawCff.of(outline.toByteArray()), text("20 50 100 20", 0, 20, transform, "W")),
                folder);
    }

    @ParameterizedTest
    @CsvSource({
        // add
        "3082, 3 4, true",
        // ifelse
        "3094, 1 2 3 4, true",
        // seac, as other programs' fonts had it
        "3078, 0 0 0 65 66, true",
        "14, 0 0 65 66, true",
        // rmoveto and rlineto of too many and of too few
        "21, 9 9 9 9, true",
        "5, 9 9 9, true",
        "5, 9, true",
        // after the end
        "14, '', true",
        // hflex1 that does not come back by itself
        "3108, 9 9 9 9 9 9 9 9 9, true",
        "15, 9, true",
        // hflex, flex, hflex1, flex1, hvcurveto, rlinecurve
        "3106, 50 50 50 50 50 50 50, false",
        "3107, 50 50 50 0 50 0 50 0 50 0 50 50 9, false",
        "3108, 50 50 50 -50 50 50 50 0 50, false",
        "3109, 50 50 50 50 50 50 50 50 50 50 50, false",
        "31, 50 50 50 50, false",
        "25, 50 0 50 50 50 50 50 50, false",
    })
    void outlineOfWhatOursDoesNotKnow_isHatched(int operator, String operands, boolean hatched)
            throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        RawCff.command(out, 21, 100, 0);
        RawCff.command(out, 5, 300, 0);
        RawCff.command(out, operator, numbers(operands));
        RawCff.command(out, 5, 0, 500);
        RawCff.command(out, 5, -300, 0);
        DrawnPage page = glyph(out);
        assertThat(page.isHatched(20, 50, 20, 20)).isEqualTo(hatched);
        assertThat(hasBlack(page)).isNotEqualTo(hatched);
    }

    @Test
    void outlineThatBeginsWithoutAMove_isHatched() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        RawCff.command(out, 5, 300, 0);
        RawCff.command(out, 5, 0, 500);
        RawCff.command(out, 5, -300, 0);
        assertThat(glyph(out).isHatched(20, 50, 20, 20)).isTrue();
    }

    private static int[] numbers(String text) {
        return text.isBlank()
                ? new int[0]
                : java.util.Arrays.stream(text.split(" ")).mapToInt(Integer::parseInt).toArray();
    }
}
