package cn.biaozhengtong.stamping.ofd;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Pictures of more pixels than are shown: each pixel counts, whatever width a page is drawn at.
@Timeout(60)
class OfdDrawingPicturesTest {
    @TempDir private Path folder;

    private DrawnPage drawn(String attributes, byte[] picture, byte[] other) throws Exception {
        TestOfd ofd =
                TestOfd.pages(1)
                        .page(
                                0,
                                "",
                                "<ofd:ImageObject ID=\"6\" Boundary=\"10 10 40 40\" ResourceID=\"40\""
                                        + (attributes.contains("CTM")
                                                ? " "
                                                : " CTM=\"40 0 0 40 0 0\" ")
                                        + attributes
                                        + "/>");
        ofd.xml(
                "Doc_0/PublicRes.xml",
                "Res",
                " BaseLoc=\"Res\"",
                "<ofd:MultiMedias><ofd:MultiMedia ID=\"40\" Type=\"Image\"><ofd:MediaFile>a"
                        + "</ofd:MediaFile></ofd:MultiMedia><ofd:MultiMedia ID=\"41\""
                        + " Type=\"Image\"><ofd:MediaFile>b</ofd:MediaFile></ofd:MultiMedia>"
                        + "</ofd:MultiMedias>");
        ofd.files.put("Doc_0/Res/a", picture);
        ofd.files.put("Doc_0/Res/b", other);
        return DrawnPage.of(ofd, folder);
    }

    /// White, with a black pixel in each square of some pixels, so that by that step all is black.
    private static BufferedImage dotted(int side, int step, int white, int black) {
        BufferedImage out = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                out.setRGB(x, y, x % step == 0 && y % step == 0 ? black : white);
            }
        }
        return out;
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "bmp", "tiff", "gif"})
    void pictureOfManyPixels_isAveraged_notSampled(String format) throws Exception {
        // Into 200 pixels: by steps of five to 400, then by halves.
        byte[] picture = OfdDrawingTest.encoded(dotted(2000, 5, 0xffffff, 0x000000), format);
        Color middle = new Color(drawn("", picture, new byte[0]).rgb(30, 30));
        assertThat(middle.getRed()).isBetween(240, 250);
        assertThat(middle.getBlue()).isBetween(240, 250);
    }

    @ParameterizedTest
    @ValueSource(doubles = {40, 40.1, 40.2})
    void pictureOfAlmostTwiceThePixels_isAveraged_notSampled(double side) throws Exception {
        byte[] picture = OfdDrawingTest.encoded(dotted(400, 2, 0xffffff, 0x000000), "png");
        DrawnPage page = drawn("CTM=\"" + side + " 0 0 " + side + " 0 0\" ", picture, new byte[0]);
        assertThat(page.image().getRGB(150, 150) >> 16 & 0xff).isBetween(180, 200);
        assertThat(page.image().getRGB(153, 155) >> 16 & 0xff).isBetween(180, 200);
    }

    @Test
    void maskOfManyPixels_isAveraged_howeverSmallItsPictureIs() throws Exception {
        byte[] red = OfdDrawingTest.encoded(dotted(1, 2, 0xff0000, 0xff0000), "png");
        byte[] mask = OfdDrawingTest.encoded(dotted(2000, 5, 0x000000, 0xffffff), "png");
        Color middle = new Color(drawn("ImageMask=\"41\"", red, mask).rgb(30, 30));
        assertThat(middle.getGreen()).isBetween(240, 250);
        assertThat(middle.getRed()).isEqualTo(255);
    }

    @Test
    void pictureOfSeveralBands_isWhole() throws Exception {
        BufferedImage all = new BufferedImage(6000, 4000, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < 4000; y++) {
            for (int x = 0; x < 6000; x++) {
                all.setRGB(x, y, (x * 255 / 6000) << 16 | y * 255 / 4000);
            }
        }
        for (String format : new String[] {"png", "jpg"}) {
            DrawnPage page = drawn("", OfdDrawingTest.encoded(all, format), new byte[0]);
            for (double at = 0.1; at < 1; at += 0.1) {
                Color it = new Color(page.rgb(10 + 40 * at, 10 + 40 * at));
                assertThat(it.getRed()).isBetween((int) (255 * at) - 4, (int) (255 * at) + 4);
                assertThat(it.getBlue()).isBetween((int) (255 * at) - 4, (int) (255 * at) + 4);
            }
            assertThat(page.isAllIn(10, 10, 40, 40)).isTrue();
        }
    }

    @Test
    void opacity_isAveraged_withItsColour() throws Exception {
        BufferedImage half = new BufferedImage(2000, 2000, BufferedImage.TYPE_INT_ARGB);
        for (int y = 0; y < 2000; y += 2) {
            for (int x = 0; x < 2000; x++) {
                half.setRGB(x, y, 0xff0000ff);
            }
        }
        Color it =
                new Color(drawn("", OfdDrawingTest.encoded(half, "png"), new byte[0]).rgb(30, 30));
        assertThat(it.getRed()).isBetween(125, 130);
        assertThat(it.getBlue()).isEqualTo(255);
    }
}
