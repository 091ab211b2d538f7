package cn.biaozhengtong.stamping.ofd.drawing;

import java.awt.geom.AffineTransform;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.fontbox.cff.CFFCIDFont;
import org.apache.fontbox.cff.CFFFont;
import org.apache.fontbox.cff.CFFParser;
import org.apache.fontbox.cff.CFFType1Font;
import org.apache.fontbox.cff.Type2CharString;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.font.encoding.GlyphList;

/// An embedded font of bare outlines (CFF). Its glyphs have numbers; names of characters only where
/// it is no CID font.
final class CffFont implements PageFont {
    private static final double USUAL = 0.001;

    private final CFFFont font;
    private final double unit;
    private final Map<Integer, Outline> known = new HashMap<>();

    private CffFont(CFFFont font) {
        this.font = font;
        List<Number> matrix = font.getFontMatrix();
        double first = matrix == null || matrix.isEmpty() ? USUAL : matrix.get(0).doubleValue();
        // Others say how it is slanted and moved, which no reader of OFD follows.
        this.unit = first > USUAL / 100 && first < 1 ? first : USUAL;
    }

    /// @throws IOException or whatever else a font makes a parser throw
    static CffFont read(byte[] content) throws IOException {
        return new CffFont(new CFFParser().parse(new RandomAccessReadBuffer(content)).get(0));
    }

    @Override
    public Optional<Outline> character(int codePoint) {
        if (!(font instanceof CFFType1Font named)) {
            return Optional.empty();
        }
        String name = GlyphList.getAdobeGlyphList().codePointToName(codePoint);
        return named.hasGlyph(name) ? glyph(named.nameToGID(name)) : Optional.empty();
    }

    @Override
    public Optional<Outline> glyph(int index) {
        return Optional.of(known.computeIfAbsent(index, this::drawn));
    }

    private Outline drawn(int number) {
        try {
            int index = number;
            if (index >= font.getNumCharStrings() && font instanceof CFFCIDFont) {
                // As some write who made the document out of a PDF.
                index = font.getCharset().getGIDForCID(number);
            }
            if (index < 0 || index >= font.getNumCharStrings() || index == 0 && number != 0) {
                return Outline.UNREADABLE;
            }
            Type2CharString outline = CharStrings.read(font, index);
            AffineTransform place = AffineTransform.getScaleInstance(unit, -unit);
            return Outline.of(
                    place.createTransformedShape(outline.getPath()), outline.getWidth() * unit);
        } catch (IOException | RuntimeException | StackOverflowError e) {
            // Whatever a glyph makes its reader do.
            return Outline.UNREADABLE;
        }
    }
}
