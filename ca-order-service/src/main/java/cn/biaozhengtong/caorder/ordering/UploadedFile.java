package cn.biaozhengtong.caorder.ordering;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;

/// An uploaded file made harmless: sniffed by content, bounded before it is decoded, pictures
/// encoded anew so that nothing rides along.
record UploadedFile(String mediaType, java.nio.ByteBuffer content) {
    private static final long MAX_PIXELS = 40_000_000;
    private static final int MAX_PAGES = 50;

    static UploadedFile inspect(byte[] bytes) {
        if (starts(bytes, 0xFF, 0xD8, 0xFF)) {
            return picture(bytes, "jpeg");
        }
        if (starts(bytes, 0x89, 'P', 'N', 'G')) {
            return picture(bytes, "png");
        }
        if (starts(bytes, '%', 'P', 'D', 'F', '-')) {
            return pdf(bytes);
        }
        throw OrderProblem.attachment_type.exception();
    }

    byte[] bytes() {
        byte[] out = new byte[content.remaining()];
        content.duplicate().get(out);
        return out;
    }

    private static UploadedFile picture(byte[] bytes, String format) {
        try (ImageInputStream in =
                ImageIO.createImageInputStream(new ByteArrayInputStream(bytes))) {
            Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format);
            ImageReader reader = readers.next();
            reader.setInput(in, true, true);
            long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
            if (pixels > MAX_PIXELS) {
                throw OrderProblem.attachment_too_large.exception();
            }
            BufferedImage image = reader.read(0);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ImageIO.write(image, format, out);
            return of("image/" + format, out.toByteArray());
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw OrderProblem.attachment_broken.exception();
        }
    }

    private static UploadedFile pdf(byte[] bytes) {
        try (PDDocument document = Loader.loadPDF(bytes)) {
            if (document.getNumberOfPages() > MAX_PAGES) {
                throw OrderProblem.attachment_too_large.exception();
            }
            return of("application/pdf", bytes);
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw OrderProblem.attachment_broken.exception();
        }
    }

    private static UploadedFile of(String mediaType, byte[] bytes) {
        return new UploadedFile(mediaType, java.nio.ByteBuffer.wrap(bytes).asReadOnlyBuffer());
    }

    private static boolean starts(byte[] bytes, int... magic) {
        for (int i = 0; i < magic.length; i++) {
            if (i >= bytes.length || (bytes[i] & 0xFF) != magic[i]) {
                return false;
            }
        }
        return true;
    }
}
