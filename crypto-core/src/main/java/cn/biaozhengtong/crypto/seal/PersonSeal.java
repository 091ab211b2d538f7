package cn.biaozhengtong.crypto.seal;

import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/// The square of a person: Chinese names in columns from the right, each read downwards, others in
/// lines.
final class PersonSeal {
    /// A middle dot needs less of a column than a character.
    private static final double DOT = 0.45;

    private static final int MAX_COLUMNS = 5;
    private static final int MAX_LINES = 5;
    private static final double LATIN_ASPECT = 0.8;

    private final SealFont font;
    private final double inner;

    /// @param inner half the width that may be filled, in millimetres
    PersonSeal(SealFont font, double inner) {
        this.font = font;
        this.inner = inner;
    }

    void draw(String name, List<Mark> out) {
        String stripped = name.strip();
        if (SealDesign.isChinese(stripped)) {
            columns(completed(stripped), out);
        } else {
            lines(stripped, out);
        }
    }

    /// Names that would leave the square empty are completed, as seal cutters do.
    private static String completed(String name) {
        return switch (name.codePointCount(0, name.length())) {
            case 1, 2 -> name + "之印";
            case 3 -> name + "印";
            default -> name;
        };
    }

    private static boolean isDot(int character) {
        return "·•・‧∙".indexOf(character) >= 0;
    }

    private static double weight(List<Integer> column) {
        return column.stream().mapToDouble(it -> isDot(it) ? DOT : 1).sum();
    }

    private void columns(String name, List<Mark> out) {
        List<Integer> characters =
                name.codePoints().filter(it -> !Character.isSpaceChar(it)).boxed().toList();
        List<List<Integer>> best = List.of(characters);
        for (int count = 2; count <= Math.min(MAX_COLUMNS, characters.size()); count++) {
            List<List<Integer>> columns = split(characters, count);
            best = strain(columns) < strain(best) ? columns : best;
        }
        double wide = 2 * inner / best.size();
        for (int i = 0; i < best.size(); i++) {
            column(best.get(i), inner - wide * (i + 1), wide, out);
        }
    }

    /// How far characters are from square, at worst.
    private static double strain(List<List<Integer>> columns) {
        double out = 0;
        for (List<Integer> it : columns) {
            out = Math.max(out, Math.abs(Math.log(columns.size() / weight(it))));
        }
        return out;
    }

    /// Into so many columns that the longest is as short as can be; a dot ends a column and begins
    /// none.
    private static List<List<Integer>> split(List<Integer> characters, int count) {
        if (count == 1) {
            return List.of(characters);
        }
        List<List<Integer>> best = List.of();
        double longest = Double.MAX_VALUE;
        for (int end = 1; end <= characters.size() - count + 1; end++) {
            boolean dot = end < characters.size() && isDot(characters.get(end));
            List<Integer> first = characters.subList(0, end);
            if (dot || weight(first) >= longest) {
                continue;
            }
            List<List<Integer>> rest = split(characters.subList(end, characters.size()), count - 1);
            double here =
                    Math.max(
                            weight(first),
                            rest.stream().mapToDouble(PersonSeal::weight).max().orElse(longest));
            if (here < longest) {
                longest = here;
                best = new ArrayList<>(List.of(first));
                best.addAll(rest);
            }
        }
        return best.isEmpty() ? List.of(characters) : best;
    }

    private void column(List<Integer> characters, double x, double wide, List<Mark> out) {
        double one = 2 * inner / weight(characters);
        double y = -inner;
        for (int it : characters) {
            double high = isDot(it) ? one * DOT : one;
            double em = isDot(it) ? Math.min(one, wide) : wide;
            double tall = isDot(it) ? em : one;
            new SealText(font, Mark.Part.name, tall, em)
                    .fill(it, new Rectangle2D.Double(x, y, wide, high), out);
            y += high;
        }
    }

    /// By words, in as many lines as make the letters largest.
    private void lines(String name, List<Mark> out) {
        List<String> words = List.of(name.split("[\\s\\u3000]+"));
        List<String> best = List.of(String.join(" ", words));
        for (int count = 2; count <= Math.min(MAX_LINES, words.size()); count++) {
            List<String> lines = wrapped(words, count);
            best = letter(lines) > letter(best) ? lines : best;
        }
        double em = letter(best);
        double high = 2 * inner / best.size();
        double tall = Math.min(0.9 * high, em / LATIN_ASPECT * 1.6);
        SealText text = new SealText(font, Mark.Part.name, tall, em);
        for (int i = 0; i < best.size(); i++) {
            text.line(best.get(i), -inner + high * (i + 0.5), 2 * inner, out);
        }
    }

    /// The width of an em at which all lines fit.
    private double letter(List<String> lines) {
        SealText unit = new SealText(font, Mark.Part.name, 1, 1);
        double widest = lines.stream().mapToDouble(unit::wideness).max().orElse(1);
        return Math.min(2 * inner / widest, 2 * inner / lines.size() * LATIN_ASPECT);
    }

    private List<String> wrapped(List<String> words, int count) {
        double share = (double) String.join(" ", words).length() / count;
        List<String> out = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        double done = 0;
        for (int i = 0; i < words.size(); i++) {
            line.append(line.length() == 0 ? "" : " ").append(words.get(i));
            boolean full = done + line.length() >= share * (out.size() + 1) - share / 4;
            boolean needed = words.size() - i - 1 <= count - out.size() - 1;
            if (out.size() < count - 1 && (full || needed)) {
                done += line.length() + 1;
                out.add(line.toString());
                line.setLength(0);
            }
        }
        if (line.length() > 0) {
            out.add(line.toString());
        }
        return out;
    }
}
