package cn.biaozhengtong.crypto.seal;

import java.awt.Font;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.font.GlyphVector;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/// Sets text along ellipses and on lines, as outlines; sizes in millimetres.
final class SealText {
    private static final FontRenderContext EXACT = new FontRenderContext(null, true, true);
    private static final float EM = 100;
    private static final int STEPS = 3600;

    /// How much of its place a glyph may fill.
    private static final double FILL = 0.94;

    /// Chinese glyphs stand a little taller than wide on seals.
    private static final double MAX_ASPECT = 0.86;

    private final Font font;

    SealText(SealFont font) {
        this.font = font.font().deriveFont(EM);
    }

    /// One character with its place, in parts of an em.
    private record Glyph(Shape outline, double advance) {}

    private List<Glyph> glyphs(String text) {
        List<Glyph> out = new ArrayList<>();
        text.codePoints()
                .forEach(it -> {
                    GlyphVector vector =
                            font.createGlyphVector(EXACT, new String(Character.toChars(it)));
                    out.add(new Glyph(vector.getOutline(), vector.getGlyphMetrics(0).getAdvance()));
                });
        return out;
    }

    private static double advance(List<Glyph> glyphs) {
        return glyphs.stream().mapToDouble(Glyph::advance).sum();
    }

    /// An ellipse around the middle.
    record Ellipse(double a, double b) {
        double x(double t) {
            return a * Math.sin(t);
        }

        double y(double t) {
            return -b * Math.cos(t);
        }

        /// Direction of travel with growing t, clockwise from the top.
        double tangent(double t) {
            return Math.atan2(b * Math.sin(t), a * Math.cos(t));
        }

        /// Parameter at each of many equal lengths between two parameters.
        double[] evenly(double from, double to) {
            double[] lengths = new double[STEPS + 1];
            for (int i = 1; i <= STEPS; i++) {
                double before = from + (to - from) * (i - 1) / STEPS;
                double here = from + (to - from) * i / STEPS;
                lengths[i] = lengths[i - 1] + Math.hypot(x(here) - x(before), y(here) - y(before));
            }
            double[] out = new double[STEPS + 1];
            int at = 0;
            for (int i = 0; i <= STEPS; i++) {
                double wanted = lengths[STEPS] * i / STEPS;
                while (at < STEPS && lengths[at + 1] < wanted) {
                    at++;
                }
                out[i] = from + (to - from) * at / STEPS;
            }
            return out;
        }

        double length(double from, double to) {
            double sum = 0;
            for (int i = 0; i < STEPS; i++) {
                double one = from + (to - from) * i / STEPS;
                double two = from + (to - from) * (i + 1) / STEPS;
                sum += Math.hypot(x(two) - x(one), y(two) - y(one));
            }
            return sum;
        }
    }

    /// Around the top, left to right, feet towards the middle.
    ///
    /// @param middle ellipse through the middles of the characters
    /// @param degrees how far around
    void overTop(String text, Ellipse middle, double degrees, double height, List<Shape> out) {
        double half = Math.toRadians(degrees) / 2;
        along(text, middle, middle.evenly(-half, half), height, false, out);
    }

    /// Around the bottom, left to right, heads towards the middle.
    void underBottom(String text, Ellipse middle, double degrees, double height, List<Shape> out) {
        double half = Math.toRadians(degrees) / 2;
        along(text, middle, middle.evenly(Math.PI + half, Math.PI - half), height, true, out);
    }

    private void along(
            String text,
            Ellipse middle,
            double[] parameters,
            double height,
            boolean headsInward,
            List<Shape> out) {
        List<Glyph> glyphs = glyphs(text);
        double total = advance(glyphs);
        double length = middle.length(parameters[0], parameters[STEPS]);
        double perUnit = length / total;
        double vertical = height / EM;
        double horizontal = Math.min(perUnit * FILL, vertical * MAX_ASPECT);
        double before = 0;
        for (Glyph it : glyphs) {
            double t = parameters[(int) Math.round(STEPS * (before + it.advance() / 2) / total)];
            before += it.advance();
            AffineTransform place = AffineTransform.getTranslateInstance(middle.x(t), middle.y(t));
            place.rotate(middle.tangent(t) + (headsInward ? Math.PI : 0));
            place.scale(horizontal, vertical);
            place.translate(-it.advance() / 2, midHeight());
            out.add(place.createTransformedShape(it.outline()));
        }
    }

    /// Half of what a Chinese character stands above its baseline, less what hangs below.
    private double midHeight() {
        Rectangle2D box = font.createGlyphVector(EXACT, "国").getVisualBounds();
        return -box.getCenterY();
    }

    /// On a line, its middle at a height; narrowed where it would be too wide.
    void line(String text, double y, double height, double maxWidth, List<Shape> out) {
        List<Glyph> glyphs = glyphs(text);
        double vertical = height / EM;
        double horizontal = Math.min(maxWidth / advance(glyphs), vertical * MAX_ASPECT);
        double x = -advance(glyphs) * horizontal / 2;
        for (Glyph it : glyphs) {
            AffineTransform place = AffineTransform.getTranslateInstance(x, y);
            place.scale(horizontal, vertical);
            place.translate(0, midHeight());
            out.add(place.createTransformedShape(it.outline()));
            x += it.advance() * horizontal;
        }
    }

    /// One character that fills a box.
    void fill(int character, Rectangle2D box, List<Shape> out) {
        Shape outline = glyphs(new String(Character.toChars(character))).get(0).outline();
        AffineTransform place =
                AffineTransform.getTranslateInstance(box.getCenterX(), box.getCenterY());
        place.scale(box.getWidth() / EM, box.getHeight() / EM);
        place.translate(-EM / 2, midHeight());
        out.add(place.createTransformedShape(outline));
    }
}
