package cn.biaozhengtong.stamping.ofd.drawing;

import cn.biaozhengtong.stamping.RefusedException;
import cn.biaozhengtong.stamping.ofd.structure.Numbers;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.util.Optional;
import java.util.zip.ZipException;

/// Draws text (GB/T 33190 §11). Other than the standard says it is not cut to its boundary, since
/// other programs show it beyond.
final class TextArtist {
    private static final Shape MISSING = new Rectangle2D.Double(0.08, -0.8, 0.84, 0.88);

    /// Of what stands under a glyph, above and below of its base line, in ems.
    private static final double ASCENT = 0.88;

    private static final double NARROWEST = 0.1;

    private final Fonts fonts;

    TextArtist(Fonts fonts) {
        this.fonts = fonts;
    }

    /// How the glyphs of one text are drawn.
    ///
    /// @param direction of reading, in degrees
    /// @param em in millimetres, along the line
    /// @param fill absent: not
    /// @param line absent: none
    private record Look(
            Sheet sheet,
            Fonts.Chosen font,
            AffineTransform shape,
            int direction,
            double em,
            Optional<Ink> fill,
            Optional<Ink> line,
            BasicStroke stroke) {}

    void draw(Node object, Scope scope, double alpha) throws IOException, RefusedException {
        double size = object.number("Size", 0);
        if (!(size > 0) || object.number("HScale", 1) == 0) {
            throw new ZipException("text of no size");
        }
        Frame frame = Frame.of(object);
        Fonts.Chosen font = fonts.of(object, scope);
        try (Sheet origin = frame.opened(object, scope)) {
            try (Sheet sheet = origin.at(frame.matrix())) {
                Look look = look(object, scope, sheet, font, size, alpha);
                double x = 0;
                double y = 0;
                for (TextCodes.Code it : TextCodes.of(object, scope.budget())) {
                    x = it.node().number("X", x);
                    y = it.node().number("Y", y);
                    code(it, look, x, y);
                }
            }
        }
    }

    private static Look look(
            Node object, Scope scope, Sheet sheet, Fonts.Chosen font, double size, double alpha)
            throws ZipException {
        Style style = Style.of(object, scope.resources(), scope.inherited());
        Colours colours = new Colours(scope.resources());
        AffineTransform shape = new AffineTransform();
        shape.rotate(Math.toRadians(object.number("CharDirection", 0)));
        double em = size * object.number("HScale", 1);
        shape.scale(em, size);
        return new Look(
                sheet,
                font,
                shape,
                (int) object.number("ReadDirection", 0),
                em,
                object.flag("Fill", true)
                        ? Optional.of(ink(style, "FillColor", colours, alpha))
                        : Optional.empty(),
                object.flag("Stroke", false)
                        ? Optional.of(ink(style, "StrokeColor", colours, alpha))
                        : Optional.empty(),
                style.stroke(sheet.thinnest(), size * 100));
    }

    private static Ink ink(Style style, String name, Colours colours, double alpha)
            throws ZipException {
        Optional<Node> colour = style.colour(name);
        return colour.isPresent()
                ? colours.ink(colour.get(), alpha)
                : Ink.of(Ink.faded(Color.BLACK, alpha));
    }

    /// Without deltas the next stands where this one ends.
    private static void code(TextCodes.Code code, Look look, double fromX, double fromY)
            throws RefusedException, ZipException {
        int count = code.signs().size();
        double[] right = Numbers.deltas(code.node().attribute("DeltaX").orElse(""), count);
        double[] down = Numbers.deltas(code.node().attribute("DeltaY").orElse(""), count);
        boolean given = right.length + down.length > 0;
        double x = fromX;
        double y = fromY;
        for (int i = 0; i < count; i++) {
            TextCodes.Sign sign = code.signs().get(i);
            double place = i + 1 < count ? step(right, i) / look.em() : 0;
            double advance = glyph(sign, look, x, y, place);
            x = Node.sane(x + (given ? step(right, i) : along(look, advance, 0)));
            y = Node.sane(y + (given ? step(down, i) : along(look, advance, 90)));
        }
    }

    /// Where fewer are given than there are characters, the last holds on.
    private static double step(double[] deltas, int index) {
        return deltas.length == 0 ? 0 : deltas[Math.min(index, deltas.length - 1)];
    }

    private static double along(Look look, double advance, int axis) {
        double step = look.em() * advance;
        return look.direction() == axis ? step : look.direction() == axis + 180 ? -step : 0;
    }

    private static boolean isLetter(int codePoint) {
        return codePoint < 0x2000;
    }

    /// Letters of another font than was meant are made narrow where they would cover each other.
    private static double squeezed(double advance, double room) {
        boolean wide = room > 0 && room < advance;
        return wide ? Math.max(0.5, room / advance) : 1;
    }

    /// @param room that it has to the right, in ems; 0 when that is not said
    /// @return how far the next one is, in ems
    private static double glyph(TextCodes.Sign sign, Look look, double x, double y, double room)
            throws RefusedException {
        Optional<PageFont.Outline> outline = look.font().outline(sign.codePoint(), sign.glyph());
        AffineTransform place = AffineTransform.getTranslateInstance(x, y);
        place.concatenate(look.shape());
        if (outline.isEmpty() || outline.get().shape().isEmpty()) {
            look.sheet().hatch(place.createTransformedShape(MISSING));
            return outline.map(PageFont.Outline::advance).orElse(1.0);
        }
        double advance = outline.get().advance();
        if (look.font().broken()) {
            look.sheet().hatch(place.createTransformedShape(box(advance)));
        }
        if (look.font().embedded().isEmpty() && isLetter(sign.codePoint())) {
            place.scale(squeezed(advance, room), 1);
        }
        Shape shape = place.createTransformedShape(outline.get().shape().get());
        if (look.fill().isPresent()) {
            look.sheet().fill(shape, look.fill().get());
        }
        if (look.line().isPresent()) {
            look.sheet().draw(shape, look.stroke(), look.line().get());
        }
        return advance;
    }

    private static Shape box(double advance) {
        return new Rectangle2D.Double(0, -ASCENT, Math.max(NARROWEST, advance), 1);
    }
}
