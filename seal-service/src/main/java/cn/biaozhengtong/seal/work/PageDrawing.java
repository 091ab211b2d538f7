package cn.biaozhengtong.seal.work;

import cn.biaozhengtong.stamping.Refusal;
import cn.biaozhengtong.stamping.RefusedException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;

/// Draws a page of a PDF small, in the worker, and writes down what was drawn.
final class PageDrawing {
    /// Of a page that is a strip.
    private static final int MAX_HEIGHT = 6400;

    private static final int QUARTER = 90;

    private PageDrawing() {}

    /// Closes the document.
    ///
    /// @param page from 1
    /// @param width pixels
    static BufferedImage draw(PDDocument document, int page, int width)
            throws IOException, RefusedException {
        try (document) {
            if (page < 1 || page > document.getNumberOfPages()) {
                throw new RefusedException(Refusal.page_absent, "page " + page);
            }
            PDPage it = document.getPage(page - 1);
            PDRectangle box = it.getCropBox();
            boolean turned = it.getRotation() / QUARTER % 2 != 0;
            float seen = turned ? box.getHeight() : box.getWidth();
            float tall = turned ? box.getWidth() : box.getHeight();
            float scale = width / seen;
            if (!(scale > 0) || tall * scale > MAX_HEIGHT) {
                throw new RefusedException(Refusal.page_without_area, "page " + page);
            }
            return new PDFRenderer(document).renderImage(page - 1, scale, ImageType.RGB);
        }
    }

    static Answers.Drawn write(BufferedImage image, Path picture) throws IOException {
        try (OutputStream out = Files.newOutputStream(picture)) {
            ImageIO.write(image, "png", out);
        }
        return new Answers.Drawn(image.getWidth(), image.getHeight());
    }
}
