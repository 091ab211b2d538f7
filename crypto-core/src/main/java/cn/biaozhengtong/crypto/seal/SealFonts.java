package cn.biaozhengtong.crypto.seal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The fonts of a seal.
///
/// @param names Song of weight, for names and purposes
/// @param light for invoice seals, whose rules want 仿宋: strokes of one thickness, set narrow
/// @param figures for numbers and codes; the rules want Arial
public record SealFonts(SealFont names, SealFont light, SealFont figures) {
    private static final Path NOTO = Path.of("/usr/share/fonts/opentype/noto");
    private static final Path LIBERATION =
            Path.of("/usr/share/fonts/truetype/liberation/LiberationSans-Regular.ttf");

    /// Every character of the planes 0 and 2, where somebody installed fonts-hanazono.
    private static final Path HANAZONO = Path.of("/usr/share/fonts/truetype/hanazono");

    /// Debian's fonts-noto-cjk, and fonts-liberation, whose Sans has Arial's measures; where that
    /// is missing, figures are Noto's.
    ///
    /// @throws IOException names the package that must be installed
    public static SealFonts installed() throws IOException {
        List<Path> behind =
                Stream.of(
                                HANAZONO.resolve("HanaMinA.ttf"),
                                HANAZONO.resolve("HanaMinB.ttf"),
                                NOTO.resolve("NotoSansCJK-Bold.ttc"))
                        .filter(Files::isReadable)
                        .toList();
        List<SealFont> rare = new ArrayList<>();
        for (Path it : behind) {
            rare.add(SealFont.load(it));
        }
        SealFont names = with(SealFont.load(SealFont.NOTO), rare);
        SealFont light = with(SealFont.load(NOTO.resolve("NotoSerifCJK-Regular.ttc")), rare);
        SealFont figures =
                Files.isReadable(LIBERATION)
                        ? SealFont.load(LIBERATION)
                        : SealFont.load(NOTO.resolve("NotoSansCJK-Regular.ttc"));
        return new SealFonts(names, light, figures);
    }

    private static SealFont with(SealFont first, List<SealFont> behind) {
        SealFont out = first;
        for (SealFont it : behind) {
            out = out.or(it);
        }
        return out;
    }
}
