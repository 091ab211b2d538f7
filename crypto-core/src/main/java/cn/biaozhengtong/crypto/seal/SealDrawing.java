package cn.biaozhengtong.crypto.seal;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.PathIterator;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Locale;

/// Outlines in one colour on nothing, in millimetres around the middle; as vectors or pixels.
public final class SealDrawing {
    /// Dots per inch of the picture that goes into a seal.
    public static final int DPI = 600;

    private final List<Shape> shapes;
    private final int width;
    private final int height;
    private final String colour;

    SealDrawing(List<Shape> shapes, int width, int height, String colour) {
        this.shapes = List.copyOf(shapes);
        this.width = width;
        this.height = height;
        this.colour = colour;
    }

    /// In millimetres.
    public int width() {
        return width;
    }

    /// In millimetres.
    public int height() {
        return height;
    }

    /// The picture for a seal: PNG of 600 dpi, transparent.
    public SealPicture picture() {
        return SealPicture.of("png", png(DPI), width, height);
    }

    /// SVG 1.1 with paths only: no fonts, no scripts, no references.
    public String svg() {
        StringBuilder out = new StringBuilder();
        out.append(
                String.format(
                        Locale.ROOT,
                        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%dmm\" height=\"%dmm\""
                                + " viewBox=\"%s %s %d %d\"><g fill=\"%s\">%n",
                        width,
                        height,
                        -width / 2.0,
                        -height / 2.0,
                        width,
                        height,
                        colour));
        for (Shape shape : shapes) {
            out.append("<path d=\"").append(path(shape)).append("\"/>\n");
        }
        return out.append("</g></svg>\n").toString();
    }

    private static String path(Shape shape) {
        StringBuilder out = new StringBuilder();
        double[] at = new double[6];
        for (PathIterator it = shape.getPathIterator(null); !it.isDone(); it.next()) {
            int kind = it.currentSegment(at);
            int numbers =
                    switch (kind) {
                        case PathIterator.SEG_MOVETO, PathIterator.SEG_LINETO -> 2;
                        case PathIterator.SEG_QUADTO -> 4;
                        case PathIterator.SEG_CUBICTO -> 6;
                        default -> 0;
                    };
            out.append("MLQCZ".charAt(kind));
            for (int i = 0; i < numbers; i++) {
                out.append(i == 0 ? "" : " ").append(String.format(Locale.ROOT, "%.3f", at[i]));
            }
        }
        return out.toString();
    }

    /// PNG with an alpha channel, and its resolution written into it.
    public byte[] png(int dpi) {
        double scale = dpi / Png.MM_PER_INCH;
        BufferedImage image =
                new BufferedImage(
                        (int) Math.round(width * scale),
                        (int) Math.round(height * scale),
                        BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(
                RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(
                RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        graphics.translate(image.getWidth() / 2.0, image.getHeight() / 2.0);
        graphics.scale(scale, scale);
        graphics.setColor(Color.decode(colour));
        shapes.forEach(graphics::fill);
        graphics.dispose();
        return Png.encode(image, dpi);
    }
}
