package cn.biaozhengtong.stamping.ofd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import cn.biaozhengtong.stamping.Refusal;
import cn.biaozhengtong.stamping.RefusedException;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Pages as they are drawn: each thing stands where the document says, and nowhere else.
class OfdDrawingTest {
    private static final Path LIBERATION =
            Path.of("/usr/share/fonts/truetype/liberation/LiberationSans-Regular.ttf");

    @TempDir private Path folder;

    private DrawnPage drawn(String objects) throws Exception {
        return DrawnPage.of(TestOfd.pages(1).page(0, "", objects), folder);
    }

    private static TestOfd with(String resources, String objects) {
        return TestOfd.pages(1)
                .page(0, "", objects)
                .xml("Doc_0/PublicRes.xml", "Res", " BaseLoc=\"Res\"", resources);
    }

    private static String path(String boundary, String attributes, String inside, String data) {
        return "<ofd:PathObject ID=\"5\" Boundary=\""
                + boundary
                + "\" "
                + attributes
                + ">"
                + inside
                + "<ofd:AbbreviatedData>"
                + data
                + "</ofd:AbbreviatedData></ofd:PathObject>";
    }

    private static String colour(String name, String value) {
        return "<ofd:" + name + " Value=\"" + value + "\"/>";
    }

    private static String filled(String boundary, String colour) {
        return path(
                boundary,
                "Stroke=\"false\" Fill=\"true\"",
                colour("FillColor", colour),
                "M 0 0 L 200 0 L 200 200 L 0 200 C");
    }

    @Test
    void text_standsWhereItsDeltasSay_andNowhereElse() throws Exception {
        DrawnPage page =
                drawn(
                        TestOfd.text(
                                4,
                                "20 30 100 60",
                                "X=\"0\" Y=\"5\" DeltaX=\"g 2 20 0\" DeltaY=\"g 2 0 20\"",
                                "国国国国"));
        for (double[] at : new double[][] {{20, 30}, {40, 30}, {60, 30}, {60, 50}}) {
            assertThat(page.ink(at[0], at[1], 5, 6)).isGreaterThan(0.2);
        }
        assertThat(page.isAllIn(20, 30, 46, 27)).isTrue();
        assertThat(page.ink(26, 30, 13, 6)).isZero();
        assertThat(page.ink(46, 30, 13, 6)).isZero();
    }

    @Test
    void text_isStretchedTurnedAndMoved() throws Exception {
        DrawnPage page =
                drawn(
                        "<ofd:TextObject ID=\"4\" Boundary=\"100 100 60 60\" Font=\"3\" Size=\"10\""
                                + " CTM=\"0 1 -1 0 0 0\" HScale=\"0.5\">"
                                + "<ofd:FillColor Value=\"#ff 0 0\"/>"
                                + "<ofd:TextCode X=\"0\" Y=\"0\">国</ofd:TextCode>"
                                + "</ofd:TextObject>");
        // A quarter to the right: what stood above its base line stands to its right.
        assertThat(page.isAllIn(97, 99, 13, 7)).isTrue();
        assertThat(page.ink(100, 100, 9, 5)).isGreaterThan(0.2);
    }

    @Test
    void embeddedFont_drawsTheGlyphsThatAreNamed_notTheCharacters() throws Exception {
        TestOfd ofd =
                with(
                        "<ofd:Fonts><ofd:Font ID=\"3\" FontName=\"x\">"
                                + "<ofd:FontFile>f.ttf</ofd:FontFile></ofd:Font></ofd:Fonts>",
                        transformed("0 50 100 20", 44, 2) + transformed("0 100 100 20", 1, 0));
        ofd.files.put("Doc_0/Res/f.ttf", Files.readAllBytes(LIBERATION));
        DrawnPage page = DrawnPage.of(ofd, folder);
        // Liberation's 44 is an I, whatever the text says: a bar, with nothing to the right.
        assertThat(page.ink(21, 56, 3, 12)).isGreaterThan(0.3);
        assertThat(page.ink(26, 50, 20, 20)).isZero();
    }

