package cn.biaozhengtong.crypto.seal;

import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.font.GlyphVector;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// A font whose outlines go into the pictures; nobody who shows a picture needs the font. Where it
/// lacks a character, the ones behind it are asked in their order.
public final class SealFont {
    /// Where Debian's fonts-noto-cjk (SIL Open Font License) puts the one we draw names with.
    public static final Path NOTO = Path.of("/usr/share/fonts/opentype/noto/NotoSerifCJK-Bold.ttc");

    /// Outlines are given for this many units to an em.
    static final double EM = 100;

    private static final FontRenderContext EXACT = new FontRenderContext(null, true, true);

    /// What has no outline of its own, or none that stands alone.
    private static final Set<Integer> NEVER_DRAWN =
            Set.of(
                    (int) Character.CONTROL,
                    (int) Character.FORMAT,
                    (int) Character.SURROGATE,
                    (int) Character.PRIVATE_USE,
                    (int) Character.UNASSIGNED,
                    (int) Character.NON_SPACING_MARK,
                    (int) Character.ENCLOSING_MARK);

    /// Punctuation in a full width is set no wider than this much around its ink.
    private static final double NARROW = 0.5 * EM;

    private static final double BEARING = 0.1 * EM;

    private final List<Font> fonts;

    private SealFont(List<Font> fonts) {
        this.fonts = fonts;
    }

    /// From a TrueType or OpenType file; of a collection, its simplified Chinese member.
    ///
    /// @throws IOException when it cannot be read, or is no font
    public static SealFont load(Path file) throws IOException {
        if (!Files.isReadable(file)) {
            throw new IOException(
                    file + " cannot be read; install the package fonts-noto-cjk, or name a font");
        }
        try {
            Font[] found = Font.createFonts(file.toFile());
            Font one =
                    Stream.of(found)
                            .max(Comparator.comparing(it -> it.getFontName().contains(" SC")))
                            .orElseThrow(() -> new IOException(file + " has no font"));
            return new SealFont(List.of(one.deriveFont((float) EM)));
        } catch (FontFormatException e) {
            throw new IOException(file + " is no font", e);
        }
    }

    /// This one, and the other for what it lacks.
    public SealFont or(SealFont other) {
        return new SealFont(Stream.concat(fonts.stream(), other.fonts.stream()).toList());
    }

    /// Characters of a text that would not be drawn whole, each once, as strings.
    public List<String> missing(String text) {
        return text.codePoints()
                .filter(it -> !shows(it))
                .distinct()
                .mapToObj(Character::toString)
                .toList();
    }

    private boolean shows(int character) {
        return isSpace(character)
                || !NEVER_DRAWN.contains(Character.getType(character))
                        && fonts.stream().anyMatch(it -> shows(it, character));
    }

    private static boolean isSpace(int character) {
        return Character.getType(character) == Character.SPACE_SEPARATOR;
    }

    private static boolean shows(Font font, int character) {
        return font.canDisplay(character)
                && !vector(font, character).getOutline().getBounds2D().isEmpty();
    }

    private static GlyphVector vector(Font font, int character) {
        return font.createGlyphVector(EXACT, Character.toString(character));
    }

    /// One character: outline with its left edge at 0 and the middle of the line at 0, in parts of
    /// [#EM].
    ///
    /// @param advance the place that it takes on the line
    record Glyph(Shape outline, double advance) {
        Rectangle2D ink() {
            return outline.getBounds2D();
        }
    }

    Glyph glyph(int character) {
        Font font =
                fonts.stream().filter(it -> shows(it, character)).findFirst().orElse(fonts.get(0));
        GlyphVector vector = vector(font, character);
        double advance = vector.getGlyphMetrics(0).getAdvanceX();
        Shape outline = vector.getOutline();
        double left = 0;
        Rectangle2D ink = outline.getBounds2D();
        if (!ink.isEmpty() && advance > 0.9 * EM && ink.getWidth() < NARROW) {
            left = BEARING - ink.getX();
            advance = ink.getWidth() + 2 * BEARING;
        }
        AffineTransform place = AffineTransform.getTranslateInstance(left, -middle(font));
        return new Glyph(place.createTransformedShape(outline), advance);
    }

    /// Half of what a Chinese character, or else a figure, stands above its baseline.
    private static double middle(Font font) {
        return vector(font, font.canDisplay('国') ? '国' : '0').getVisualBounds().getCenterY();
    }

    /// How tall a figure stands.
    double figureHeight() {
        return vector(fonts.get(0), '0').getVisualBounds().getHeight();
    }
}
