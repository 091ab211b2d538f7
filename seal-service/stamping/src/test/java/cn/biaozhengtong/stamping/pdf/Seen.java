package cn.biaozhengtong.stamping.pdf;

import cn.biaozhengtong.stamping.Box;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;

/// Where renderers show what a revision added.
final class Seen {
    /// Two pixels a point.
    static final int DPI = 144;

    private Seen() {}

    interface Renderer {
        BufferedImage page(Path file, int page) throws Exception;
    }

    static BufferedImage byMupdf(Path file, int page) throws Exception {
        Path png = Files.createTempFile("seen", ".png");
        Files.delete(png);
        try {
            Outside.draw(file, page, DPI, png);
            return ImageIO.read(png.toFile());
        } finally {
            Files.deleteIfExists(png);
        }
    }

    static BufferedImage byPdfbox(Path file, int page) throws IOException {
        try (PDDocument document = Loader.loadPDF(file.toFile())) {
            return new PDFRenderer(document).renderImageWithDPI(page - 1, DPI, ImageType.RGB);
        }
    }

    /// The box around what is different and redder than before, in points.
    static Optional<Box> added(Renderer renderer, Path before, Path after, int page)
            throws Exception {
        return difference(renderer.page(before, page), renderer.page(after, page), page);
    }

    static Optional<Box> difference(BufferedImage one, BufferedImage other, int page) {
        if (one.getWidth() != other.getWidth() || one.getHeight() != other.getHeight()) {
            throw new IllegalStateException("the page has another size");
        }
        int left = Integer.MAX_VALUE;
        int top = Integer.MAX_VALUE;
        int right = -1;
        int bottom = -1;
        for (int y = 0; y < one.getHeight(); y++) {
            for (int x = 0; x < one.getWidth(); x++) {
                if (isRedder(one.getRGB(x, y), other.getRGB(x, y))) {
                    left = Math.min(left, x);
                    top = Math.min(top, y);
                    right = Math.max(right, x);
                    bottom = Math.max(bottom, y);
                }
            }
        }
        double scale = 72.0 / DPI;
        return right < 0
                ? Optional.empty()
                : Optional.of(
                        new Box(
                                page,
                                left * scale,
                                top * scale,
                                (right - left + 1) * scale,
                                (bottom - top + 1) * scale));
    }

    private static boolean isRedder(int before, int after) {
        return redness(after) - redness(before) > 40;
    }

    private static int redness(int rgb) {
        int red = rgb >> 16 & 0xFF;
        int green = rgb >> 8 & 0xFF;
        int blue = rgb & 0xFF;
        return red - Math.max(green, blue);
    }

    /// Whether two boxes are the same within one point on every side.
    static boolean same(Box one, Box other) {
        return one.page() == other.page()
                && Math.abs(one.left() - other.left()) <= 1
                && Math.abs(one.top() - other.top()) <= 1
                && Math.abs(one.left() + one.width() - other.left() - other.width()) <= 1
                && Math.abs(one.top() + one.height() - other.top() - other.height()) <= 1;
    }
}
