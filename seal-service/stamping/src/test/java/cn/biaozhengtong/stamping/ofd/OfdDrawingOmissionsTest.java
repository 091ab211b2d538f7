package cn.biaozhengtong.stamping.ofd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import cn.biaozhengtong.stamping.Refusal;
import cn.biaozhengtong.stamping.RefusedException;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What other programs show and we might pass over without a word: it is drawn, hatched, or the
/// page is refused.
class OfdDrawingOmissionsTest {
    private static final String FILLED = "Fill=\"true\" Stroke=\"false\"";
    private static final String RED = "<ofd:FillColor Value=\"255 0 0\"/>";
    private static final String SQUARE = "M 0 0 L 50 0 L 50 50 L 0 50 C";

    @TempDir private Path folder;

    private static String path(String attributes, String inside, String data) {
        return "<ofd:PathObject ID=\"5\" "
                + attributes
                + ">"
                + inside
                + "<ofd:AbbreviatedData>"
                + data
                + "</ofd:AbbreviatedData></ofd:PathObject>";
    }

    /// From 20 to 70 both ways.
    private static String square(String inside) {
        return path("Boundary=\"20 20 50 50\" " + FILLED, RED + inside, SQUARE);
    }

    private static TestOfd page(String objects) {
        return TestOfd.pages(1).page(0, "", objects);
    }

    private DrawnPage drawn(String objects) throws Exception {
        return DrawnPage.of(page(objects), folder);
    }

    private Refusal refusal(TestOfd ofd) throws Exception {
        Path file = ofd.write(folder.resolve("refused.ofd"));
        return catchThrowableOfType(RefusedException.class, () -> OfdDrawing.draw(file, 1, 400))
                .refusal();
    }

    @Test
    void coordinatesInMicrometres_areDrawnWhereTheyAre() throws Exception {
        DrawnPage page =
                drawn(
                        path(
                                        "Boundary=\"0 0 210 297\" CTM=\"0.001 0 0 0.001 0 0\" "
                                                + FILLED,
                                        RED,
                                        "M 120000 120000 L 170000 120000 L 170000 170000 L 120000"
                                                + " 170000 C")
                                + "<ofd:TextObject ID=\"6\" Boundary=\"0 0 210 297\" Font=\"3\""
                                + " CTM=\"0.001 0 0 0.001 0 0\" Size=\"10000\"><ofd:TextCode"
                                + " X=\"120000\" Y=\"100000\" DeltaX=\"g 5 10000\">壹佰万</ofd:TextCode>"
                                + "</ofd:TextObject>");
        assertThat(page.rgb(168, 168)).isEqualTo(0xff0000);
        for (int x = 120; x < 150; x += 10) {
            assertThat(page.ink(x, 91, 10, 10)).as("%s", x).isGreaterThan(0.1);
        }
        assertThat(page.ink(90, 80, 29, 110)).isZero();
    }

