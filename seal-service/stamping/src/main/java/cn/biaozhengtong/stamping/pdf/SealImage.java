package cn.biaozhengtong.stamping.pdf;

import cn.biaozhengtong.crypto.seal.SealPicture;
import cn.biaozhengtong.stamping.Refusal;
import cn.biaozhengtong.stamping.RefusedException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/// A seal's picture as a PDF keeps it: colours and a mask of their opacity, compressed. Making one
/// takes some hundred times what a stamp takes, so it is made once a seal ([SealImages]).
final class SealImage {
    /// 200 mm at 600 dpi, squared.
    private static final long MOST_PIXELS = 24_000_000;

    private final int width;
    private final int height;
    private final byte[] colours;
    private final byte[] opacity;
    private final int opacityBits;

    private SealImage(int width, int height, byte[] colours, byte[] opacity, int opacityBits) {
        this.width = width;
        this.height = height;
        this.colours = colours;
        this.opacity = opacity;
        this.opacityBits = opacityBits;
    }

    /// @throws RefusedException picture_not_readable
    static SealImage of(SealPicture picture) throws RefusedException {
        BufferedImage image = decode(picture);
        int width = image.getWidth();
        int height = image.getHeight();
        byte[] colours = new byte[width * height * 3];
        byte[] opacity = new byte[width * height];
        int[] row = new int[width];
        int last = firstSeen(image);
        for (int y = 0; y < height; y++) {
            image.getRGB(0, y, width, 1, row, 0, width);
            for (int x = 0; x < width; x++) {
                // Where nothing is seen the colour goes on, so that edges do not turn dark.
                last = row[x] >>> 24 == 0 ? last : row[x];
                int at = y * width + x;
                opacity[at] = (byte) (row[x] >>> 24);
                colours[3 * at] = (byte) (last >> 16);
                colours[3 * at + 1] = (byte) (last >> 8);
                colours[3 * at + 2] = (byte) last;
            }
        }
        boolean sixteen = isOfSixteen(opacity);
        return new SealImage(
                width,
                height,
                deflate(colours),
                deflate(sixteen ? halves(opacity, width) : opacity),
                sixteen ? 4 : 8);
    }

    /// 0 when nothing is seen.
    private static int firstSeen(BufferedImage image) {
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int it = image.getRGB(x, y);
                if (it >>> 24 != 0) {
                    return it;
                }
            }
        }
        return 0;
    }

    /// As in the seals that we draw.
    private static boolean isOfSixteen(byte[] opacity) {
        for (byte it : opacity) {
            if ((it & 0xFF) % 17 != 0) {
                return false;
            }
        }
        return true;
    }

    /// Two pixels a byte; each row begins with a byte of its own.
    private static byte[] halves(byte[] opacity, int width) {
        int stride = (width + 1) / 2;
        byte[] out = new byte[opacity.length / width * stride];
        for (int at = 0; at < opacity.length; at++) {
            int x = at % width;
            int grade = (opacity[at] & 0xFF) / 17;
            out[at / width * stride + x / 2] |= (byte) (x % 2 == 0 ? grade << 4 : grade);
        }
        return out;
    }

    private static BufferedImage decode(SealPicture picture) throws RefusedException {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName("png");
        ImageReader reader = readers.next();
        try (ImageInputStream in =
                ImageIO.createImageInputStream(new ByteArrayInputStream(picture.data()))) {
            reader.setInput(in, true, true);
            if ((long) reader.getWidth(0) * reader.getHeight(0) > MOST_PIXELS) {
                throw new RefusedException(Refusal.picture_not_readable, "too many pixels");
            }
            return reader.read(0);
        } catch (IOException | RuntimeException e) {
            throw new RefusedException(Refusal.picture_not_readable, "no PNG", e);
        } finally {
            reader.dispose();
        }
    }

    static byte[] deflate(byte[] data) {
        Deflater deflater = new Deflater();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DeflaterOutputStream to = new DeflaterOutputStream(out, deflater)) {
            to.write(data);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } finally {
            deflater.end();
        }
        return out.toByteArray();
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /// Three bytes a pixel, deflated.
    byte[] colours() {
        return colours;
    }

    /// As many bits a pixel as [#opacityBits], deflated.
    byte[] opacity() {
        return opacity;
    }

    /// 8, or 4 where those say the same.
    int opacityBits() {
        return opacityBits;
    }
}
