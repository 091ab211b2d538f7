package cn.biaozhengtong.stamping.ofd.drawing;

import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.fontbox.cff.CFFFont;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.GlyphData;
import org.apache.fontbox.ttf.OTFParser;
import org.apache.fontbox.ttf.OpenTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.jspecify.annotations.Nullable;

/// An embedded TrueType or OpenType font; parts of one will do, as producers leave tables out.
final class SfntFont implements PageFont {
    private static final int SYMBOLS = 0xf000;
    private static final int USUAL_EM = 1000;

    private final OpenTypeFont font;
    private final double em;
    private final @Nullable CmapLookup characters;
    private final Map<Integer, Optional<Outline>> known = new HashMap<>();

    private SfntFont(OpenTypeFont font) throws IOException {
        this.font = font;
        int units = font.getUnitsPerEm();
        this.em = units > 0 ? units : USUAL_EM;
        this.characters = font.getUnicodeCmapLookup(false);
    }

    /// @throws IOException or whatever else a font makes a parser throw
    static SfntFont read(byte[] content) throws IOException {
        return new SfntFont(new OTFParser(true).parse(new RandomAccessReadBuffer(content)));
    }

    @Override
    public Optional<Outline> character(int codePoint) {
        CmapLookup lookup = characters;
        if (lookup == null) {
            return Optional.empty();
        }
        int index = lookup.getGlyphId(codePoint);
        if (index == 0 && codePoint < 0x100) {
            index = lookup.getGlyphId(SYMBOLS + codePoint);
        }
        return index == 0 ? Optional.empty() : glyph(index);
    }

    @Override
    public Optional<Outline> glyph(int index) {
        return known.computeIfAbsent(index, this::drawn);
    }

    private Optional<Outline> drawn(int index) {
        try {
            if (index < 0 || index >= font.getNumberOfGlyphs()) {
                return Optional.empty();
            }
            AffineTransform place = AffineTransform.getScaleInstance(1 / em, -1 / em);
            return Optional.of(
                    new Outline(
                            place.createTransformedShape(shape(index)),
                            font.getAdvanceWidth(index) / em));
        } catch (IOException | RuntimeException | StackOverflowError e) {
            // Whatever a glyph makes its reader do.
            return Optional.empty();
        }
    }

    private Shape shape(int index) throws IOException {
        if (font.isPostScript()) {
            CFFFont outlines = font.getCFF().getFont();
            return CffFont.charString(outlines, index).getPath();
        }
        GlyphData data = font.getGlyph().getGlyph(index);
        return data == null ? Outline.blank(0).shape() : data.getPath();
    }
}
