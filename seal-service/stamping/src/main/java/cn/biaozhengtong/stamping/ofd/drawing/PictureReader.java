package cn.biaozhengtong.stamping.ofd.drawing;

import cn.biaozhengtong.stamping.RefusedException;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.stream.ImageInputStream;

/// Decodes pictures by their content, whatever they are called: PNG, JPEG, BMP, GIF and TIFF, in
/// bands where they are large. Others, such as JBIG2, it does not know.
final class PictureReader {
    private static final int MOST_SIDE = 30_000;
    private static final long MOST_PIXELS = 64_000_000;

    /// Of a JPEG that its decoder holds as a whole, in memory that no heap bounds.
    private static final long MOST_HELD = 25_000_000;

    /// Of what is made of them.
    private static final long MOST_MADE = 8_000_000;

    /// Bytes that are decoded at once.
    private static final long MOST_BAND = 48 << 20;

    private PictureReader() {}

    /// @param width of the place where it is drawn, in pixels
    /// @param height of the place
    /// @return empty when it cannot be drawn
    static Optional<BufferedImage> read(byte[] content, int width, int height, Budget budget)
            throws RefusedException {
        Optional<String> format = format(content);
        if (format.isEmpty()) {
            return Optional.empty();
        }
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format.get());
        if (!readers.hasNext()) {
            return Optional.empty();
        }
        ImageReader reader = readers.next();
        try (ImageInputStream in =
                ImageIO.createImageInputStream(new ByteArrayInputStream(content))) {
            reader.setInput(in, false, true);
            long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
            if (pixels > MOST_HELD && format.get().equals("jpeg") && isHeld(content)) {
                return Optional.empty();
            }
            return decoded(reader, Math.max(1, width), Math.max(1, height), budget);
        } catch (IOException | RuntimeException e) {
            // Whatever a picture makes a decoder do.
            return Optional.empty();
        } finally {
            reader.dispose();
        }
    }

    /// Whether a JPEG comes in several scans.
    private static boolean isHeld(byte[] jpeg) {
        int scans = 0;
        for (int i = 0; i + 1 < jpeg.length; i++) {
            if (jpeg[i] == (byte) 0xff) {
                // A progressive one says so; any other has a mark for each.
                scans += jpeg[i + 1] == (byte) 0xc2 ? 2 : jpeg[i + 1] == (byte) 0xda ? 1 : 0;
            }
        }
        return scans > 1;
    }

    private static Optional<BufferedImage> decoded(
            ImageReader reader, int width, int height, Budget budget)
            throws IOException, RefusedException {
        int wide = reader.getWidth(0);
        int tall = reader.getHeight(0);
        long pixels = (long) wide * tall;
        if (wide < 1 || tall < 1 || wide > MOST_SIDE || tall > MOST_SIDE || pixels > MOST_PIXELS) {
            return Optional.empty();
        }
        ImageTypeSpecifier type = reader.getImageTypes(0).next();
        long row = Math.max(1, (long) wide * type.getColorModel().getPixelSize() / 8);
        int rows = (int) Math.max(1, Math.min(tall, MOST_BAND / row));
        // Most decoders begin anew for each band.
        budget.spend(Budget.Of.decoded, (double) pixels * ((tall + rows - 1) / rows));
        int w = Math.min(wide, width);
        int h = Math.min(tall, height);
        while ((long) w * h > MOST_MADE) {
            w = (w + 1) / 2;
            h = (h + 1) / 2;
        }
        boolean opaque = !type.getColorModel().hasAlpha();
        Averaging out = new Averaging(wide, tall, w, h, opaque);
        for (int top = 0; top < tall; top += rows) {
            out.add(band(reader, type, new Rectangle(0, top, wide, Math.min(rows, tall - top))));
        }
        return Optional.of(out.made());
    }

    private static BufferedImage band(ImageReader reader, ImageTypeSpecifier type, Rectangle place)
            throws IOException {
        ImageReadParam asked = reader.getDefaultReadParam();
        asked.setDestinationType(type);
        asked.setSourceRegion(place);
        BufferedImage out = reader.read(0, asked);
        if (out.getWidth() != place.width || out.getHeight() != place.height) {
            throw new IOException("another band");
        }
        return out;
    }

    private static Optional<String> format(byte[] content) {
        int head = 0;
        for (int i = 0; i < 4; i++) {
            head = head << 8 | (i < content.length ? content[i] & 0xff : 0);
        }
        return switch (head) {
            case 0x89504e47 -> Optional.of("png");
            case 0x47494638 -> Optional.of("gif");
            case 0x49492a00, 0x4d4d002a -> Optional.of("tiff");
            default ->
                    head >>> 8 == 0xffd8ff
                            ? Optional.of("jpeg")
                            : head >>> 16 == 0x424d ? Optional.of("bmp") : Optional.empty();
        };
    }
}
