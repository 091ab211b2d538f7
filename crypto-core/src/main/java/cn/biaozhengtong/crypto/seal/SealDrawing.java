package cn.biaozhengtong.crypto.seal;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.PathIterator;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.util.List;
import java.util.Locale;

/// Outlines in one colour on nothing, in millimetres around the middle; as vectors or pixels.
public final class SealDrawing {
    /// Dots per inch of the picture that goes into a seal.
    public static final int DPI = 600;

    private static final int GRADES = 16;
    private static final int OPAQUE = 255;

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

    /// PNG of one colour in grades of opacity, with its resolution written into it.
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
        return Png.encode(graded(image), dpi);
    }

    /// The ink in sixteen grades of opacity, half a byte each: nobody sees more of an edge at this
    /// resolution, and a picture goes along with every seal, twice in every PDF.
    private BufferedImage graded(BufferedImage drawn) {
        int ink = Color.decode(colour).getRGB() & 0xFFFFFF;
        int[] palette = new int[GRADES];
        // Paper, for a reader that knows colours and no opacity: else it showed a square of ink.
        palette[0] = 0xFFFFFF;
        for (int i = 1; i < GRADES; i++) {
            palette[i] = OPAQUE * i / (GRADES - 1) << 24 | ink;
        }
        int width = drawn.getWidth();
        BufferedImage out =
                new BufferedImage(
                        width,
                        drawn.getHeight(),
                        BufferedImage.TYPE_BYTE_BINARY,
                        new IndexColorModel(4, GRADES, palette, 0, true, -1, DataBuffer.TYPE_BYTE));
        int[] row = new int[width];
        for (int y = 0; y < drawn.getHeight(); y++) {
            drawn.getRGB(0, y, width, 1, row, 0, width);
            for (int x = 0; x < width; x++) {
                row[x] = ((row[x] >>> 24) * (GRADES - 1) + OPAQUE / 2) / OPAQUE;
            }
            out.getRaster().setPixels(0, y, width, 1, row);
        }
        return out;
    }
}
