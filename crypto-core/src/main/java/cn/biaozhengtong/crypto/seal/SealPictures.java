package cn.biaozhengtong.crypto.seal;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.CryptoException.Reason;
import java.awt.image.BufferedImage;

/// Makes a seal's picture of a photograph or a scan of its print: the paper becomes transparent,
/// the ink keeps its colour. A pure function of pixels, for a worker without anything else.
public final class SealPictures {
    private static final int MAX_SIDE = 8_000;
    private static final long MAX_PIXELS = 16_000_000;
    private static final int MIN_SIDE = 64;

    /// More than this is no better on paper, and only large.
    private static final int MAX_DPI = SealDrawing.DPI;

    /// Length and width may be measured so wrongly.
    private static final double STRETCH = 1.1;

    /// Less ink is an empty sheet; more is no sheet.
    private static final double LEAST_INK = 0.002;

    private static final double MOST_INK = 0.75;

    private SealPictures() {}

    /// At most 8000 pixels a side and 16 million in all; the result has no more of them, and fewer
    /// where there were more than 600 to the inch.
    ///
    /// @param argb decoded pixels, row by row, not premultiplied
    /// @param width in pixels
    /// @param height in pixels
    /// @param widthMm of the whole picture on paper, as the user says
    /// @param heightMm of the whole picture on paper
    /// @throws CryptoException `out_of_range` when it is too small or too large, or its sides do
    ///   not go with the millimetres; `malformed` when there is no ink on paper to be seen
    public static SealPicture withoutBackground(
            int[] argb, int width, int height, int widthMm, int heightMm) {
        boolean sane =
                width >= MIN_SIDE
                        && height >= MIN_SIDE
                        && width <= MAX_SIDE
                        && height <= MAX_SIDE
                        && (long) width * height <= MAX_PIXELS
                        && argb.length == width * height
                        && widthMm > 0
                        && heightMm > 0;
        if (!sane) {
            throw new CryptoException(Reason.out_of_range);
        }
        double across = width * Png.MM_PER_INCH / widthMm;
        double down = height * Png.MM_PER_INCH / heightMm;
        if (Math.max(across, down) > STRETCH * Math.min(across, down)) {
            throw new CryptoException(Reason.out_of_range);
        }
        Pixels pixels = new Pixels(argb, width, height);
        int factor = (int) Math.ceil(Math.max(across, down) / MAX_DPI);
        Pixels paper = factor > 1 ? pixels.smaller(factor) : pixels;
        return picture(new InkFilter(paper).inkOnly(), across / factor, widthMm, heightMm);
    }

    private static SealPicture picture(Pixels ink, double dpi, int widthMm, int heightMm) {
        double share = ink.coverage();
        if (share < LEAST_INK || share > MOST_INK) {
            throw new CryptoException(Reason.malformed);
        }
        BufferedImage image =
                new BufferedImage(ink.width(), ink.height(), BufferedImage.TYPE_INT_ARGB);
        image.setRGB(0, 0, ink.width(), ink.height(), ink.argb(), 0, ink.width());
        return SealPicture.of("png", Png.encode(image, dpi), widthMm, heightMm);
    }
}
