package cn.biaozhengtong.crypto.seal;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.CryptoException.Reason;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;

/// Writes PNG with its resolution in it.
final class Png {
    static final double MM_PER_INCH = 25.4;

    private Png() {}

    static byte[] encode(BufferedImage image, double dpi) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
            IIOMetadata metadata =
                    writer.getDefaultImageMetadata(
                            ImageTypeSpecifier.createFromRenderedImage(image), null);
            String perMetre = Long.toString(Math.round(dpi / MM_PER_INCH * 1000));
            IIOMetadataNode resolution = new IIOMetadataNode("pHYs");
            resolution.setAttribute("pixelsPerUnitXAxis", perMetre);
            resolution.setAttribute("pixelsPerUnitYAxis", perMetre);
            resolution.setAttribute("unitSpecifier", "meter");
            IIOMetadataNode root = new IIOMetadataNode("javax_imageio_png_1.0");
            root.appendChild(resolution);
            metadata.mergeTree("javax_imageio_png_1.0", root);
            writer.setOutput(stream);
            writer.write(new IIOImage(image, null, metadata));
        } catch (IOException e) {
            throw new CryptoException(Reason.internal, e);
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }
}
