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

    private TextLines() {}

    static List<List<Glyph>> of(List<Glyph> glyphs) {
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
                    split(line, out);
                    line = new ArrayList<>();
                }
                line.add(it);
            }
            split(line, out);
        }
        return out;
    }

    /// At wide gaps; what is drawn twice for boldness counts once.
    private static void split(List<Glyph> line, List<List<Glyph>> out) {
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
            if (it.along() - last.along() - last.advance() > MOST_GAP * last.size()) {
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
