package cn.biaozhengtong.stamping.ofd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import cn.biaozhengtong.stamping.Refusal;
import cn.biaozhengtong.stamping.RefusedException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Pages that are made to cost: they are drawn all the same, or refused with the reason, in bounded
/// time.
@Timeout(30)
class OfdDrawingBoundsTest {
    @TempDir private Path folder;

    private static String path(String attributes, String data) {
        return "<ofd:PathObject ID=\"5\" Boundary=\"10 10 100 100\" "
                + attributes
                + "><ofd:AbbreviatedData>"
                + data
                + "</ofd:AbbreviatedData></ofd:PathObject>";
    }

    private TestOfd page(String objects) {
        return TestOfd.pages(1).page(0, "", objects);
    }

    private Refusal refusal(TestOfd ofd) throws Exception {
        Path file = ofd.write(folder.resolve("hostile.ofd"));
        return catchThrowableOfType(RefusedException.class, () -> OfdDrawing.draw(file, 1, 400))
                .refusal();
    }

    private void isDrawn(TestOfd ofd) throws Exception {
        OfdDrawing.draw(ofd.write(folder.resolve("odd.ofd")), 1, 400);
    }

    private static String unit(int id, String content) {
        return "<ofd:CompositeGraphicUnit ID=\""
                + id
                + "\" Width=\"10\" Height=\"10\"><ofd:Content>"
                + content
                + "</ofd:Content></ofd:CompositeGraphicUnit>";
    }

    private static String shown(int id) {
        return "<ofd:CompositeObject ID=\"9\" Boundary=\"0 0 10 10\" ResourceID=\"" + id + "\"/>";
    }

    private TestOfd composites(String units, int first) {
        return page(shown(first))
                .xml(
                        "Doc_0/PublicRes.xml",
                        "Res",
                        "",
                        "<ofd:CompositeGraphicUnits>" + units + "</ofd:CompositeGraphicUnits>");
    }

    @Test
    void item21_compositesThatDrawEachOther_areRefused() throws Exception {
        assertThat(refusal(composites(unit(1, shown(2)) + unit(2, shown(1)), 1)))
                .isEqualTo(Refusal.too_large);
    }

    @Test
    void item21_compositesThatDrawEachOtherTenfold_areRefused() throws Exception {
        StringBuilder units = new StringBuilder();
        for (int i = 1; i < 9; i++) {
            units.append(unit(i, shown(i + 1).repeat(10)));
        }
        assertThat(refusal(composites(units + unit(9, path("", "M 0 0 L 1 1")), 1)))
                .isEqualTo(Refusal.too_large);
    }

    @Test
    void item21_pageFullOfLayersOfPaint_isRefused() throws Exception {
        String whole =
                "<ofd:PathObject ID=\"5\" Boundary=\"0 0 210 297\" Fill=\"true\" Stroke=\"false\">"
                        + "<ofd:FillColor Value=\"1 2 3\" Alpha=\"3\"/><ofd:AbbreviatedData>"
                        + "M 0 0 L 210 0 L 210 297 L 0 297 C</ofd:AbbreviatedData></ofd:PathObject>";
        assertThat(refusal(page(whole.repeat(5_000)))).isEqualTo(Refusal.too_large);
    }

    @Test
    void item21_pathOfMillionsOfSteps_isRefused() throws Exception {
        assertThat(refusal(page(path("", "M 0 0 " + "L 1 1 L 0 0 ".repeat(600_000)))))
                .isEqualTo(Refusal.too_large);
    }

    @Test
    void item21_textOfMillionsOfCharacters_isRefused() throws Exception {
        String text = "国".repeat(300_000);
        assertThat(refusal(page(TestOfd.text(4, "0 0 9 9", "X=\"0\" Y=\"5\"", text))))
                .isEqualTo(Refusal.too_large);
    }

    @Test
    void item21_clipThatJavaTakesSecondsFor_isRefused() throws Exception {
        StringBuilder zigzag = new StringBuilder("M 0 0 ");
        for (int i = 0; i < 150; i++) {
            zigzag.append("L 100 " + 0.5 * i + " L " + 0.5 * i + " 100 ");
        }
        zigzag.append("C");
        assertThat(
                        refusal(
                                page(
                                        "<ofd:PathObject ID=\"5\" Boundary=\"0 0 100 100\">"
                                                + "<ofd:Clips><ofd:Clip><ofd:Area><ofd:Path"
                                                + " Boundary=\"0 0 100 100\"><ofd:AbbreviatedData>"
                                                + zigzag
                                                + "</ofd:AbbreviatedData></ofd:Path></ofd:Area>"
                                                + "</ofd:Clip></ofd:Clips><ofd:AbbreviatedData>"
                                                + "M 0 0 L 1 1</ofd:AbbreviatedData>"
                                                + "</ofd:PathObject>")))
                .isEqualTo(Refusal.too_large);
    }

