package cn.biaozhengtong.crypto.seal;

/// Decoded pixels, row by row.
final class Pixels {
    private static final int WHITE = 255;

    private final int[] argb;
    private final int width;
    private final int height;

    Pixels(int[] argb, int width, int height) {
        this.argb = argb;
        this.width = width;
        this.height = height;
    }

    int[] argb() {
        return argb;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /// A channel over white paper.
    ///
    /// @param shift 16 red, 8 green, 0 blue
    int channel(int index, int shift) {
        int pixel = argb[index];
        int alpha = pixel >>> 24;
        int value = pixel >> shift & 0xff;
        return alpha == 0xff ? value : (value * alpha + WHITE * (0xff - alpha)) / 0xff;
    }

    /// Means of squares.
    Pixels smaller(int factor) {
        int wide = width / factor;
        int high = height / factor;
        int[] out = new int[wide * high];
        for (int y = 0; y < high; y++) {
            for (int x = 0; x < wide; x++) {
                out[y * wide + x] = mean(x * factor, y * factor, factor);
            }
        }
        return new Pixels(out, wide, high);
    }

    private int mean(int left, int top, int side) {
        int red = 0;
        int green = 0;
        int blue = 0;
        for (int y = top; y < top + side; y++) {
            for (int x = left; x < left + side; x++) {
                int at = y * width + x;
                red += channel(at, 16);
                green += channel(at, 8);
                blue += channel(at, 0);
            }
        }
        int count = side * side;
        return 0xff << 24 | red / count << 16 | green / count << 8 | blue / count;
    }

    /// The part of the picture that is opaque.
    double coverage() {
        long sum = 0;
        for (int it : argb) {
            sum += it >>> 24;
        }
        return sum / 255.0 / argb.length;
    }
}
