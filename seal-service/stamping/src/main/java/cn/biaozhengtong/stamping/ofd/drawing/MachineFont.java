package cn.biaozhengtong.stamping.ofd.drawing;

import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.font.FontRenderContext;
import java.awt.font.GlyphVector;
import java.awt.geom.AffineTransform;
import java.io.File;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// A font of this machine in the place of one that a document names and does not bring along:
/// Debian's fonts-noto-cjk, and what else is installed for what they lack.
final class MachineFont implements PageFont {
    private static final float EM = 256;
    private static final FontRenderContext EXACT = new FontRenderContext(null, true, true);
    private static final String NOTO = "/usr/share/fonts/opentype/noto/Noto";
    private static final String LETTERS = "/usr/share/fonts/truetype/liberation/LiberationMono";
    private static final Map<String, Optional<Font>> FILES = new ConcurrentHashMap<>();
    private static final double SLANT = -0.2;

    private final List<Font> fonts;
    private final Font any;
    private final AffineTransform place;
    private final Map<Integer, Optional<Outline>> known = new HashMap<>();

    private MachineFont(List<Font> fonts, Font any, boolean slanted) {
        this.fonts = fonts;
        this.any = any.deriveFont(EM);
        this.place = new AffineTransform(1, 0, slanted ? SLANT : 0, 1, 0, 0);
        place.scale(1 / EM, 1 / EM);
    }

    /// Kinds of type.
    enum Kind {
        serif("SerifCJK", Font.SERIF),
        sans("SansCJK", Font.SANS_SERIF),
        mono("SansCJK", Font.MONOSPACED);

        private final String noto;
        private final String any;

        Kind(String noto, String any) {
            this.noto = noto;
            this.any = any;
        }

        /// By the name of a font.
        static Kind of(String name) {
            String plain = name.toLowerCase(java.util.Locale.ROOT);
            if (contains(plain, "courier", "mono", "consol", "等宽")) {
                return mono;
            }
            boolean bare =
                    contains(plain, "黑", "hei", "gothic", "sans", "arial", "helvetica", "等线")
                            || contains(
                                    plain, "圆", "幼", "calibri", "verdana", "tahoma", "dengxian");
            return bare ? sans : serif;
        }

        private static boolean contains(String name, String... words) {
            return Stream.of(words).anyMatch(name::contains);
        }
    }

    static MachineFont of(Kind kind, boolean bold, boolean slanted) {
        String style = bold ? "-Bold" : "-Regular";
        Stream<Font> chinese = file(NOTO + kind.noto + style + ".ttc").stream();
        // Letters of one width come first where a document asks for them.
        Stream<Font> all =
                kind == Kind.mono
                        ? Stream.concat(file(LETTERS + style + ".ttf").stream(), chinese)
                        : chinese;
        return new MachineFont(
                all.toList(), new Font(kind.any, bold ? Font.BOLD : Font.PLAIN, 1), slanted);
    }

    /// Of a collection, its simplified Chinese member.
    private static Optional<Font> file(String name) {
        return FILES.computeIfAbsent(
                name,
                it -> {
                    try {
                        return Stream.of(Font.createFonts(new File(it)))
                                .filter(font -> !it.endsWith("c") || isChinese(font))
                                .findFirst()
                                .map(font -> font.deriveFont(EM));
                    } catch (IOException | FontFormatException e) {
                        return Optional.empty();
                    }
                });
    }

    private static boolean isChinese(Font font) {
        return font.getFontName().contains(" SC");
    }

    @Override
    public Optional<Outline> character(int codePoint) {
        return known.computeIfAbsent(codePoint, this::drawn);
    }

    private Optional<Outline> drawn(int codePoint) {
        switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR -> {
                return Optional.of(Outline.blank(0));
            }
            case Character.SPACE_SEPARATOR -> {
                return Optional.of(Outline.blank(codePoint == 0x3000 ? 1 : 0.5));
            }
            default -> {}
        }
        // The last one is of all that are installed, and slow to be asked.
        return Stream.concat(fonts.stream(), Stream.of(any))
                .filter(it -> it.canDisplay(codePoint))
                .findFirst()
                .map(it -> it.createGlyphVector(EXACT, Character.toString(codePoint)))
                .map(this::outline);
    }

    private Outline outline(GlyphVector vector) {
        return Outline.of(
                place.createTransformedShape(vector.getOutline()),
                vector.getGlyphPosition(vector.getNumGlyphs()).getX() / EM);
    }

    /// Numbers of another font say nothing here.
    @Override
    public Optional<Outline> glyph(int index) {
        return Optional.empty();
    }
}
