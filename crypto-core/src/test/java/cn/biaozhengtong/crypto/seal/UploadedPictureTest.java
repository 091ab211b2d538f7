package cn.biaozhengtong.crypto.seal;

import static cn.biaozhengtong.crypto.CryptoException.Reason.malformed;
import static cn.biaozhengtong.crypto.CryptoException.Reason.out_of_range;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import cn.biaozhengtong.crypto.CryptoException;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A print of a drawn seal on paper with a shadow and grain: what was ink before is ink again, what
/// was paper is gone.
class UploadedPictureTest {
    private static final int SIDE = 630;
    private static final SealDesign DESIGN = SealDesign.enterprise("鞍山测试有限公司", HardNames.CODE);

    private final byte[] drawn = HardNames.artist().draw(DESIGN).png(400);
    private final Random random = new Random(7);

    private static BufferedImage read(byte[] png) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(png));
    }

    /// @param light of the paper at the left, and a third less of it at the right
    private int[] photograph(int light) throws IOException {
        BufferedImage photo = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = photo.createGraphics();
        Color near = new Color(light, light, light * 9 / 10);
        int far = light * 2 / 3;
        graphics.setPaint(
                new GradientPaint(0, 0, near, SIDE, SIDE / 3, new Color(far, far, far * 9 / 10)));
        graphics.fillRect(0, 0, SIDE, SIDE);
        graphics.drawImage(read(drawn), 0, 0, null);
        graphics.dispose();
        int[] out = photo.getRGB(0, 0, SIDE, SIDE, null, 0, SIDE);
        for (int i = 0; i < out.length; i++) {
            int grain = random.nextInt(13) - 6;
            out[i] =
                    0xff << 24
                            | moved(out[i], 16, grain)
                            | moved(out[i], 8, grain)
                            | moved(out[i], 0, grain);
        }
        return out;
    }

    private static int moved(int pixel, int shift, int by) {
        return Math.max(0, Math.min(255, (pixel >> shift & 0xff) + by)) << shift;
    }

    @ParameterizedTest
    @ValueSource(ints = {255, 235, 180, 140})
    void paper_withShadowAndGrain_becomesTransparent_andInkStays(int light) throws IOException {
        SealPicture picture = SealPictures.withoutBackground(photograph(light), SIDE, SIDE, 40, 40);
        BufferedImage was = read(drawn);
        BufferedImage is = read(picture.data());
        assertThat(is.getWidth()).isEqualTo(SIDE);
        assertThat(is.getHeight()).isEqualTo(SIDE);
        int lost = 0;
        int left = 0;
        int ink = 0;
        int paper = 0;
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                int before = was.getRGB(x, y) >>> 24;
                int after = is.getRGB(x, y) >>> 24;
                ink += before == 255 ? 1 : 0;
                paper += before == 0 ? 1 : 0;
                lost += before == 255 && after < 250 ? 1 : 0;
                left += before == 0 && after > 0 ? 1 : 0;
            }
        }
        assertThat(lost).as("of %d pixels of ink", ink).isLessThan(ink / 200);
        assertThat(left).as("of %d pixels of paper", paper).isLessThan(paper / 1000);
        Color star = new Color(is.getRGB(SIDE / 2, SIDE / 2));
        assertThat(star.getRed()).isGreaterThan(200);
        assertThat(star.getGreen()).isLessThan(30);
        assertThat(picture.toString()).isEqualTo("png 40×40 mm");
    }

    @Test
    void blackAndBlueInk_stays_andTransparentPixelsArePaper() throws IOException {
        for (int colour : new int[] {0xff101010, 0xff1a2a90}) {
            int[] argb = new int[200 * 200];
            for (int y = 80; y < 120; y++) {
                Arrays.fill(argb, y * 200 + 40, y * 200 + 160, colour);
            }
            BufferedImage is = read(SealPictures.withoutBackground(argb, 200, 200, 20, 20).data());
            assertThat(is.getRGB(100, 100)).isEqualTo(colour);
            assertThat(is.getRGB(5, 5) >>> 24).isZero();
        }
    }

    @Test
    void size_isNeverMadeLarger_andSmallerWhereItIsMoreThanPaperShows() throws IOException {
        int[] argb = photograph(240);
        // 630 pixels on 10 mm are 1600 to the inch.
        BufferedImage is = read(SealPictures.withoutBackground(argb, SIDE, SIDE, 10, 10).data());
        assertThat(is.getWidth()).isEqualTo(SIDE / 3);
        BufferedImage coarse =
                read(SealPictures.withoutBackground(argb, SIDE, SIDE, 150, 150).data());
        assertThat(coarse.getWidth()).isEqualTo(SIDE);
    }

    @Test
    void whatIsNoPrint_isRefused() throws IOException {
        int[] white = new int[100 * 100];
        Arrays.fill(white, -1);
        refused(malformed, white, 100, 100, 40, 40);
        int[] grain = new int[100 * 100];
        for (int i = 0; i < grain.length; i++) {
            grain[i] = 0xff000000 | 0x010101 * (200 + random.nextInt(20));
        }
        refused(malformed, grain, 100, 100, 40, 40);
        int[] argb = photograph(240);
        refused(out_of_range, argb, SIDE, SIDE, 0, 40);
        refused(out_of_range, argb, SIDE, SIDE, 40, -1);
        refused(out_of_range, argb, SIDE, SIDE, 40, 30);
        refused(out_of_range, argb, SIDE + 1, SIDE, 40, 40);
        refused(out_of_range, new int[63 * 63], 63, 63, 40, 40);
        refused(out_of_range, new int[0], 8001, 100, 40, 40);
        refused(out_of_range, new int[0], 1 << 16, 1 << 16, 40, 40);
        refused(malformed, argb, SIDE, SIDE, 300, 300);
    }

    private static void refused(
            CryptoException.Reason reason, int[] argb, int width, int height, int w, int h) {
        CryptoException e =
                catchThrowableOfType(
                        CryptoException.class,
                        () -> SealPictures.withoutBackground(argb, width, height, w, h));
        assertThat(e).isNotNull();
        assertThat(e.reason()).isEqualTo(reason);
    }
}
