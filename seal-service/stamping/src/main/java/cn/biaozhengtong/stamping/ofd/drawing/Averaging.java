package cn.biaozhengtong.stamping.ofd.drawing;

import java.awt.AlphaComposite;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;

/// Makes a picture smaller, each of its pixels counting by its area: one of which only some were
/// looked at would show what those some show. Takes it band by band from above, and holds no more
/// than what it makes and one row of sums.
final class Averaging {
    private static final int STRIP = 64;

    private final int wide;
    private final int tall;
    private final BufferedImage made;

    /// Of the row that is being made, for each pixel: opacity, and red, green and blue by that.
    private final long[] sums;

    private int next;

    /// @param wide of the picture, in pixels
    /// @param tall of the picture
    /// @param width of what is made, no more than it is wide
    /// @param height of what is made, no more than it is tall
    Averaging(int wide, int tall, int width, int height, boolean opaque) {
        this.wide = wide;
        this.tall = tall;
        this.made =
                new BufferedImage(
                        width,
                        height,
                        opaque ? BufferedImage.TYPE_INT_RGB : BufferedImage.TYPE_INT_ARGB);
        this.sums = new long[4 * width];
    }

    /// The rows that follow those which it has.
    void add(BufferedImage band) {
        BufferedImage strip = new BufferedImage(wide, STRIP, BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = strip.createGraphics();
        graphics.setComposite(AlphaComposite.Src);
        int[] row = new int[wide];
        for (int top = 0; top < band.getHeight(); top += STRIP) {
            graphics.drawImage(band, 0, -top, null);
            for (int y = top; y < Math.min(top + STRIP, band.getHeight()); y++) {
                strip.getRGB(0, y - top, wide, 1, row, 0, wide);
                row(row);
            }
        }
        graphics.dispose();
    }

    BufferedImage made() {
        return made;
    }

    /// A row of the picture is as tall as the height of what is made, a row of that as the picture.
    private void row(int[] argb) {
        long begin = (long) next * made.getHeight();
        long end = begin + made.getHeight();
        int into = (int) (begin / tall);
        long edge = (into + 1L) * tall;
        across(argb, (int) (Math.min(end, edge) - begin));
        if (end >= edge) {
            finish(into);
            across(argb, (int) (end - edge));
        }
        next++;
    }

    /// @param share of its height
    private void across(int[] argb, int share) {
        if (share == 0) {
            return;
        }
        int width = made.getWidth();
        int into = 0;
        long at = 0;
        long edge = wide;
        for (int pixel : argb) {
            int here = (int) Math.min(width, edge - at);
            sum(into, pixel, (long) here * share);
            at += width;
            if (at >= edge) {
                into++;
                edge += wide;
                if (here < width) {
                    sum(into, pixel, (long) (width - here) * share);
                }
            }
        }
    }

    private void sum(int into, int argb, long weight) {
        long opacity = (argb >>> 24) * weight;
        sums[4 * into] += opacity;
        sums[4 * into + 1] += (argb >> 16 & 0xff) * opacity;
        sums[4 * into + 2] += (argb >> 8 & 0xff) * opacity;
        sums[4 * into + 3] += (argb & 0xff) * opacity;
    }

    private void finish(int y) {
        long all = (long) wide * tall;
        for (int x = 0; x < made.getWidth(); x++) {
            long opacity = sums[4 * x];
            int argb = (int) ((opacity + all / 2) / all);
            for (int i = 1; i < 4; i++) {
                long channel = opacity == 0 ? 0 : (sums[4 * x + i] + opacity / 2) / opacity;
                argb = argb << 8 | (int) channel;
            }
            made.setRGB(x, y, argb);
        }
        Arrays.fill(sums, 0);
    }
}
