package cn.biaozhengtong.crypto.seal;

import java.awt.Font;
import java.awt.FontFormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// A font with Chinese glyphs, whose outlines go into the pictures; nobody who shows a picture
/// needs the font.
public final class SealFont {
    /// Where Debian's fonts-noto-cjk (SIL Open Font License) puts the one we draw with.
    public static final Path NOTO = Path.of("/usr/share/fonts/opentype/noto/NotoSerifCJK-Bold.ttc");

    private final Font font;

    private SealFont(Font font) {
        this.font = font;
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
            return new SealFont(
                    Stream.of(found)
                            .max(Comparator.comparing(it -> it.getFontName().contains(" SC")))
                            .orElseThrow(() -> new IOException(file + " has no font")));
        } catch (FontFormatException e) {
            throw new IOException(file + " is no font", e);
        }
    }

    /// Whether every character of the texts has a glyph.
    boolean shows(List<String> texts) {
        return texts.stream().allMatch(it -> font.canDisplayUpTo(it) < 0);
    }

    Font font() {
        return font;
    }
}
