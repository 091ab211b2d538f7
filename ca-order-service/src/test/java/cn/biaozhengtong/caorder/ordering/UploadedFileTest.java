package cn.biaozhengtong.caorder.ordering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.biaozhengtong.kit.problem.ProblemException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/// R22: what is uploaded is sniffed, bounded and encoded anew.
class UploadedFileTest {
    @Test
    void R22_picture_withSomethingRidingAlong_losesIt() throws Exception {
        byte[] jpeg = picture("jpeg", 40, 30);
        byte[] script = "<script>alert(1)</script>".getBytes(StandardCharsets.US_ASCII);
        byte[] both = Arrays.copyOf(jpeg, jpeg.length + script.length);
        System.arraycopy(script, 0, both, jpeg.length, script.length);
        UploadedFile file = UploadedFile.inspect(both);
        assertThat(file.mediaType()).isEqualTo("image/jpeg");
        assertThat(new String(file.bytes(), StandardCharsets.ISO_8859_1)).doesNotContain("script");
    }

    @Test
    void R22_pngBomb_isRefusedByItsHeader() throws Exception {
        byte[] png = picture("png", 10, 10);
        // Width and height in IHDR: 30 000 × 30 000.
        for (int at : new int[] {16, 20}) {
            png[at] = 0;
            png[at + 1] = 0;
            png[at + 2] = 0x75;
            png[at + 3] = 0x30;
        }
        assertThatThrownBy(() -> UploadedFile.inspect(png)).isInstanceOf(ProblemException.class);
    }

    @Test
    void R22_otherContent_whateverItsName_isRefused() {
        for (String text : new String[] {"", "<html>", "GIF89a", "%PDF-1.7 broken", "\u0089PNG"}) {
            assertThatThrownBy(
                            () -> UploadedFile.inspect(text.getBytes(StandardCharsets.ISO_8859_1)))
                    .as(text)
                    .isInstanceOf(ProblemException.class);
        }
    }

    @Test
    void R22_truncatedPictures_everyLength_areRefusedOrHarmless() throws Exception {
        byte[] jpeg = picture("jpeg", 20, 20);
        for (int length = 0; length < jpeg.length; length += 7) {
            byte[] cut = Arrays.copyOf(jpeg, length);
            try {
                assertThat(UploadedFile.inspect(cut).mediaType()).isEqualTo("image/jpeg");
            } catch (ProblemException e) {
                assertThat(e.problem()).isInstanceOf(OrderProblem.class);
            }
        }
    }

    private static byte[] picture(String format, int width, int height) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), format, out);
        return out.toByteArray();
    }
}
