package cn.biaozhengtong.crypto.seal;

import static cn.biaozhengtong.crypto.seal.SealFont.EM;

import cn.biaozhengtong.crypto.seal.Ellipse.Arc;
import cn.biaozhengtong.crypto.seal.SealFont.Glyph;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.util.List;

/// Sets text along ellipses and on lines, as outlines; sizes in millimetres.
///
/// @param height of an em
/// @param widest how wide an em may be at most
record SealText(SealFont font, Mark.Part part, double height, double widest) {
    /// Chinese glyphs stand a little taller than wide on seals.
    private static final double ASPECT = 0.86;

    /// The least part of a step that stays free between two boxes.
    private static final double FREE = 0.04;

    static SealText of(SealFont font, Mark.Part part, double height) {
        return new SealText(font, part, height, height * ASPECT);
    }

    private List<Glyph> glyphs(String text) {
        return text.codePoints().mapToObj(font::glyph).toList();
    }

    private static double advance(List<Glyph> glyphs) {
        return glyphs.stream().mapToDouble(Glyph::advance).sum();
    }

    /// Around the top, left to right, feet towards the middle, its ink from end to end.
    ///
    /// @param middle ellipse through the middles of the characters
    /// @param degrees how far around
    void overTop(String text, Ellipse middle, double degrees, List<Mark> out) {
        along(text, middle, middle.arc(middle.at(-degrees / 2), middle.at(degrees / 2)), out);
    }

    /// Around the bottom, left to right, heads towards the middle.
    void underBottom(String text, Ellipse middle, double degrees, List<Mark> out) {
        double end = middle.at(180 - degrees / 2);
        along(text, middle, middle.arc(2 * Math.PI - end, end), out);
    }

    private void along(String text, Ellipse middle, Arc arc, List<Mark> out) {
        List<Glyph> glyphs = glyphs(text);
        double wide = horizontal(glyphs, arc);
        double gap = glyphs.size() < 2 ? 0 : gap(glyphs, arc, wide);
        boolean heads = arc.after(arc.length()) < arc.after(0);
        double at = glyphs.size() < 2 ? (arc.length() - advance(glyphs) * wide) / 2 : 0;
        for (int i = 0; i < glyphs.size(); i++) {
            Glyph it = glyphs.get(i);
            double t = arc.after(at + it.advance() * wide / 2);
            AffineTransform place = AffineTransform.getTranslateInstance(middle.x(t), middle.y(t));
            place.rotate(middle.tangent(t) + (heads ? Math.PI : 0));
            place.scale(wide, height / EM);
            place.translate(-it.advance() / 2, 0);
            add(it, place, out);
            if (i + 1 < glyphs.size()) {
                at += it.advance() * wide + gap * between(it, glyphs.get(i + 1)) * wide;
            }
        }
    }

    /// So narrow that the feet of neighbours, which the curve brings together, stay apart.
    private double horizontal(List<Glyph> glyphs, Arc arc) {
        double together = 1 - height / 2 / arc.sharpest();
        double gap = 1 / (together * (1 - FREE)) - 1;
        return Math.min(widest / EM, arc.length() / (advance(glyphs) + gap * between(glyphs)));
    }

    /// What is left of the length, in parts of a step.
    private static double gap(List<Glyph> glyphs, Arc arc, double wide) {
        return (arc.length() / wide - advance(glyphs)) / between(glyphs);
    }

    private static double between(Glyph one, Glyph two) {
        return (one.advance() + two.advance()) / 2;
    }

    private static double between(List<Glyph> glyphs) {
        double out = 0;
        for (int i = 0; i + 1 < glyphs.size(); i++) {
            out += between(glyphs.get(i), glyphs.get(i + 1));
        }
        return out;
    }

    /// On a line, its middle at a height; narrowed where it would be too wide.
    void line(String text, double y, double maxWidth, List<Mark> out) {
        List<Glyph> glyphs = glyphs(text);
        double wide = Math.min(maxWidth / advance(glyphs), widest / EM);
        double x = -advance(glyphs) * wide / 2;
        for (Glyph it : glyphs) {
            AffineTransform place = AffineTransform.getTranslateInstance(x, y);
            place.scale(wide, height / EM);
            add(it, place, out);
            x += it.advance() * wide;
        }
    }

    /// One character in the middle of a box, its em as wide and high as said.
    void fill(int character, Rectangle2D box, List<Mark> out) {
        Glyph glyph = font.glyph(character);
        AffineTransform place =
                AffineTransform.getTranslateInstance(box.getCenterX(), box.getCenterY());
        place.scale(widest / EM, height / EM);
        place.translate(-glyph.advance() / 2, 0);
        add(glyph, place, out);
    }

    /// How wide a text is for each millimetre of its em's width.
    double wideness(String text) {
        return advance(glyphs(text)) / EM;
    }

    private void add(Glyph glyph, AffineTransform place, List<Mark> out) {
        if (!glyph.ink().isEmpty()) {
            out.add(Mark.glyph(part, glyph, place));
        }
    }
}
