package cn.biaozhengtong.stamping.pdf;

import static cn.biaozhengtong.stamping.pdf.PdfFixture.at;
import static cn.biaozhengtong.stamping.pdf.PdfFixture.stamp;
import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.crypto.seal.SealPicture;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every pixel of a seal's picture is in the sealed file, as PDFBox reads it.
class SealPixelsTest {
    @TempDir private Path folder;

    @ParameterizedTest
    @CsvSource({"33, 17, 4", "40, 17, 4", "1, 17, 4", "33, 1, 8", "33, 85, 4"})
    void pixels_areThoseOfTheSeal(int width, int step, int bits) throws Exception {
        BufferedImage seal = graded(width, 37, step);
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(seal, "png", png);
        Path source = RawPdf.pages(1).table(folder);
        SealPicture picture = SealPicture.of("png", png.toByteArray(), 20, 20);
        Path file = stamp(source, Orders.of(picture, at(1, 200, 200))).file();
        try (PDDocument document = Loader.loadPDF(file.toFile())) {
            PDImageXObject image = picture(document);
            assertThat(image.getSoftMask().getBitsPerComponent()).isEqualTo(bits);
            BufferedImage shown = image.getImage();
            assertThat(shown.getWidth()).isEqualTo(width);
            assertThat(shown.getHeight()).isEqualTo(37);
            for (int y = 0; y < 37; y++) {
                for (int x = 0; x < width; x++) {
                    int wanted = seal.getRGB(x, y);
                    int there = shown.getRGB(x, y);
                    assertThat(there >>> 24).as(x + "," + y).isEqualTo(wanted >>> 24);
                    if (wanted >>> 24 != 0) {
                        assertThat(there).as(x + "," + y).isEqualTo(wanted);
                    }
                    // No edge turns dark, also before the first that is seen.
                    assertThat(there & 0xFFFFFF).as(x + "," + y).isNotZero();
                }
            }
        }
    }

    /// Begins with what is not seen.
    private static BufferedImage graded(int width, int height, int step) {
        BufferedImage out = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int opacity = (x * 7 + y * 3) * step % 256 / step * step;
                out.setRGB(x, y, y < 2 || opacity == 0 ? 0 : opacity << 24 | 0xE60012);
            }
        }
        return out;
    }

    private static PDImageXObject picture(PDDocument document) throws Exception {
        PDResources resources =
                document.getPage(0)
                        .getAnnotations()
                        .get(0)
                        .getAppearance()
                        .getNormalAppearance()
                        .getAppearanceStream()
                        .getResources();
        for (COSName name : resources.getXObjectNames()) {
            if (resources.getXObject(name) instanceof PDImageXObject image) {
                return image;
            }
            if (resources.getXObject(name)
                    instanceof org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject form) {
                PDResources inner = form.getResources();
                for (COSName each : inner.getXObjectNames()) {
                    if (inner.getXObject(each) instanceof PDImageXObject image) {
                        return image;
                    }
                }
            }
        }
        throw new IllegalStateException("no picture");
    }
}
