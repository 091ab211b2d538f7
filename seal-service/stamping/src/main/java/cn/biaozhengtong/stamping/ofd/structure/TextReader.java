package cn.biaozhengtong.stamping.ofd.structure;

import cn.biaozhengtong.stamping.Refusal;
import cn.biaozhengtong.stamping.RefusedException;
import cn.biaozhengtong.stamping.ofd.container.XmlTag;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipException;

/// Collects characters of text objects (GB/T 33190 §11.3) in layers and blocks, with their places.
final class TextReader {
    private static final int MAX_GLYPHS = 500_000;

    /// How much of a character stands above its base line.
    private static final double ASCENT = 0.88;

    private final List<Glyph> out = new ArrayList<>();
    private Area boundary = new Area(0, 0, 0, 0);
    private double[] matrix = {1, 0, 0, 1, 0, 0};
    private double size;
    private double stretch = 1;
    private int direction;
    private boolean visible;
    private XmlTag code = new XmlTag("", Map.of());

    void begins(XmlTag tag) throws ZipException {
        if (tag.name().equals("TextObject")) {
            boundary = Area.parse(tag.attribute("Boundary").orElse(""));
            double[] given = Numbers.parse(tag.attribute("CTM").orElse("1 0 0 1 0 0"), 7);
            if (given.length != 6) {
                throw new ZipException("CTM");
            }
            matrix = given;
            size = number(tag, "Size", 0);
            stretch = number(tag, "HScale", 1);
            direction = (int) number(tag, "ReadDirection", 0);
            visible =
                    !tag.attribute("Visible").orElse("true").strip().equals("false")
                            && number(tag, "Alpha", 255) > 0;
        }
        if (tag.name().equals("TextCode")) {
            code = tag;
        }
    }

    private static double number(XmlTag tag, String name, double usual) throws ZipException {
        double[] all = Numbers.parse(tag.attribute(name).orElse(""), 1);
        return all.length == 0 ? usual : all[0];
    }

    void ends(XmlTag tag, String text) throws RefusedException, ZipException {
        boolean shown = visible && size > 0 && tag.path().contains("/TextObject/");
        if (!tag.name().equals("TextCode") || !shown) {
            return;
        }
        // Line breaks come from writing the XML in a fair hand.
        int[] all = text.replaceAll("[\\r\\n\\t]+ *", "").codePoints().toArray();
        if (out.size() + all.length > MAX_GLYPHS) {
            throw new RefusedException(Refusal.too_large, "characters");
        }
        double[] right = Numbers.deltas(code.attribute("DeltaX").orElse(""), all.length);
        double[] down = Numbers.deltas(code.attribute("DeltaY").orElse(""), all.length);
        double x = number(code, "X", 0);
        double y = number(code, "Y", 0);
        for (int i = 0; i < all.length; i++) {
            double advance = advance(all[i]);
            out.add(new Glyph(all[i], placed(x, y, advance)));
            boolean given = right.length + down.length > 0;
            x += given ? step(right, i) : along(advance, 0);
            y += given ? step(down, i) : along(advance, 90);
        }
    }

    /// Where fewer are given than there are characters, the last holds on.
    private static double step(double[] deltas, int index) {
        return deltas.length == 0 ? 0 : deltas[Math.min(index, deltas.length - 1)];
    }

    private double along(double advance, int axis) {
        if (direction == axis) {
            return advance;
        }
        return direction == axis + 180 ? -advance : 0;
    }

    private double advance(int codePoint) {
        return size * stretch * (codePoint < 0x2000 ? 0.5 : 1);
    }

    private Area placed(double x, double y, double width) {
        double left = Double.MAX_VALUE;
        double top = Double.MAX_VALUE;
        double right = -Double.MAX_VALUE;
        double bottom = -Double.MAX_VALUE;
        for (double px : new double[] {x, x + width}) {
            for (double py : new double[] {y - ASCENT * size, y + (1 - ASCENT) * size}) {
                double tx = boundary.left() + matrix[0] * px + matrix[2] * py + matrix[4];
                double ty = boundary.top() + matrix[1] * px + matrix[3] * py + matrix[5];
                left = Math.min(left, tx);
                right = Math.max(right, tx);
                top = Math.min(top, ty);
                bottom = Math.max(bottom, ty);
            }
        }
        return new Area(left, top, right - left, bottom - top);
    }

    List<Glyph> glyphs() {
        return out;
    }
}