    @Test
    void embeddedOutlines_areDrawn() throws Exception {
        TestOfd ofd =
                with(
                        "<ofd:Fonts><ofd:Font ID=\"3\" FontName=\"x\">"
                                + "<ofd:FontFile>f.cff</ofd:FontFile></ofd:Font></ofd:Fonts>",
                        transformed("0 50 100 20", 1, 1));
        ofd.files.put("Doc_0/Res/f.cff", RawCff.square());
        DrawnPage page = DrawnPage.of(ofd, folder);
        // From 0 to 500 of 1000, upwards from the base line.
        assertThat(page.ink(20.5, 60.5, 9, 9)).isEqualTo(1);
        assertThat(page.isAllIn(20, 60, 10, 10)).isTrue();
    }

    /// A W that is drawn as another glyph, 20 mm tall, at 20 and the boundary's bottom.
    private static String transformed(String boundary, int glyph, int id) {
        return "<ofd:TextObject ID=\"1"
                + id
                + "\" Boundary=\""
                + boundary
                + "\" Font=\"3\" Size=\"20\">"
                + "<ofd:CGTransform CodePosition=\"0\" CodeCount=\"1\" GlyphCount=\"1\">"
                + "<ofd:Glyphs>"
                + glyph
                + "</ofd:Glyphs></ofd:CGTransform>"
                + "<ofd:TextCode X=\"20\" Y=\"20\">W</ofd:TextCode></ofd:TextObject>";
    }

    @Test
    void paths_ofEveryKindOfStep_areDrawn() throws Exception {
        DrawnPage page =
                drawn(
                        path(
                                "50 50 100 100",
                                "LineWidth=\"1\" Fill=\"true\"",
                                colour("FillColor", "0 0 255") + colour("StrokeColor", "255 0 0"),
                                "S 0 0 L 40 0 Q 60 0 60 20 B 60 30 50 40 40 40 A 20 20 0 0 1 0 40"
                                        + " C M 70 0 L 80 0 L 80 10 C"));
        assertThat(page.rgb(70, 60)).isEqualTo(0x0000ff);
        // The arc hangs below by its radius.
        assertThat(page.rgb(70, 108)).isEqualTo(0x0000ff);
        assertThat(page.rgb(70, 111)).isEqualTo(0xffffff);
        assertThat(page.rgb(70, 50.1)).isEqualTo(0xff0000);
        // The corner that the curve rounds off is empty.
        assertThat(page.rgb(109, 51)).isEqualTo(0xffffff);
        assertThat(page.rgb(127, 52)).isEqualTo(0x0000ff);
        assertThat(page.rgb(122, 58)).isEqualTo(0xffffff);
    }

    @Test
    void rule_decidesWhatIsAHole() throws Exception {
        String twice = "M 0 0 L 30 0 L 30 30 L 0 30 C M 10 10 L 20 10 L 20 20 L 10 20 C";
        String look = "Stroke=\"false\" Fill=\"true\"";
        String black = colour("FillColor", "0 0 0");
        DrawnPage page =
                drawn(
                        path("10 10 30 30", look, black, twice)
                                + path("60 10 30 30", look + " Rule=\"Even-Odd\"", black, twice));
        assertThat(page.rgb(25, 25)).isZero();
        assertThat(page.rgb(75, 25)).isEqualTo(0xffffff);
        assertThat(page.rgb(65, 25)).isZero();
    }

