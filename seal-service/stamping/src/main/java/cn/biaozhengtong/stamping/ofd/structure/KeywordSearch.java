package cn.biaozhengtong.stamping.ofd.structure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Finds a word among characters as they are seen: over runs and objects, as they were written or
/// as they stand in lines; blanks do not count.
public final class KeywordSearch {
    /// How far the next character of a word may be, in its own size.
    private static final double NEAR = 2.2;

    /// More are no places for seals.
    private static final int MAX_FOUND = 1000;

    private final int[] word;

    public KeywordSearch(String keyword) {
        this.word = keyword.codePoints().filter(it -> !isBlank(it)).toArray();
    }

    private static boolean isBlank(int codePoint) {
        return Character.isWhitespace(codePoint)
                || Character.isSpaceChar(codePoint)
                || codePoint == 0xfeff
                || codePoint == 0x200b;
    }

    /// @return where it stands, from top to bottom and from left to right, each once
    public List<Area> in(List<Glyph> glyphs) {
        List<Glyph> written = glyphs.stream().filter(it -> !isBlank(it.codePoint())).toList();
        List<Area> out = new ArrayList<>();
        find(written, out);
        find(inLines(written), out);
        out.sort(
                Comparator.comparingLong((Area it) -> Math.round(it.top()))
                        .thenComparing(Area::left));
        return out;
    }

    private static List<Glyph> inLines(List<Glyph> glyphs) {
        List<Glyph> out = new ArrayList<>(glyphs);
        out.sort(Comparator.comparingDouble(Glyph::y));
        List<Glyph> sorted = new ArrayList<>(out.size());
        int from = 0;
        for (int i = 1; i <= out.size(); i++) {
            boolean ends =
                    i == out.size()
                            || out.get(i).y() - out.get(from).y() > out.get(from).size() / 2;
            if (ends) {
                List<Glyph> line = new ArrayList<>(out.subList(from, i));
                line.sort(Comparator.comparingDouble(Glyph::x));
                sorted.addAll(line);
                from = i;
            }
        }
        return sorted;
    }

    private void find(List<Glyph> glyphs, List<Area> out) {
        if (word.length == 0) {
            return;
        }
        int at = 0;
        while (at + word.length <= glyphs.size() && out.size() < MAX_FOUND) {
            List<Glyph> piece = glyphs.subList(at, at + word.length);
            if (matches(piece)) {
                add(around(piece), out);
                at += word.length;
            } else {
                at++;
            }
        }
    }

    private boolean matches(List<Glyph> piece) {
        for (int i = 0; i < word.length; i++) {
            Glyph here = piece.get(i);
            if (here.codePoint() != word[i] || i > 0 && !near(piece.get(i - 1), here)) {
                return false;
            }
        }
        return true;
    }

    private static boolean near(Glyph one, Glyph other) {
        double apart = Math.hypot(one.x() - other.x(), one.y() - other.y());
        return apart <= NEAR * Math.max(one.size(), other.size());
    }

    private static Area around(List<Glyph> piece) {
        Area out = piece.get(0).area();
        for (Glyph it : piece) {
            Area next = it.area();
            double left = Math.min(out.left(), next.left());
            double top = Math.min(out.top(), next.top());
            double right = Math.max(out.right(), next.right());
            double bottom = Math.max(out.bottom(), next.bottom());
            out = new Area(left, top, right - left, bottom - top);
        }
        return out;
    }

    /// A word drawn twice for a shadow or found in both ways is one.
    private static void add(Area found, List<Area> out) {
        double hair = Math.min(found.width(), found.height()) / 3;
        boolean known =
                out.stream()
                        .anyMatch(it ->
                                Math.abs(it.left() - found.left()) < hair
                                        && Math.abs(it.top() - found.top()) < hair);
        if (!known) {
            out.add(found);
        }
    }
}
