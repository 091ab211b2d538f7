package cn.biaozhengtong.kit.intake;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;

/// Turns and mirrors a picture as EXIF's orientation says it must be seen.
final class Upright {
    private Upright() {}

    /// @param orientation 1 to 8
    static BufferedImage turned(BufferedImage image, int orientation) {
        if (orientation == 1) {
            return image;
        }
        BufferedImage from = Pixels.ofEightBits(image);
        boolean lying = orientation >= 5;
        int width = from.getWidth();
        int height = from.getHeight();
        int type = from.getType();
        BufferedImage to =
                lying
                        ? new BufferedImage(height, width, type)
                        : new BufferedImage(width, height, type);
        byte[] source = ((DataBufferByte) from.getRaster().getDataBuffer()).getData();
        byte[] target = ((DataBufferByte) to.getRaster().getDataBuffer()).getData();
        int each = from.getRaster().getNumBands();
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int at = place(orientation, x, y, width, height) * each;
                System.arraycopy(source, (y * width + x) * each, target, at, each);
            }
        }
        return to;
    }

    /// Which pixel of the upright picture the one at (x, y) becomes.
    private static int place(int orientation, int x, int y, int width, int height) {
        int right = width - 1 - x;
        int below = height - 1 - y;
        return switch (orientation) {
            case 2 -> y * width + right;
            case 3 -> below * width + right;
            case 4 -> below * width + x;
            case 5 -> x * height + y;
            case 6 -> x * height + below;
            case 7 -> right * height + below;
            case 8 -> right * height + y;
            default -> y * width + x;
        };
    }
}
