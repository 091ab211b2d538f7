package cn.biaozhengtong.stamping.ofd.drawing;

import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.fontbox.cff.CFFFont;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.GlyfCompositeComp;
import org.apache.fontbox.ttf.GlyfCompositeDescript;
import org.apache.fontbox.ttf.GlyphData;
import org.apache.fontbox.ttf.OTFParser;
import org.apache.fontbox.ttf.OpenTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.jspecify.annotations.Nullable;

/// An embedded TrueType or OpenType font; parts of one will do, as producers leave tables out.
final class SfntFont implements PageFont {
    private static final int SYMBOLS = 0xf000;
    private static final int USUAL_EM = 1000;

    /// What a font of PostScript outlines begins with.
    private static final int OTTO = 0x4f54544f;

    /// More of a compound glyph are none.
    private static final int MOST_PARTS = 200;

    private final OpenTypeFont font;
    private final double em;
    private final @Nullable CmapLookup characters;
    private final Map<Integer, Outline> known = new HashMap<>();

    private SfntFont(OpenTypeFont font) throws IOException {
        this.font = font;
        int units = font.getUnitsPerEm();
        this.em = units > 0 ? units : USUAL_EM;
        this.characters = font.getUnicodeCmapLookup(false);
    }

    /// @throws IOException or whatever else a font makes a parser throw; also when it has outlines
    ///   of PostScript and does not say so, since others draw its other ones then
    static SfntFont read(byte[] content) throws IOException {
        OpenTypeFont font = new OTFParser(true).parse(new RandomAccessReadBuffer(content));
        if (font.isPostScript() && ByteBuffer.wrap(content).getInt() != OTTO) {
            throw new IOException("outlines of two kinds");
        }
        return new SfntFont(font);
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
        return Optional.of(known.computeIfAbsent(index, this::drawn));
    }

    private Outline drawn(int index) {
        try {
            if (index < 0 || index >= font.getNumberOfGlyphs()) {
                return Outline.UNREADABLE;
            }
            AffineTransform place = AffineTransform.getScaleInstance(1 / em, -1 / em);
            return Outline.of(
                    place.createTransformedShape(shape(index)), font.getAdvanceWidth(index) / em);
        } catch (IOException | RuntimeException | StackOverflowError e) {
            // Whatever a glyph makes its reader do.
            return Outline.UNREADABLE;
        }
    }

    private Shape shape(int index) throws IOException {
        if (font.isPostScript()) {
            CFFFont outlines = font.getCFF().getFont();
            return CharStrings.read(outlines, index).getPath();
        }
        GlyphData data = font.getGlyph().getGlyph(index);
        examine(data, MOST_PARTS);
        return data.getPath();
    }

    /// What fontbox cannot read of a compound glyph it leaves out without a word.
    ///
    /// @return how many parts may follow
    private int examine(@Nullable GlyphData data, int most) throws IOException {
        if (data == null || most == 0) {
            throw new IOException("part of a glyph");
        }
        int left = most - 1;
        if (data.getDescription() instanceof GlyfCompositeDescript compound) {
            for (GlyfCompositeComp it : compound.getComponents()) {
                left = examine(font.getGlyph().getGlyph(it.getGlyphIndex()), left);
            }
        }
        return left;
    }
}
