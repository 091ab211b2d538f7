package cn.biaozhengtong.stamping.pdf.verification;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;

/// Draws pages small by PDFBox, before and after. It decodes what the document brings along, so it
/// belongs into a worker without rights and with little memory.
public final class PdfBoxLook implements PageLook {
    private static final int MAX_PAGES = 8;
    private static final double MAX_PIXELS = 1_000_000;
    private static final float POINTS = 72;
    private static final float MAX_DPI = 48;

    private final Path folder;

    /// @param folder for a copy of a file, which may stay behind when the process dies of it
    public PdfBoxLook(Path folder) {
        this.folder = folder;
    }

    @Override
    public Set<Integer> different(Path file, long end, List<Integer> pages) throws IOException {
        // PDFBox does not draw all of what it reads through a view of a file.
        Path cut = Files.createTempFile(folder, "signed", ".pdf");
        try {
            copy(file, cut, end);
            return different(file, cut, pages);
        } finally {
            Files.deleteIfExists(cut);
        }
    }

    private static void copy(Path file, Path to, long end) throws IOException {
        try (FileChannel from = FileChannel.open(file);
                FileChannel into = FileChannel.open(to, StandardOpenOption.WRITE)) {
            for (long at = 0; at < end; ) {
                at += from.transferTo(at, end - at, into);
            }
        }
    }

    private static Set<Integer> different(Path file, Path cut, List<Integer> pages)
            throws IOException {
        Set<Integer> out = new TreeSet<>();
        try (PDDocument after = Loader.loadPDF(file.toFile());
                PDDocument before = Loader.loadPDF(cut.toFile())) {
            for (int page : pages.subList(0, Math.min(MAX_PAGES, pages.size()))) {
                if (page > before.getNumberOfPages()
                        || page > after.getNumberOfPages()
                        || !same(draw(before, page), draw(after, page))) {
                    out.add(page);
                }
            }
        }
        return out;
    }

    private static BufferedImage draw(PDDocument document, int page) throws IOException {
        PDRectangle box = document.getPage(page - 1).getCropBox();
        double area = Math.max(1, (double) box.getWidth() * box.getHeight());
        float dpi = (float) Math.min(MAX_DPI, POINTS * Math.sqrt(MAX_PIXELS / area));
        return new PDFRenderer(document).renderImageWithDPI(page - 1, dpi, ImageType.RGB);
    }

    private static boolean same(BufferedImage one, BufferedImage other) {
        return one.getWidth() == other.getWidth()
                && one.getHeight() == other.getHeight()
                && Arrays.equals(pixels(one), pixels(other));
    }

    private static int[] pixels(BufferedImage image) {
        int width = image.getWidth();
        return image.getRGB(0, 0, width, image.getHeight(), null, 0, width);
    }
}
