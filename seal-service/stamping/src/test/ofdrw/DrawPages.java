import java.awt.image.BufferedImage;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.ofdrw.converter.ImageMaker;
import org.ofdrw.reader.OFDReader;

/// Draws pages of an OFD with OFDRW, a program that we did not write. Run from its source, on a
/// class path of its own: it needs an old BouncyCastle. `DrawPages FILE PIXELS_PER_MM FOLDER`.
final class DrawPages {
    public static void main(String[] arguments) throws Exception {
        long start = System.nanoTime();
        try (OFDReader reader = new OFDReader(Path.of(arguments[0]))) {
            ImageMaker maker = new ImageMaker(reader, Double.parseDouble(arguments[1]));
            for (int i = 0; i < maker.pageSize(); i++) {
                BufferedImage page = maker.makePage(i);
                ImageIO.write(page, "png", Path.of(arguments[2], (i + 1) + ".png").toFile());
                System.out.printf("page %d %d ms%n", i + 1, (System.nanoTime() - start) / 1_000_000);
                start = System.nanoTime();
            }
        }
    }
}