    @Test
    void dashes_caps_andDrawingParameters_areFollowed() throws Exception {
        TestOfd ofd =
                with(
                        "<ofd:DrawParams>"
                                + "<ofd:DrawParam ID=\"20\" LineWidth=\"4\"><ofd:StrokeColor"
                                + " Value=\"0 128 0\"/></ofd:DrawParam>"
                                + "<ofd:DrawParam ID=\"21\" Relative=\"20\" DashPattern=\"10 10\"/>"
                                + "</ofd:DrawParams>",
                        path("20 50 100 10", "DrawParam=\"21\"", "", "M 0 5 L 100 5")
                                + path(
                                        "20 80 100 10",
                                        "DrawParam=\"20\" Cap=\"Square\"",
                                        "",
                                        "M 20 5 L 40 5"));
        DrawnPage page = DrawnPage.of(ofd, folder);
        assertThat(page.rgb(25, 56.5)).isEqualTo(0x008000);
        assertThat(page.rgb(35, 55)).isEqualTo(0xffffff);
        assertThat(page.rgb(45, 55)).isEqualTo(0x008000);
        assertThat(page.rgb(61.5, 85)).isEqualTo(0x008000);
        assertThat(page.rgb(62.5, 85)).isEqualTo(0xffffff);
    }

    @Test
    void colours_ofAllSpaces_andTheirAlpha_areMixed() throws Exception {
        TestOfd ofd =
                with(
                        "<ofd:ColorSpaces><ofd:ColorSpace ID=\"30\" Type=\"GRAY\"/>"
                                + "<ofd:ColorSpace ID=\"31\" Type=\"CMYK\"/>"
                                + "<ofd:ColorSpace ID=\"32\" Type=\"RGB\"><ofd:Palette>"
                                + "<ofd:CV>1 2 3</ofd:CV><ofd:CV>10 20 30</ofd:CV></ofd:Palette>"
                                + "</ofd:ColorSpace></ofd:ColorSpaces>",
                        filled("10 10 10 10", "128\" ColorSpace=\"30")
                                + filled("30 10 10 10", "0 255 255 0\" ColorSpace=\"31")
                                + filled("50 10 10 10", "255 0 0\" Alpha=\"128")
                                + filled("70 10 10 10", "\" Index=\"1\" ColorSpace=\"32"));
        DrawnPage page = DrawnPage.of(ofd, folder);
        assertThat(page.rgb(15, 15)).isEqualTo(0x808080);
        assertThat(page.rgb(35, 15)).isEqualTo(0xff0000);
        assertThat(page.rgb(55, 15)).isIn(0xff7f7f, 0xff7e7e, 0xff8080);
        assertThat(page.rgb(75, 15)).isEqualTo(0x0a141e);
        assertThat(page.rgb(25, 15)).isEqualTo(0xffffff);
    }

    @Test
    void shading_goesFromColourToColour_andEndsWhereItEnds() throws Exception {
        DrawnPage page =
                drawn(
                        path(
                                "50 50 100 20",
                                "Stroke=\"false\" Fill=\"true\"",
                                "<ofd:FillColor><ofd:AxialShd StartPoint=\"20 0\" EndPoint=\"80 0\">"
                                        + "<ofd:Segment Position=\"0\">"
                                        + colour("Color", "255 0 0")
                                        + "</ofd:Segment><ofd:Segment Position=\"1\">"
                                        + colour("Color", "0 0 255")
                                        + "</ofd:Segment></ofd:AxialShd></ofd:FillColor>",
                                "M 0 0 L 100 0 L 100 20 L 0 20 C"));
        assertThat(new Color(page.rgb(71, 60)).getRed()).isGreaterThan(240);
        assertThat(new Color(page.rgb(129, 60)).getBlue()).isGreaterThan(240);
        assertThat(new Color(page.rgb(100, 60)).getRed()).isBetween(110, 145);
        assertThat(page.rgb(60, 60)).isEqualTo(0xffffff);
        assertThat(page.rgb(140, 60)).isEqualTo(0xffffff);
    }

    static byte[] encoded(BufferedImage image, String format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(ImageIO.write(image, format, out)).isTrue();
        return out.toByteArray();
    }

