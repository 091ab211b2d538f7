package cn.biaozhengtong.stamping.pdf;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Puts characters together that stand on one line, in the order of writing.
final class TextLines {
    /// How far apart, in heights of the line, what still reads as one word: `投 标 人` is set wide.
    private static final double MOST_GAP = 2.5;

    /// In columns of upright characters nothing but their nearness tells that they belong together.
    private static final double MOST_GAP_IN_COLUMN = 0.3;

    private TextLines() {}

    static List<List<Glyph>> of(List<Glyph> glyphs) {
        return of(glyphs, MOST_GAP);
    }

    /// What stands below each other, as some producers set vertical text: every character for
    /// itself in a font for horizontal writing.
    static List<List<Glyph>> columns(List<Glyph> glyphs) {
        List<Glyph> turned = new ArrayList<>();
        for (Glyph it : glyphs) {
            turned.add(
                    new Glyph(
                            it.text(),
                            it.box(),
                            Math.floorMod(it.angle() + 90, 360),
                            it.across(),
                            -it.along() - it.advance() / 2,
                            it.advance(),
                            it.advance()));
        }
        return of(turned, MOST_GAP_IN_COLUMN);
    }

    private static List<List<Glyph>> of(List<Glyph> glyphs, double mostGap) {
        Map<Integer, List<Glyph>> byAngle = new TreeMap<>();
        for (Glyph it : glyphs) {
            byAngle.computeIfAbsent(it.angle(), angle -> new ArrayList<>()).add(it);
        }
        List<List<Glyph>> out = new ArrayList<>();
        for (List<Glyph> direction : byAngle.values()) {
            direction.sort(Comparator.comparingDouble(Glyph::across));
            List<Glyph> line = new ArrayList<>();
            for (Glyph it : direction) {
                boolean same =
                        line.isEmpty()
                                || it.across() - line.get(line.size() - 1).across()
                                        < 0.3 * Math.min(it.size(), line.get(0).size());
                if (!same) {
                    split(line, mostGap, out);
                    line = new ArrayList<>();
                }
                line.add(it);
            }
            split(line, mostGap, out);
        }
        return out;
    }

    /// At wide gaps; what is drawn twice for boldness counts once.
    private static void split(List<Glyph> line, double mostGap, List<List<Glyph>> out) {
        line.sort(Comparator.comparingDouble(Glyph::along));
        List<Glyph> part = new ArrayList<>();
        for (Glyph it : line) {
            Glyph last = part.isEmpty() ? it : part.get(part.size() - 1);
            boolean again =
                    !part.isEmpty()
                            && it.text().equals(last.text())
                            && it.along() - last.along() < 0.3 * last.advance();
            if (again) {
                continue;
            }
            if (it.along() - last.along() - last.advance() > mostGap * last.size()) {
                out.add(part);
                part = new ArrayList<>();
            }
            part.add(it);
        }
        if (!part.isEmpty()) {
            out.add(part);
        }
    }
}
