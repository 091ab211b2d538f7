package cn.biaozhengtong.stamping.ofd.drawing;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;

/// Work on pictures pixel by pixel.
final class Pixels {
    private Pixels() {}

    /// No smaller, since then not every pixel would count.
    private static BufferedImage scaled(BufferedImage picture, int width, int height) {
        boolean opaque = !picture.getColorModel().hasAlpha();
        BufferedImage out =
                new BufferedImage(
                        width,
                        height,
                        opaque ? BufferedImage.TYPE_INT_RGB : BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = out.createGraphics();
        graphics.setRenderingHint(
                RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(picture, 0, 0, width, height, null);
        graphics.dispose();
        return out;
    }

    /// A picture where its mask is light (ImageMask), as fine as the finer of both.
    static BufferedImage shown(BufferedImage picture, BufferedImage mask) {
        int width = Math.max(picture.getWidth(), mask.getWidth());
        int height = Math.max(picture.getHeight(), mask.getHeight());
        BufferedImage whole = scaled(picture, width, height);
        BufferedImage fitting = scaled(mask, width, height);
        BufferedImage out = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        int[] row = new int[width];
        int[] light = new int[width];
        for (int y = 0; y < height; y++) {
            whole.getRGB(0, y, width, 1, row, 0, width);
            fitting.getRGB(0, y, width, 1, light, 0, width);
            for (int x = 0; x < width; x++) {
                int alpha = (row[x] >>> 24) * (light[x] >> 8 & 0xff) / 0xff;
                row[x] = alpha << 24 | row[x] & 0xffffff;
            }
            out.setRGB(0, y, width, 1, row, 0, width);
        }
        return out;
    }

    /// Puts a layer over an opaque picture as ink over print: what is below stays to be read.
    static void multiply(BufferedImage layer, BufferedImage onto, int left, int top) {
        int width = layer.getWidth();
        int[] over = new int[width];
        int[] below = new int[width];
        for (int y = 0; y < layer.getHeight(); y++) {
            layer.getRGB(0, y, width, 1, over, 0, width);
            onto.getRGB(left, top + y, width, 1, below, 0, width);
            for (int x = 0; x < width; x++) {
                below[x] = both(over[x], below[x]);
            }
            onto.setRGB(left, top + y, width, 1, below, 0, width);
        }
    }

    private static int both(int over, int below) {
        int alpha = over >>> 24;
        int out = 0xff;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int ink = over >> shift & 0xff;
            int paper = below >> shift & 0xff;
            out = out << 8 | paper + (ink * paper / 0xff - paper) * alpha / 0xff;
        }
        return out;
    }
}
