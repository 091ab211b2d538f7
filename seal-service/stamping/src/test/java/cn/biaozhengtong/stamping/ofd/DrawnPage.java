package cn.biaozhengtong.stamping.ofd;

import cn.biaozhengtong.stamping.RefusedException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;

/// What we drew of a page, asked by millimetres of its paper.
///
/// @param pixels a millimetre
record DrawnPage(BufferedImage image, double pixels) {
    private static final int WHITE = 0xffffff;

    /// Of A4, five pixels a millimetre.
    static DrawnPage of(Path file, int page) throws IOException, RefusedException {
        return new DrawnPage(OfdDrawing.draw(file, page, 1050), 5);
    }

    static DrawnPage of(TestOfd ofd, Path folder) throws IOException, RefusedException {
        return of(ofd.write(folder.resolve("drawn.ofd")), 1);
    }

    int rgb(double x, double y) {
        return image.getRGB((int) (x * pixels), (int) (y * pixels)) & WHITE;
    }

    /// How much of a rectangle is not white, 0 to 1.
    double ink(double left, double top, double width, double height) {
        int inked = 0;
        int all = 0;
        for (double y = top + 0.1; y < top + height; y += 1 / pixels) {
            for (double x = left + 0.1; x < left + width; x += 1 / pixels) {
                inked += rgb(x, y) == WHITE ? 0 : 1;
                all++;
            }
        }
        return (double) inked / all;
    }

    /// Whether all that is drawn is in a rectangle.
    boolean isAllIn(double left, double top, double width, double height) {
        double inside = ink(left, top, width, height) * width * height;
        double all = ink(0, 0, image.getWidth() / pixels - 1, image.getHeight() / pixels - 1);
        double whole = (image.getWidth() / pixels - 1) * (image.getHeight() / pixels - 1);
        return Math.abs(all * whole - inside) < 0.01 * whole / 100 + 0.02 * inside;
    }

    /// Whether somewhere in it we say that we cannot draw what is there.
    boolean isHatched(double left, double top, double width, double height) {
        for (double y = top + 0.1; y < top + height; y += 1 / pixels) {
            for (double x = left + 0.1; x < left + width; x += 1 / pixels) {
                if (rgb(x, y) == 0xe040d0) {
                    return true;
                }
            }
        }
        return false;
    }
}
