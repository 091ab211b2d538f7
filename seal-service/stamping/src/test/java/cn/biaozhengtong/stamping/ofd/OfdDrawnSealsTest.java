package cn.biaozhengtong.stamping.ofd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cn.biaozhengtong.stamping.Box;
import cn.biaozhengtong.stamping.Placement;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Seals that are on a page are drawn with it, where their boxes say.
class OfdDrawnSealsTest {
    private static final double POINTS = 72 / 25.4;

    @TempDir private Path folder;

    private static boolean isRed(int rgb) {
        return (rgb >> 16 & 0xff) > 150 && (rgb >> 8 & 0xff) < 100 && (rgb & 0xff) < 100;
    }

    /// Left, top, right, bottom of what is red, in points.
    private static double[] red(DrawnPage page) {
        double[] out = {1e9, 1e9, 0, 0};
        BufferedImage image = page.image();
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                if (isRed(image.getRGB(x, y))) {
                    out[0] = Math.min(out[0], x);
                    out[1] = Math.min(out[1], y);
                    out[2] = Math.max(out[2], x + 1);
                    out[3] = Math.max(out[3], y + 1);
                }
            }
        }
        for (int i = 0; i < out.length; i++) {
            out[i] *= POINTS / page.pixels();
        }
        return out;
    }

    private static void stands(DrawnPage page, Box box) {
        double[] red = red(page);
        assertThat(red[0]).isCloseTo(box.left(), within(1.2));
        assertThat(red[1]).isCloseTo(box.top(), within(1.2));
        assertThat(red[2]).isCloseTo(box.left() + box.width(), within(1.2));
        assertThat(red[3]).isCloseTo(box.top() + box.height(), within(1.2));
    }

    @Test
    void seal_standsWhereItsBoxSays_assoonasItIsPrepared_andWhenItIsSigned() throws Exception {
        Path source = TestOfd.pages(2).write(folder.resolve("source.ofd"));
        PreparedOfd prepared =
                OfdStamping.prepare(
                        source,
                        folder.resolve("stamped.ofd"),
                        Stamps.order(Signers.SEAL, false, Stamps.MIDDLE));
        Box box = prepared.boxes().get(0);
        stands(DrawnPage.of(prepared.file(), 1), box);
        Path stamped =
                OfdStamping.embed(prepared, Signers.sign(prepared, Signers.SEAL, Signers.ONE));
        stands(DrawnPage.of(stamped, 1), box);
        assertThat(red(DrawnPage.of(stamped, 2))[2]).isZero();
        assertThat(red(DrawnPage.of(source, 1))[2]).isZero();
    }

    @Test
    void seal_onPaperThatBeginsElsewhere_standsWhereItsBoxSays() throws Exception {
        TestOfd ofd = TestOfd.pages(1);
        ofd.page(
                0,
                "<ofd:Area><ofd:PhysicalBox>20 30 150 200</ofd:PhysicalBox>"
                        + "<ofd:ApplicationBox>5 5 140 190</ofd:ApplicationBox></ofd:Area>",
                "");
        Path source = ofd.write(folder.resolve("source.ofd"));
        PreparedOfd prepared =
                OfdStamping.prepare(
                        source,
                        folder.resolve("stamped.ofd"),
                        Stamps.order(
                                Signers.SEAL, false, new Placement.OnPage(1, 60, 60, 120, 120)));
        DrawnPage page = new DrawnPage(OfdDrawing.draw(prepared.file(), 1, 750), 5);
        stands(page, prepared.boxes().get(0));
    }

    @Test
    void textBelowASeal_isStillRead() throws Exception {
        TestOfd ofd =
                TestOfd.pages(1)
                        .page(
                                0,
                                "",
                                "<ofd:PathObject ID=\"5\" Boundary=\"0 0 210 297\" Fill=\"true\">"
                                        + "<ofd:FillColor Value=\"0 0 0\"/><ofd:AbbreviatedData>"
                                        + "M 0 0 L 210 0 L 210 297 L 0 297 C</ofd:AbbreviatedData>"
                                        + "</ofd:PathObject>");
        Path source = ofd.write(folder.resolve("source.ofd"));
        Path stamped = Stamps.one(source, folder.resolve("stamped.ofd"), Stamps.MIDDLE);
        assertThat(red(DrawnPage.of(stamped, 1))[2]).isZero();
    }

    @Test
    void slicesOfASeam_standAtTheEdge_eachWhereItsBoxSays() throws Exception {
        Path source = TestOfd.pages(4).write(folder.resolve("source.ofd"));
        PreparedOfd prepared =
                OfdStamping.prepare(
                        source,
                        folder.resolve("stamped.ofd"),
                        Stamps.order(Signers.SEAL, false, new Placement.Seam(0.5)));
        List<Box> boxes = prepared.boxes();
        for (int i = 0; i < 4; i++) {
            double[] red = red(DrawnPage.of(prepared.file(), i + 1));
            Box box = boxes.get(i);
            assertThat(red[0]).isBetween(box.left() - 1, box.left() + box.width());
            assertThat(red[2]).isBetween(box.left(), box.left() + box.width() + 1);
            assertThat(red[1]).isGreaterThan(box.top() - 1);
            assertThat(red[3]).isLessThan(box.top() + box.height() + 1);
        }
    }

    @Test
    void sealThatCannotBeRead_isHatched() throws Exception {
        Path source = TestOfd.pages(1).write(folder.resolve("source.ofd"));
        Path stamped = Stamps.one(source, folder.resolve("stamped.ofd"), Stamps.MIDDLE);
        TestOfd broken = TestOfd.read(stamped);
        broken.put("Doc_0/Signs/Sign_0/SignedValue.dat", "nothing");
        broken.put("Doc_0/Signs/Sign_0/Seal.esl", "nothing");
        Path file = broken.write(folder.resolve("broken.ofd"));
        assertThat(DrawnPage.of(file, 1).isHatched(80, 110, 40, 40)).isTrue();
    }
}
