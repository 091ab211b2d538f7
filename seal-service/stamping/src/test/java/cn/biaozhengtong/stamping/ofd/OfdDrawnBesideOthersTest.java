package cn.biaozhengtong.stamping.ofd;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// OFDRW, which we did not write, draws the same pages: by squares of three millimetres both have
/// ink in the same places, and as much.
class OfdDrawnBesideOthersTest {
    private static final int PIXELS = 5;
    private static final int SQUARE = 3 * PIXELS;

    @TempDir private Path folder;

    /// Letters in a font that both read, lines, areas, a template, an annotation, a composite.
    private TestOfd everything() throws Exception {
        TestOfd ofd = TestOfd.pages(1);
        ofd.template(
                "<ofd:PathObject ID=\"910\" Boundary=\"9 9 192 279\" LineWidth=\"1\">"
                        + "<ofd:AbbreviatedData>M 1 1 L 190.5 1 L 190.5 277.5 L 1 277.5 C"
                        + "</ofd:AbbreviatedData></ofd:PathObject>");
        ofd.document(
                1,
                "<ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox>",
                "<ofd:Annotations>Annots.xml</ofd:Annotations>");
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < 10; i++) {
            out.append(
                    TestOfd.text(
                            20 + i,
                            "20 " + (20 + 9 * i) + " 170 9",
                            "X=\"" + i + "\" Y=\"6\" DeltaX=\"g 9 5.5 g 20 4\"",
                            "The quick brown fox jumps over"));
        }
        out.append(
                "<ofd:TextObject ID=\"40\" Boundary=\"150 120 40 100\" Font=\"3\" Size=\"8\""
                        + " CTM=\"0 1 -1 0 20 0\"><ofd:FillColor Value=\"0 0 255\"/>"
                        + "<ofd:TextCode X=\"0\" Y=\"0\" DeltaX=\"g 6 7\">TURNED</ofd:TextCode>"
                        + "</ofd:TextObject>");
        out.append(
                "<ofd:PathObject ID=\"41\" Boundary=\"20 120 60 60\" Stroke=\"false\" Fill=\"true\">"
                        + "<ofd:FillColor Value=\"255 200 0\"/>"
                        + "<ofd:AbbreviatedData>M 30 2 B 60 2 60 58 30 58 B 0 58 0 2 30 2 C"
                        + "</ofd:AbbreviatedData></ofd:PathObject>");
        out.append(
                "<ofd:CompositeObject ID=\"42\" Boundary=\"100 120 40 40\" CTM=\"2 0 0 2 0 0\""
                        + " ResourceID=\"50\"/>");
        out.append(
                "<ofd:ImageObject ID=\"43\" Boundary=\"20 200 50 50\" CTM=\"50 0 0 50 0 0\""
                        + " ResourceID=\"51\"/>");
        ofd.page(0, "<ofd:Template TemplateID=\"900\" ZOrder=\"Background\"/>", out.toString());
        ofd.xml(
                "Doc_0/PublicRes.xml",
                "Res",
                " BaseLoc=\"Res\"",
                "<ofd:Fonts><ofd:Font ID=\"3\" FontName=\"L\" FamilyName=\"L\"><ofd:FontFile>f.ttf"
                        + "</ofd:FontFile></ofd:Font></ofd:Fonts><ofd:MultiMedias><ofd:MultiMedia"
                        + " ID=\"51\" Type=\"Image\" Format=\"PNG\"><ofd:MediaFile>a.png"
                        + "</ofd:MediaFile></ofd:MultiMedia></ofd:MultiMedias>"
                        + "<ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID=\"50\""
                        + " Width=\"20\" Height=\"20\"><ofd:Content><ofd:PathObject ID=\"52\""
                        + " Boundary=\"0 0 20 20\" Fill=\"true\" Stroke=\"false\"><ofd:FillColor"
                        + " Value=\"0 128 0\"/><ofd:AbbreviatedData>M 0 0 L 20 10 L 0 20 C"
                        + "</ofd:AbbreviatedData></ofd:PathObject></ofd:Content>"
                        + "</ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits>");
        ofd.files.put(
                "Doc_0/Res/f.ttf",
                Files.readAllBytes(
                        Path.of("/usr/share/fonts/truetype/liberation/LiberationSans-Bold.ttf")));
        ofd.files.put("Doc_0/Res/a.png", OfdDrawingTest.encoded(OfdDrawingTest.halves(300), "png"));
        ofd.xml(
                "Doc_0/Annots.xml",
                "Annotations",
                "",
                "<ofd:Page PageID=\"1\"><ofd:FileLoc>a.xml</ofd:FileLoc></ofd:Page>");
        ofd.xml(
                "Doc_0/a.xml",
                "PageAnnot",
                "",
                "<ofd:Annot ID=\"3\" Type=\"Stamp\"><ofd:Appearance Boundary=\"100 200 40 40\">"
                        + "<ofd:PathObject ID=\"60\" Boundary=\"0 0 40 40\" Fill=\"true\""
                        + " Stroke=\"false\"><ofd:FillColor Value=\"90 0 90\"/><ofd:AbbreviatedData>"
                        + "M 0 0 L 40 40 L 0 40 C</ofd:AbbreviatedData></ofd:PathObject>"
                        + "</ofd:Appearance></ofd:Annot>");
        return ofd;
    }

    /// How dark a square is, 0 to 1.
    private static double ink(BufferedImage image, int left, int top) {
        double out = 0;
        for (int y = top; y < top + SQUARE; y++) {
            for (int x = left; x < left + SQUARE; x++) {
                int rgb = image.getRGB(x, y);
                out += 765 - (rgb >> 16 & 0xff) - (rgb >> 8 & 0xff) - (rgb & 0xff);
            }
        }
        return out / 765 / SQUARE / SQUARE;
    }

    @Test
    void page_isInkedWhereAnotherProgramInksIt() throws Exception {
        Path source = everything().write(folder.resolve("source.ofd"));
        Path stamped = Stamps.one(source, folder.resolve("stamped.ofd"), Stamps.MIDDLE);
        BufferedImage ours = DrawnPage.of(stamped, 1).image();
        BufferedImage theirs = Ofdrw.draw(stamped, PIXELS, folder).get(0);
        assertThat(theirs.getWidth()).isEqualTo(ours.getWidth());
        double all = 0;
        double apart = 0;
        int far = 0;
        int squares = 0;
        for (int y = 0; y + SQUARE <= Math.min(ours.getHeight(), theirs.getHeight()); y += SQUARE) {
            for (int x = 0; x + SQUARE <= ours.getWidth(); x += SQUARE) {
                double us = ink(ours, x, y);
                double them = ink(theirs, x, y);
                all += them;
                apart += Math.abs(us - them);
                far += Math.abs(us - them) > 0.1 ? 1 : 0;
                squares++;
            }
        }
        System.out.printf(
                "beside OFDRW: ink of %.1f squares of %d, apart %.2f, far %d%n",
                all, squares, apart, far);
        assertThat(all).isGreaterThan(100);
        assertThat(apart).isLessThan(all * 0.01);
        assertThat(far).isZero();
    }
}
