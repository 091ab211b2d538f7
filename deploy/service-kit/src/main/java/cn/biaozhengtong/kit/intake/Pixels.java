package cn.biaozhengtong.kit.intake;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.nio.ByteBuffer;
import java.util.stream.IntStream;

/// Brings whatever a decoder gives into one of three layouts of bytes: grey, blue-green-red, alpha
/// before that.
final class Pixels {
    private Pixels() {}

    static BufferedImage ofEightBits(BufferedImage image) {
        boolean plain =
                image.getType() == BufferedImage.TYPE_BYTE_GRAY
                        || image.getType() == BufferedImage.TYPE_3BYTE_BGR
                        || image.getType() == BufferedImage.TYPE_4BYTE_ABGR;
        if (plain) {
            return image;
        }
        return image.getColorModel() instanceof IndexColorModel colours
                ? ofIndices(image, colours)
                : ofSamples(image);
    }

    private static BufferedImage ofIndices(BufferedImage image, IndexColorModel colours) {
        int width = image.getWidth();
        int[] table = new int[256];
        // A PNG's have 256 at most.
        colours.getRGBs(table);
        boolean grey = !colours.hasAlpha() && IntStream.of(table).allMatch(Pixels::isGrey);
        BufferedImage out =
                new BufferedImage(
                        width,
                        image.getHeight(),
                        grey
                                ? BufferedImage.TYPE_BYTE_GRAY
                                : colours.hasAlpha()
                                        ? BufferedImage.TYPE_4BYTE_ABGR
                                        : BufferedImage.TYPE_3BYTE_BGR);
        byte[] to = data(out);
        int[] row = new int[width];
        int at = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            image.getRaster().getSamples(0, y, width, 1, 0, row);
            for (int x = 0; x < width; x++) {
                int argb = table[row[x] & 255];
                if (colours.hasAlpha()) {
                    to[at++] = (byte) (argb >>> 24);
                }
                to[at++] = (byte) argb;
                if (!grey) {
                    to[at++] = (byte) (argb >> 8);
                    to[at++] = (byte) (argb >> 16);
                }
            }
        }
        return out;
    }

    private static boolean isGrey(int argb) {
        return (argb & 255) == (argb >> 8 & 255) && (argb & 255) == (argb >> 16 & 255);
    }

    /// One to four samples of eight or sixteen bits, of which the upper eight stay.
    private static BufferedImage ofSamples(BufferedImage image) {
        Raster from = image.getRaster();
        int bands = from.getNumBands();
        int width = image.getWidth();
        int shift = from.getDataBuffer().getDataType() == DataBuffer.TYPE_USHORT ? 8 : 0;
        BufferedImage out =
                new BufferedImage(
                        width,
                        image.getHeight(),
                        bands == 1
                                ? BufferedImage.TYPE_BYTE_GRAY
                                : bands == 3
                                        ? BufferedImage.TYPE_3BYTE_BGR
                                        : BufferedImage.TYPE_4BYTE_ABGR);
        byte[] to = data(out);
        int[] row = new int[width * bands];
        int at = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            from.getPixels(0, y, width, 1, row);
            for (int x = 0; x < row.length; x += bands) {
                if (bands == 1) {
                    to[at++] = (byte) (row[x] >> shift);
                    continue;
                }
                boolean grey = bands == 2;
                if (bands != 3) {
                    to[at++] = (byte) (row[x + bands - 1] >> shift);
                }
                to[at++] = (byte) (row[grey ? x : x + 2] >> shift);
                to[at++] = (byte) (row[grey ? x : x + 1] >> shift);
                to[at++] = (byte) (row[x] >> shift);
            }
        }
        return out;
    }

    /// Width and height, then a pixel each four bytes: alpha, red, green, blue. Samples as they
    /// are: Java would make grey lighter.
    static byte[] argb(BufferedImage image) {
        BufferedImage from = ofEightBits(image);
        int width = from.getWidth();
        int bands = from.getRaster().getNumBands();
        ByteBuffer out = ByteBuffer.allocate(8 + 4 * width * from.getHeight());
        out.putInt(width).putInt(from.getHeight());
        int[] row = new int[width * bands];
        for (int y = 0; y < from.getHeight(); y++) {
            from.getRaster().getPixels(0, y, width, 1, row);
            for (int x = 0; x < row.length; x += bands) {
                out.put((byte) (bands == 4 ? row[x + 3] : 255));
                for (int i = 0; i < 3; i++) {
                    out.put((byte) row[bands == 1 ? x : x + i]);
                }
            }
        }
        return out.array();
    }

    static BufferedImage onWhite(BufferedImage image) {
        if (!image.getColorModel().hasAlpha()) {
            return image;
        }
        BufferedImage out =
                new BufferedImage(
                        image.getWidth(), image.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D canvas = out.createGraphics();
        canvas.setColor(Color.WHITE);
        canvas.fillRect(0, 0, image.getWidth(), image.getHeight());
        canvas.drawImage(image, 0, 0, null);
        canvas.dispose();
        return out;
    }

    /// Of a JPEG in four inks, as scanners and printers write it; Adobe's programs turn them over.
    ///
    /// @param transform Adobe's: 2 when three of the inks are as luminance and chrominance; -1 when
    ///   it was not Adobe's
    static BufferedImage ofFourInks(Raster inks, int transform) {
        int width = inks.getWidth();
        BufferedImage out =
                new BufferedImage(width, inks.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
        byte[] to = data(out);
        int[] row = new int[width * 4];
        int at = 0;
        for (int y = 0; y < inks.getHeight(); y++) {
            inks.getPixels(inks.getMinX(), inks.getMinY() + y, width, 1, row);
            for (int x = 0; x < row.length; x += 4) {
                int cyan = row[x];
                int magenta = row[x + 1];
                int yellow = row[x + 2];
                if (transform == 2) {
                    double red = cyan + 1.402 * (yellow - 128);
                    double green = cyan - 0.344136 * (magenta - 128) - 0.714136 * (yellow - 128);
                    double blue = cyan + 1.772 * (magenta - 128);
                    cyan = Math.clamp(Math.round(red), 0, 255);
                    magenta = Math.clamp(Math.round(green), 0, 255);
                    yellow = Math.clamp(Math.round(blue), 0, 255);
                }
                int black = row[x + 3];
                boolean over = transform >= 0;
                to[at++] = lit(yellow, black, over);
                to[at++] = lit(magenta, black, over);
                to[at++] = lit(cyan, black, over);
            }
        }
        return out;
    }

    private static byte lit(int ink, int black, boolean turnedOver) {
        return (byte) (turnedOver ? ink * black / 255 : (255 - ink) * (255 - black) / 255);
    }

    private static byte[] data(BufferedImage image) {
        return ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    }
}
