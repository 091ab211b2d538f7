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

/// What OFDRW draws of pages that we stamped: the seal stands where its box says.
class OfdPicturesTest {
    private static final int PIXELS = 4;

    @TempDir private Path folder;

    private List<BufferedImage> draw(TestOfd ofd, OfdOrder order) throws Exception {
        Path source = ofd.write(folder.resolve("source.ofd"));
        Path stamped = Stamps.by(Signers.ONE, source, folder.resolve("stamped.ofd"), order);
        boxes = OfdVerification.verify(stamped, Signers.trust()).signatures().get(0).boxes();
        return Ofdrw.draw(stamped, PIXELS, folder);
    }

    private List<Box> boxes = List.of();

    private static boolean isRed(int rgb) {
        return (rgb >> 16 & 0xff) > 150 && (rgb >> 8 & 0xff) < 100 && (rgb & 0xff) < 100;
    }

    /// Left, top, right, bottom of what is red, in points.
    private static double[] red(BufferedImage page) {
        double[] out = {1e9, 1e9, 0, 0};
        for (int y = 0; y < page.getHeight(); y++) {
            for (int x = 0; x < page.getWidth(); x++) {
                if (isRed(page.getRGB(x, y))) {
                    out[0] = Math.min(out[0], x);
                    out[1] = Math.min(out[1], y);
                    out[2] = Math.max(out[2], x + 1);
                    out[3] = Math.max(out[3], y + 1);
                }
            }
        }
        for (int i = 0; i < 4; i++) {
            out[i] *= 72 / 25.4 / PIXELS;
        }
        return out;
    }

    /// The picture has a hair of nothing around its ring.
    private static void stands(BufferedImage page, Box box) {
        double[] red = red(page);
        assertThat(red[0]).isCloseTo(box.left(), within(1.2));
        assertThat(red[1]).isCloseTo(box.top(), within(1.2));
        assertThat(red[2]).isCloseTo(box.left() + box.width(), within(1.2));
        assertThat(red[3]).isCloseTo(box.top() + box.height(), within(1.2));
    }

    @Test
    void singleSeal_standsWhereItsBoxSays() throws Exception {
        List<BufferedImage> pages =
                draw(TestOfd.pages(2), Stamps.order(Signers.SEAL, false, Stamps.MIDDLE));
        stands(pages.get(0), boxes.get(0));
        assertThat(red(pages.get(1))[2]).isZero();
    }

    @Test
    void paperThatBeginsElsewhere_isDrawnFromItsCorner() throws Exception {
        TestOfd ofd = TestOfd.pages(1);
        ofd.page(
                0,
                "<ofd:Area><ofd:PhysicalBox>20 30 150 200</ofd:PhysicalBox></ofd:Area>",
                TestOfd.text(4, "20 30 100 5", "x"));
        List<BufferedImage> pages =
                draw(
                        ofd,
                        Stamps.order(Signers.SEAL, false, new Placement.OnPage(1, 0, 0, 120, 120)));
        assertThat(pages.get(0).getWidth()).isEqualTo(150 * PIXELS);
        stands(pages.get(0), boxes.get(0));
    }

    @Test
    void seam_putTogether_isTheSeal() throws Exception {
        int count = 5;
        List<BufferedImage> pages =
                draw(
                        TestOfd.pages(count),
                        Stamps.order(Signers.SEAL, false, new Placement.Seam(0.5)));
        int side = 40 * PIXELS;
        int slice = side / count;
        BufferedImage whole = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < count; i++) {
            BufferedImage page = pages.get(i);
            int top = (int) Math.round(boxes.get(i).top() / 72 * 25.4 * PIXELS);
            whole.getGraphics()
                    .drawImage(
                            page.getSubimage(page.getWidth() - slice, top, slice, side),
                            i * slice,
                            0,
                            null);
            // Nothing of it stands to the left of its slice.
            assertThat(red(page)[0])
                    .isGreaterThan((page.getWidth() - slice - 2) * 72 / 25.4 / PIXELS);
        }
        // A decimetre from both edges, on whole pixels as the slices are.
        double middle = 100 / 25.4 * 72;
        Placement whereNoPixelIsCut = new Placement.OnPage(1, middle, middle, 0, 0);
        List<BufferedImage> single =
                draw(TestOfd.pages(1), Stamps.order(Signers.SEAL, false, whereNoPixelIsCut));
        int left = (int) Math.round(boxes.get(0).left() / 72 * 25.4 * PIXELS);
        int top = (int) Math.round(boxes.get(0).top() / 72 * 25.4 * PIXELS);
        BufferedImage expected = single.get(0).getSubimage(left, top, side, side);
        int different = 0;
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                different += isRed(whole.getRGB(x, y)) == isRed(expected.getRGB(x, y)) ? 0 : 1;
            }
        }
        // Edges of pixels, nothing more.
        assertThat(different).isLessThan(side * side / 40);
    }
}
