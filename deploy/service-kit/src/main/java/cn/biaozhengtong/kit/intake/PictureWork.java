package cn.biaozhengtong.kit.intake;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Locale;
import javax.imageio.IIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.ImageOutputStream;

/// Decodes a picture and encodes it anew: upright, of eight bits, within the asked size, without
/// metadata. Runs in the worker.
final class PictureWork {
    /// What one picture may fill of the worker's heap: read in steps when it would be more.
    private static final long MAX_RASTER = 52_000_000;

    private static final float JPEG_QUALITY = 0.85f;

    /// Of the deflater: the lower levels are five times as fast and little larger.
    private static final float PNG_QUALITY = 0.75f;

    private final WorkerJob job;
    private boolean cut;

    PictureWork(WorkerJob job) {
        this.job = job;
    }

    WorkerAnswer jpeg(byte[] bytes) throws IOException {
        JpegHeader header = JpegHeader.read(bytes);
        BufferedImage image;
        try (ImageInputStream in = stream(header.bare())) {
            ImageReader reader = reader("jpeg", in);
            long raster = (long) header.width() * header.height() * header.components();
            ImageReadParam param = stepping(reader, raster);
            if (header.scans() > 1) {
                // Only the last pass is wanted: each would go over all pixels.
                param.setSourceProgressivePasses(header.scans() - 1, 1);
            }
            image = jpeg(reader, param, header);
            reader.dispose();
        }
        if (cut) {
            throw IntakeProblem.file_broken.exception();
        }
        return kept(bounded(Upright.turned(image, header.orientation())), Inspector.Kind.jpeg);
    }

    private static BufferedImage jpeg(ImageReader reader, ImageReadParam param, JpegHeader header)
            throws IOException {
        return header.components() == 4
                ? Pixels.ofFourInks(reader.readRaster(0, param), header.adobeTransform())
                : reader.read(0, param);
    }

    WorkerAnswer png(byte[] bytes) throws IOException {
        PngHeader header = PngHeader.read(bytes);
        BufferedImage image;
        try (ImageInputStream in = stream(header.bare())) {
            ImageReader reader = reader("png", in);
            long each = Math.max(8, header.bitsPerPixel()) / 8;
            // As it is decoded, and as eight bits of at most four channels.
            long raster = header.width() * header.height() * Math.max(each, 4);
            image = Pixels.ofEightBits(reader.read(0, stepping(reader, raster)));
            reader.dispose();
        }
        if (cut) {
            throw IntakeProblem.file_broken.exception();
        }
        return kept(bounded(image), Inspector.Kind.png);
    }

    private WorkerAnswer kept(BufferedImage image, Inspector.Kind was) throws IOException {
        return switch (job.wanted()) {
            case same -> was == Inspector.Kind.png ? png(image) : jpeg(image);
            case jpeg -> jpeg(Pixels.onWhite(image));
            case pixels -> WorkerAnswer.of(was, Pixels.argb(image));
        };
    }

    private ImageReader reader(String format, ImageInputStream in) throws IOException {
        ImageReader reader = ImageIO.getImageReadersByFormatName(format).next();
        reader.setInput(in, true, true);
        reader.addIIOReadWarningListener((source, warning) -> warned(warning));
        return reader;
    }

    /// Decoders fill with grey what is missing, and only mention it.
    private void warned(String warning) {
        String said = warning.toLowerCase(Locale.ROOT);
        cut |= said.contains("premature") || said.contains("truncated") || said.contains("eof");
    }

    private static ImageInputStream stream(byte[] bytes) throws IOException {
        return ImageIO.createImageInputStream(new ByteArrayInputStream(bytes));
    }

    /// Every so many pixels only, so that a large picture never lies in memory whole.
    private ImageReadParam stepping(ImageReader reader, long raster) throws IOException {
        int width = reader.getWidth(0);
        int height = reader.getHeight(0);
        int step = Math.max(1, Math.max(width, height) / job.longest());
        while (raster / ((long) step * step) > MAX_RASTER) {
            step++;
        }
        step = Math.min(step, Math.min(width, height));
        ImageReadParam param = reader.getDefaultReadParam();
        param.setSourceSubsampling(step, step, 0, 0);
        return param;
    }

    private BufferedImage bounded(BufferedImage image) {
        int longest = Math.max(image.getWidth(), image.getHeight());
        double factor = Math.min(1.0, (double) job.longest() / longest);
        long pixels = (long) image.getWidth() * image.getHeight();
        factor = Math.min(factor, Math.sqrt((double) job.pixels() / pixels));
        if (factor >= 1) {
            return image;
        }
        int width = Math.max(1, (int) (image.getWidth() * factor));
        int height = Math.max(1, (int) (image.getHeight() * factor));
        BufferedImage out = new BufferedImage(width, height, image.getType());
        Graphics2D canvas = out.createGraphics();
        canvas.setRenderingHint(
                RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        canvas.drawImage(image, 0, 0, width, height, null);
        canvas.dispose();
        return out;
    }

    private static WorkerAnswer jpeg(BufferedImage image) throws IOException {
        return encoded(image, "jpeg", JPEG_QUALITY, Inspector.Kind.jpeg);
    }

    private static WorkerAnswer png(BufferedImage image) throws IOException {
        return encoded(image, "png", PNG_QUALITY, Inspector.Kind.png);
    }

    private static WorkerAnswer encoded(
            BufferedImage image, String format, float quality, Inspector.Kind kind)
            throws IOException {
        ImageWriter writer =
                ImageIO.getImageWriters(ImageTypeSpecifier.createFromRenderedImage(image), format)
                        .next();
        ImageWriteParam param = writer.getDefaultWriteParam();
        param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        param.setCompressionQuality(quality);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
            if (stream == null) {
                throw new IIOException("no stream");
            }
            writer.setOutput(stream);
            writer.write(null, new IIOImage(image, null, null), param);
        } finally {
            writer.dispose();
        }
        return WorkerAnswer.of(kind, out.toByteArray());
    }
}