    /// Left half red, right half green.
    static BufferedImage halves(int side) {
        BufferedImage out = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                out.setRGB(x, y, x < side / 2 ? 0xff0000 : 0x00ff00);
            }
        }
        return out;
    }

    private static String media(Map<Integer, String> files) {
        StringBuilder out = new StringBuilder("<ofd:MultiMedias>");
        files.forEach((id, file) ->
                out.append("<ofd:MultiMedia Type=\"Image\" ID=\"" + id + "\">")
                        .append("<ofd:MediaFile>" + file + "</ofd:MediaFile>")
                        .append("</ofd:MultiMedia>"));
        return out + "</ofd:MultiMedias>";
    }

    private static String image(int resource, String boundary, String attributes) {
        return "<ofd:ImageObject ID=\"6\" Boundary=\""
                + boundary
                + "\" ResourceID=\""
                + resource
                + "\" "
                + attributes
                + "/>";
    }

    @Test
    void pictures_ofAllFormats_standInTheirBoundary() throws Exception {
        TestOfd ofd =
                with(
                        media(Map.of(40, "a.png", 41, "a.jpg", 42, "a.bmp", 43, "mask.png")),
                        image(40, "10 10 40 40", "CTM=\"40 0 0 40 0 0\"")
                                + image(41, "60 10 40 40", "CTM=\"40 0 0 40 0 0\" Alpha=\"128\"")
                                + image(42, "110 10 40 40", "")
                                + image(40, "10 60 40 40", "ImageMask=\"43\"")
                                // Turned by a quarter.
                                + image(40, "60 60 40 40", "CTM=\"0 40 -40 0 40 0\""));
        ofd.files.put("Doc_0/Res/a.png", encoded(halves(2000), "png"));
        ofd.files.put("Doc_0/Res/a.jpg", encoded(halves(400), "jpg"));
        ofd.files.put("Doc_0/Res/a.bmp", encoded(halves(40), "bmp"));
        BufferedImage mask = new BufferedImage(10, 10, BufferedImage.TYPE_BYTE_BINARY);
        mask.setRGB(0, 0, 10, 5, new int[50], 0, 10);
        for (int i = 0; i < 50; i++) {
            mask.setRGB(i % 10, 5 + i / 10, 0xffffffff);
        }
        ofd.files.put("Doc_0/Res/mask.png", encoded(mask, "png"));
        DrawnPage page = DrawnPage.of(ofd, folder);
        assertThat(page.rgb(20, 30)).isEqualTo(0xff0000);
        assertThat(page.rgb(40, 30)).isEqualTo(0x00ff00);
        assertThat(new Color(page.rgb(70, 30)).getGreen()).isBetween(120, 135);
        assertThat(page.rgb(120, 30)).isEqualTo(0xff0000);
        assertThat(page.rgb(20, 65)).isEqualTo(0xffffff);
        assertThat(page.rgb(20, 95)).isEqualTo(0xff0000);
        assertThat(page.rgb(80, 70)).isEqualTo(0xff0000);
        assertThat(page.rgb(80, 90)).isEqualTo(0x00ff00);
        assertThat(page.ink(51, 10, 8, 90)).isZero();
    }

    @Test
    void clips_cutWhatIsDrawn_andTheirAreasAreUnited() throws Exception {
        String area =
                "<ofd:Area><ofd:Path Boundary=\"%s\"><ofd:AbbreviatedData>"
                        + "M 0 0 L 20 0 L 20 20 L 0 20 C</ofd:AbbreviatedData></ofd:Path></ofd:Area>";
        DrawnPage page =
                drawn(
                        path(
                                "50 50 100 100",
                                "Stroke=\"false\" Fill=\"true\"",
                                colour("FillColor", "0 0 0")
                                        + "<ofd:Clips><ofd:Clip>"
                                        + area.formatted("10 10 20 20")
                                        + area.formatted("60 60 20 20")
                                        + "</ofd:Clip><ofd:Clip>"
                                        + area.formatted("20 20 20 20")
                                        + area.formatted("60 60 20 20")
                                        + "</ofd:Clip></ofd:Clips>",
                                "M 0 0 L 100 0 L 100 100 L 0 100 C"));
        assertThat(page.rgb(75, 75)).isZero();
        assertThat(page.rgb(65, 65)).isEqualTo(0xffffff);
        assertThat(page.rgb(120, 120)).isZero();
        assertThat(page.rgb(100, 100)).isEqualTo(0xffffff);
    }

    @Test
    void areasOfAClip_thatTurnAgainstEachOther_makeNoHole() throws Exception {
        String area =
                "<ofd:Area><ofd:Path Boundary=\"0 0 20 20\"><ofd:AbbreviatedData>%s"
                        + "</ofd:AbbreviatedData></ofd:Path></ofd:Area>";
        DrawnPage page =
                drawn(
                        path(
                                "50 50 100 100",
                                "Stroke=\"false\" Fill=\"true\"",
                                colour("FillColor", "0 0 0")
                                        + "<ofd:Clips><ofd:Clip>"
                                        + area.formatted("M 0 0 L 20 0 L 20 20 L 0 20 C")
                                        + area.formatted("M 0 0 L 0 20 L 20 20 L 20 0 C")
                                        + "</ofd:Clip></ofd:Clips>",
                                "M 0 0 L 100 0 L 100 100 L 0 100 C"));
        assertThat(page.rgb(60, 60)).isZero();
        assertThat(page.isAllIn(50, 50, 20, 20)).isTrue();
    }

    @Test
    void composites_showTheirContent_cutToTheirMeasures() throws Exception {
        TestOfd ofd =
                with(
                        "<ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID=\"50\""
                                + " Width=\"20\" Height=\"10\"><ofd:Content><ofd:PageBlock>"
                                + filled("10 0 50 50", "0 0 255")
                                + "</ofd:PageBlock></ofd:Content></ofd:CompositeGraphicUnit>"
                                + "</ofd:CompositeGraphicUnits>",
                        "<ofd:CompositeObject ID=\"7\" Boundary=\"30 40 100 100\""
                                + " CTM=\"2 0 0 2 0 0\" ResourceID=\"50\"/>");
        DrawnPage page = DrawnPage.of(ofd, folder);
        assertThat(page.rgb(60, 50)).isEqualTo(0x0000ff);
        assertThat(page.isAllIn(50, 40, 20, 20)).isTrue();
    }

    @Test
    void templatesLayersAndAnnotations_lieOverEachOther_asTheySay() throws Exception {
        TestOfd ofd = TestOfd.pages(1);
        ofd.template(filled("10 10 60 60", "255 0 0"));
        ofd.document(
                1,
                "<ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox>",
                "<ofd:Annotations>Annots.xml</ofd:Annotations>");
        ofd.xml(
                "Doc_0/Pages/Page_0/Content.xml",
                "Page",
                "",
                "<ofd:Template TemplateID=\"900\"/><ofd:Content>"
                        + "<ofd:Layer ID=\"1\" Type=\"Foreground\">"
                        + filled("40 10 10 60", "0 0 255")
                        + "</ofd:Layer><ofd:Layer ID=\"2\">"
                        + filled("20 10 30 60", "0 255 0")
                        + "</ofd:Layer></ofd:Content>");
        ofd.xml(
                "Doc_0/Annots.xml",
                "Annotations",
                "",
                "<ofd:Page PageID=\"1\"><ofd:FileLoc>a.xml</ofd:FileLoc></ofd:Page>");
        ofd.xml(
                "Doc_0/a.xml",
                "PageAnnot",
                "",
                "<ofd:Annot ID=\"3\"><ofd:Appearance Boundary=\"40 40 30 30\">"
                        + filled("0 0 5 30", "0 0 0")
                        + "</ofd:Appearance></ofd:Annot><ofd:Annot ID=\"4\" Visible=\"false\">"
                        + "<ofd:Appearance Boundary=\"0 0 210 297\">"
                        + filled("0 0 200 200", "9 9 9")
                        + "</ofd:Appearance></ofd:Annot>");
        DrawnPage page = DrawnPage.of(ofd, folder);
        assertThat(page.rgb(15, 30)).isEqualTo(0xff0000);
        assertThat(page.rgb(30, 30)).isEqualTo(0x00ff00);
        assertThat(page.rgb(47, 60)).isEqualTo(0x0000ff);
        assertThat(page.rgb(42, 60)).isZero();
        assertThat(page.rgb(100, 100)).isEqualTo(0xffffff);
    }

    @Test
    void paper_isDrawnWhole_fromItsCorner() throws Exception {
        TestOfd ofd =
                TestOfd.pages(1)
                        .page(
                                0,
                                "<ofd:Area><ofd:PhysicalBox>20 30 105 200</ofd:PhysicalBox>"
                                        + "</ofd:Area>",
                                filled("10 10 50 50", "0 0 0"));
        BufferedImage it = OfdDrawing.draw(ofd.write(folder.resolve("a.ofd")), 1, 1050);
        assertThat(it.getHeight()).isEqualTo(2000);
        assertThat(new DrawnPage(it, 10).ink(10, 10, 50, 50)).isEqualTo(1);
        assertThat(new DrawnPage(it, 10).ink(61, 0, 40, 190)).isZero();
    }

    @Test
    void hiddenObjects_areNotSeen() throws Exception {
        DrawnPage page =
                drawn(
                        filled("10 10 50 50\" Visible=\"false", "0 0 0")
                                + filled("10 10 50 50\" Alpha=\"0", "0 0 0"));
        assertThat(page.ink(0, 0, 200, 290)).isZero();
    }

    @Test
    void whatCannotBeDrawn_isHatched_andTheRestIsDrawn() throws Exception {
        TestOfd ofd =
                with(
                        media(Map.of(40, "a.jb2", 41, "absent.png"))
                                + "<ofd:Fonts><ofd:Font ID=\"3\" FontName=\"宋体\">"
                                + "<ofd:FontFile>broken.ttf</ofd:FontFile></ofd:Font></ofd:Fonts>",
                        image(40, "10 10 40 40", "CTM=\"40 0 0 40 0 0\"")
                                + image(41, "60 10 40 40", "CTM=\"40 0 0 40 0 0\"")
                                + path("110 10 40 40", "", "", "M 0 0 X 7 7")
                                + TestOfd.text(4, "10 60 50 6", "国泰民安")
                                + filled("60 60 40 40", "1 2 3")
                                + path(
                                        "110 60 40 40",
                                        "Stroke=\"false\" Fill=\"true\"",
                                        "<ofd:FillColor><ofd:Pattern Width=\"1\" Height=\"1\"/>"
                                                + "</ofd:FillColor>",
                                        "M 0 0 L 40 0 L 40 40 C")
                                + "<ofd:CompositeObject ID=\"7\" Boundary=\"10 110 40 40\""
                                + " ResourceID=\"99\"/>");
        ofd.put("Doc_0/Res/a.jb2", "no picture of ours");
        ofd.put("Doc_0/Res/broken.ttf", "no font");
        DrawnPage page = DrawnPage.of(ofd, folder);
        for (double[] at :
                new double[][] {{10, 10}, {60, 10}, {110, 10}, {10, 58}, {110, 60}, {10, 110}}) {
            assertThat(page.isHatched(at[0], at[1], 40, 40)).as("%s", at[0]).isTrue();
        }
        assertThat(page.rgb(80, 80)).isEqualTo(0x010203);
        assertThat(page.isHatched(60, 60, 40, 40)).isFalse();
    }

    @Test
    void pageThatIsNot_isRefused() throws Exception {
        Path file = TestOfd.pages(1).write(folder.resolve("a.ofd"));
        for (int page : new int[] {0, 2}) {
            RefusedException e =
                    catchThrowableOfType(
                            RefusedException.class, () -> OfdDrawing.draw(file, page, 400));
            assertThat(e.refusal()).isEqualTo(Refusal.page_absent);
        }
    }
}