    @Test
    void item21_dashesFinerThanDust_areALine() throws Exception {
        DrawnPage page =
                DrawnPage.of(
                        page(
                                path(
                                        "DashPattern=\"0.0000001 0.0000001\" LineWidth=\"2\"",
                                        "M 0 50 L 100 50")),
                        folder);
        assertThat(page.rgb(60, 60)).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "M 1e308 1e308 L -1e308 1e308 C",
                "M NaN 0 L 1 1",
                "A 1e300 1e-300 45 1 1 5 5",
                "M 0 0 A -1 -1 1e308 1 0 1e308 -1e308",
                "B 0 0 1e300 1e300 -1e300 1e300",
                "C C C",
                "L",
                "M 1",
                "M 0 0 L 0 0 C M 0 0"
            })
    void item21_hostileNumbersOfPaths_endInAPicture(String data) throws Exception {
        isDrawn(page(path("Fill=\"true\"", data) + path("DashPattern=\"1 1\"", data)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CTM=\"1e308 0 0 1e308 0 0\"",
                "CTM=\"NaN 0 0 1 0 0\"",
                "CTM=\"1 0 0 1\"",
                "LineWidth=\"1e300\"",
                "LineWidth=\"-Infinity\"",
                "DashPattern=\"NaN\""
            })
    void item21_hostileNumbersOfObjects_areRefused(String attributes) throws Exception {
        assertThat(refusal(page(path(attributes, "M 0 0 L 50 50"))))
                .isEqualTo(Refusal.not_readable);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CTM=\"0 0 0 0 0 0\"",
                "CTM=\"1 1 1 1 0 0\"",
                "CTM=\"999999 0 0 999999 0 0\"",
                "CTM=\"0.000001 0 0 0.000001 0 0\"",
                "LineWidth=\"-5\"",
                "LineWidth=\"999999\"",
                "MiterLimit=\"0\"",
                "DashPattern=\"0 0\"",
                "DashPattern=\"-1 1\"",
                "Alpha=\"-7\"",
                "DrawParam=\"1\""
            })
    void item21_oddObjects_endInAPicture(String attributes) throws Exception {
        TestOfd ofd =
                page(
                        path(attributes, "M 0 0 L 50 50 B 0 0 1 1 99 99 C")
                                + "<ofd:ImageObject ID=\"6\" Boundary=\"0 0 9 9\" "
                                + attributes
                                + " ResourceID=\"7\"/>"
                                + TestOfd.text(4, "0 0 9 9\" " + attributes + " ID2=\"", "国"));
        ofd.xml(
                "Doc_0/PublicRes.xml",
                "Res",
                "",
                "<ofd:DrawParams><ofd:DrawParam ID=\"1\" Relative=\"1\"/></ofd:DrawParams>"
                        + "<ofd:MultiMedias><ofd:MultiMedia ID=\"7\" Type=\"Image\"><ofd:MediaFile>"
                        + "a.png</ofd:MediaFile></ofd:MultiMedia></ofd:MultiMedias>");
        ofd.files.put("Doc_0/a.png", OfdDrawingTest.encoded(OfdDrawingTest.halves(30), "png"));
        isDrawn(ofd);
    }

    @Test
    void item21_pictureOfTwoAndAHalfGigapixels_isHatched() throws Exception {
        TestOfd ofd =
                page(
                        "<ofd:ImageObject ID=\"6\" Boundary=\"10 10 50 50\" ResourceID=\"7\""
                                + " CTM=\"50 0 0 50 0 0\"/>");
        ofd.xml(
                "Doc_0/PublicRes.xml",
                "Res",
                "",
                "<ofd:MultiMedias><ofd:MultiMedia ID=\"7\" Type=\"Image\"><ofd:MediaFile>a.png"
                        + "</ofd:MediaFile></ofd:MultiMedia></ofd:MultiMedias>");
        ByteBuffer png = ByteBuffer.allocate(8 + 25);
        png.put(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
        png.putInt(13).put("IHDR".getBytes(StandardCharsets.US_ASCII));
        png.putInt(50_000).putInt(50_000).put(new byte[] {8, 6, 0, 0, 0});
        CRC32 crc = new CRC32();
        crc.update(png.array(), 12, 17);
        png.putInt((int) crc.getValue());
        ofd.files.put("Doc_0/a.png", png.array());
        assertThat(DrawnPage.of(ofd, folder).isHatched(10, 10, 50, 50)).isTrue();
    }

    @Test
    void item21_twoResourcesOfOneId_areRefused() throws Exception {
        TestOfd ofd = page(TestOfd.text(4, "20 30 50 6", "国"));
        ofd.xml(
                "Doc_0/PublicRes.xml",
                "Res",
                "",
                "<ofd:Fonts><ofd:Font ID=\"3\" FontName=\"宋体\"/>"
                        + "<ofd:Font ID=\"3\" FontName=\"黑体\"/></ofd:Fonts>");
        assertThat(refusal(ofd)).isEqualTo(Refusal.not_readable);
    }

    @Test
    void item21_fileOutsideOfTheContainer_isNotFetched() throws Exception {
        TestOfd ofd = page(TestOfd.text(4, "20 30 50 6", "国"));
        for (String place : new String[] {"../../../etc/hostname", "http://127.0.0.1/f.ttf"}) {
            ofd.xml(
                    "Doc_0/PublicRes.xml",
                    "Res",
                    "",
                    "<ofd:Fonts><ofd:Font ID=\"3\" FontName=\"宋体\"><ofd:FontFile>"
                            + place
                            + "</ofd:FontFile></ofd:Font></ofd:Fonts>");
            assertThat(refusal(ofd)).isEqualTo(Refusal.not_readable);
        }
    }

    @Test
    void item21_paperOfAHairsWidth_isRefused() throws Exception {
        TestOfd ofd = TestOfd.pages(1);
        for (String box : new String[] {"0 0 0.01 297", "0 0 210 0.0001", "0 0 -5 5"}) {
            ofd.document(1, "<ofd:PhysicalBox>" + box + "</ofd:PhysicalBox>", "");
            assertThat(refusal(ofd)).isEqualTo(Refusal.page_without_area);
        }
    }
}
