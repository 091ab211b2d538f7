package cn.biaozhengtong.kit.data;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/// A picture as it is kept: decoded within bounds, at most 1600 pixels wide or high, encoded anew
/// as JPEG, so that nothing rides along.
public final class PictureIntake {
    private static final long MAX_PIXELS = 40_000_000;
    private static final int LONGEST = 1600;

    private PictureIntake() {}

    /// @param uploaded JPEG or PNG
    /// @return JPEG; empty when it is neither, too large, or broken
    public static Optional<byte[]> kept(byte[] uploaded) {
        try (ImageInputStream in =
                ImageIO.createImageInputStream(new ByteArrayInputStream(uploaded))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            while (readers.hasNext()) {
                ImageReader reader = readers.next();
                String format = reader.getFormatName();
                if (format.equalsIgnoreCase("jpeg") || format.equalsIgnoreCase("png")) {
                    return kept(reader, in);
                }
            }
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    private static Optional<byte[]> kept(ImageReader reader, ImageInputStream in)
            throws IOException {
        reader.setInput(in, true, true);
        if ((long) reader.getWidth(0) * reader.getHeight(0) > MAX_PIXELS) {
            return Optional.empty();
        }
        // Every so many pixels only, so that a large picture never lies in memory whole.
        int step = Math.max(1, Math.max(reader.getWidth(0), reader.getHeight(0)) / LONGEST);
        ImageReadParam param = reader.getDefaultReadParam();
        param.setSourceSubsampling(step, step, 0, 0);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(scaled(reader.read(0, param)), "jpeg", out);
        return Optional.of(out.toByteArray());
    }

    private static BufferedImage scaled(BufferedImage image) {
        double factor =
                Math.min(1.0, (double) LONGEST / Math.max(image.getWidth(), image.getHeight()));
        int width = Math.max(1, (int) (image.getWidth() * factor));
        int height = Math.max(1, (int) (image.getHeight() * factor));
        BufferedImage out = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = out.createGraphics();
        canvas.setRenderingHint(
                RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        canvas.setColor(java.awt.Color.WHITE);
        canvas.fillRect(0, 0, width, height);
        canvas.drawImage(image, 0, 0, width, height, null);
        canvas.dispose();
        return out;
    }
}