    @Test
    void coordinatesBeyondAllMeasure_areHatched_andOfText_refused() throws Exception {
        assertThat(
                        drawn(path("Boundary=\"20 20 50 50\"", "", "M 0 0 L 2000000 9"))
                                .isHatched(20, 20, 50, 50))
                .isTrue();
        assertThat(
                        refusal(
                                page(
                                        TestOfd.text(
                                                4,
                                                "0 0 210 297",
                                                "X=\"9\" Y=\"9\" DeltaX=\"2000000\"",
                                                "国国"))))
                .isEqualTo(Refusal.not_readable);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<ofd:Clip/>",
                "<ofd:Clip><ofd:Area/></ofd:Clip>",
                "<ofd:Clip><ofd:Area><ofd:Path Boundary=\"0 0 50 50\" Stroke=\"true\""
                        + " LineWidth=\"60\"><ofd:AbbreviatedData>M 0 25 L 50 25"
                        + "</ofd:AbbreviatedData></ofd:Path></ofd:Area></ofd:Clip>",
                "<ofd:Clip><ofd:Area><ofd:Text Font=\"3\" Size=\"50\"><ofd:TextCode X=\"0\""
                        + " Y=\"45\">国</ofd:TextCode></ofd:Text></ofd:Area></ofd:Clip>",
                "<ofd:Clip><ofd:Area><ofd:Path><ofd:AbbreviatedData>M 0 0 L 1 0 L 1 1 C"
                        + "</ofd:AbbreviatedData></ofd:Path></ofd:Area><ofd:Area><ofd:Path"
                        + " LineWidth=\"60\"><ofd:AbbreviatedData>M 0 25 L 50 25"
                        + "</ofd:AbbreviatedData></ofd:Path></ofd:Area></ofd:Clip>",
            })
    void clipOfNoArea_doesNotClip(String clip) throws Exception {
        DrawnPage page = drawn(square("<ofd:Clips>" + clip + "</ofd:Clips>"));
        assertThat(page.rgb(45, 45)).isEqualTo(0xff0000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<x:PathObject xmlns:x=\"http://other.example/\"/>",
                "<PathObject/>",
                "<x:y xmlns:x=\"http://other.example/\"><x:TextObject/></x:y>",
                "<x:y xmlns:x=\"http://other.example/\"><ofd:TextObject/></x:y>",
            })
    void objectOfAnotherNamespace_isRefused(String object) throws Exception {
        assertThat(refusal(page(object))).isEqualTo(Refusal.not_readable);
        TestOfd ofd = page(square(""));
        ofd.change("Doc_0/PublicRes.xml", it -> it.replace("</ofd:Res>", object + "</ofd:Res>"));
        assertThat(refusal(ofd)).isEqualTo(Refusal.not_readable);
    }

    @Test
    void elementThatIsNamedAsNoneOfOurs_isPassedOver() throws Exception {
        DrawnPage page = drawn("<x:Note xmlns:x=\"http://other.example/\"/>" + square(""));
        assertThat(page.rgb(45, 45)).isEqualTo(0xff0000);
    }

    @Test
    void whatLiesBeyondTheApplicationBox_isDrawn() throws Exception {
        TestOfd ofd = page(path("Boundary=\"20 200 50 50\" " + FILLED, RED, SQUARE));
        ofd.document(
                1,
                "<ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox>"
                        + "<ofd:ApplicationBox>0 0 210 100</ofd:ApplicationBox>",
                "");
        assertThat(DrawnPage.of(ofd, folder).rgb(45, 225)).isEqualTo(0xff0000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Size=\"-10\"", "Size=\"0\"", "", "Size=\"10\" HScale=\"0\""})
    void textOfNoSize_isRefused(String size) throws Exception {
        assertThat(
                        refusal(
                                page(
                                        "<ofd:TextObject ID=\"5\" Boundary=\"0 0 210 297\""
                                                + " Font=\"3\" "
                                                + size
                                                + "><ofd:TextCode X=\"9\" Y=\"99\">100000"
                                                + "</ofd:TextCode></ofd:TextObject>")))
                .isEqualTo(Refusal.not_readable);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<ofd:PathObject ID=\"5\"><ofd:AbbreviatedData>M 20 20 L 70 20 Z"
                        + "</ofd:AbbreviatedData></ofd:PathObject>",
                "<ofd:CompositeObject ID=\"5\" CTM=\"2 0 0 2 0 0\" ResourceID=\"77\"/>"
            })
    void whatCannotBeRead_andDoesNotSayWhereItIs_isRefused(String object) throws Exception {
        assertThat(refusal(page(object))).isEqualTo(Refusal.not_readable);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DashPattern=\"0 5000\"",
                "DashPattern=\"0.0001 5000\"",
                "DashPattern=\"1 5000\" DashOffset=\"2\"",
                "DashPattern=\"1 50 3\" DashOffset=\"60\""
            })
    void dashesOfWhichNothingWouldBeSeen_beginWithALine(String dashes) throws Exception {
        DrawnPage page =
                drawn(
                        path(
                                "Boundary=\"20 20 100 10\" LineWidth=\"5\" " + dashes,
                                "<ofd:StrokeColor Value=\"255 0 0\"/>",
                                "M 0 5 L 40 5"));
        assertThat(page.rgb(20.4, 25)).isEqualTo(0xff0000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Type=\"Lab\"", "Type=\"GRAY\" BitsPerComponent=\"1\""})
    void colourOfASpaceThatWeDoNotKnow_isHatched(String space) throws Exception {
        TestOfd ofd =
                page(
                        path(
                                        "Boundary=\"20 20 50 50\" " + FILLED,
                                        "<ofd:FillColor ColorSpace=\"60\" Value=\"1\"/>",
                                        SQUARE)
                                + path(
                                        "Boundary=\"100 20 50 50\" " + FILLED,
                                        "<ofd:FillColor><ofd:AxialShd StartPoint=\"0 0\""
                                                + " EndPoint=\"50 0\"><ofd:Segment><ofd:Color"
                                                + " Value=\"0\"/></ofd:Segment><ofd:Segment>"
                                                + "<ofd:Color ColorSpace=\"60\" Value=\"1\"/>"
                                                + "</ofd:Segment></ofd:AxialShd></ofd:FillColor>",
                                        SQUARE));
        ofd.xml(
                "Doc_0/PublicRes.xml",
                "Res",
                "",
                "<ofd:ColorSpaces><ofd:ColorSpace ID=\"60\" " + space + "/></ofd:ColorSpaces>");
        DrawnPage page = DrawnPage.of(ofd, folder);
        assertThat(page.isHatched(20, 20, 50, 50)).isTrue();
        assertThat(page.isHatched(100, 20, 50, 50)).isTrue();
    }

    private static TestOfd shown(String list, String place) throws Exception {
        String media =
                "<ofd:MultiMedias><ofd:MultiMedia ID=\"51\" Type=\"Image\"><ofd:MediaFile>a.png"
                        + "</ofd:MediaFile></ofd:MultiMedia></ofd:MultiMedias>";
        TestOfd ofd =
                page("<ofd:ImageObject ID=\"4\" Boundary=\"20 20 50 50\" ResourceID=\"51\"/>");
        ofd.xml("Doc_0/PublicRes.xml", "Res", " BaseLoc=\"Res\"", media);
        ofd.xml(list, "Res", " BaseLoc=\"" + place + "\"", media);
        BufferedImage picture = OfdDrawingTest.halves(10);
        ofd.files.put("Doc_0/Res/a.png", OfdDrawingTest.encoded(picture, "png"));
        picture.setRGB(0, 0, 0);
        ofd.files.put("Doc_0/Other/a.png", OfdDrawingTest.encoded(picture, "png"));
        ofd.change(
                "Doc_0/Document.xml",
                it ->
                        it.replace(
                                "</ofd:PublicRes>",
                                "</ofd:PublicRes><ofd:DocumentRes>DocumentRes.xml"
                                        + "</ofd:DocumentRes>"));
        ofd.change(
                "Doc_0/Pages/Page_0/Content.xml",
                it ->
                        it.replace(
                                "<ofd:Content>",
                                "<ofd:PageRes>PageRes.xml</ofd:PageRes><ofd:Content>"));
        return ofd;
    }

    @Test
    void resourcesOfOneId_whoseFilesDiffer_areRefused() throws Exception {
        assertThat(refusal(shown("Doc_0/DocumentRes.xml", "Other")))
                .isEqualTo(Refusal.not_readable);
        assertThat(refusal(shown("Doc_0/Pages/Page_0/PageRes.xml", "../../Other")))
                .isEqualTo(Refusal.not_readable);
        DrawnPage same = DrawnPage.of(shown("Doc_0/Pages/Page_0/PageRes.xml", "../../Res"), folder);
        assertThat(same.rgb(30, 30)).isEqualTo(0xff0000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Doc_0/Tpls/Tpl_0.xml", "Doc_0/Annots.xml", "Doc_0/a.xml"})
    void templatesAndAnnotations_thatAreNamedButAbsent_areRefused(String absent) throws Exception {
        TestOfd ofd = page("").template(square(""));
        ofd.document(
                1,
                "<ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox>",
                "<ofd:Annotations>Annots.xml</ofd:Annotations>");
        ofd.page(0, "<ofd:Template TemplateID=\"900\"/>", "");
        ofd.xml(
                "Doc_0/Annots.xml",
                "Annotations",
                "",
                "<ofd:Page PageID=\"1\"><ofd:FileLoc>a.xml</ofd:FileLoc></ofd:Page>");
        ofd.xml("Doc_0/a.xml", "PageAnnot", "", "");
        assertThat(DrawnPage.of(ofd, folder).rgb(45, 45)).isEqualTo(0xff0000);
        ofd.files.remove(absent);
        assertThat(refusal(ofd)).isEqualTo(Refusal.not_readable);
    }

    @Test
    void templateThatTheDocumentDoesNotName_isRefused() throws Exception {
        assertThat(refusal(TestOfd.pages(1).page(0, "<ofd:Template TemplateID=\"77\"/>", "")))
                .isEqualTo(Refusal.not_readable);
    }
}
