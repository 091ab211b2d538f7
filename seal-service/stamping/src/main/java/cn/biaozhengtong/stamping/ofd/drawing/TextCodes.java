package cn.biaozhengtong.stamping.ofd.drawing;

import cn.biaozhengtong.stamping.RefusedException;
import cn.biaozhengtong.stamping.ofd.structure.Numbers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipException;

/// What a text shows, code by code (GB/T 33190 §11.3 and §11.4): characters, or glyphs that stand
/// for them by a CGTransform. Positions of transforms count in the code that follows them; where
/// later codes have none before them, on from the first.
final class TextCodes {
    private static final int BY_CHARACTER = -1;
    private static final int MOST_GLYPHS = 200_000;

    private final Budget budget;
    private final List<Code> codes = new ArrayList<>();

    private TextCodes(Budget budget) {
        this.budget = budget;
    }

    /// @param glyph in its font; below 0: as the character says
    record Sign(int codePoint, int glyph) {}

    /// @param node as it is written
    record Code(Node node, List<Sign> signs) {}

    static List<Code> of(Node text, Budget budget) throws RefusedException, ZipException {
        TextCodes out = new TextCodes(budget);
        boolean single = text.children("TextCode").size() == 1;
        Map<Integer, Node> first = new HashMap<>();
        Map<Integer, Node> own = new HashMap<>();
        if (single) {
            for (Node it : text.children("CGTransform")) {
                put(first, it);
            }
        }
        int passed = 0;
        for (Node it : text.children()) {
            if (it.name().equals("CGTransform") && !single) {
                put(own, it);
            } else if (it.name().equals("TextCode")) {
                String plain = plain(it.text());
                boolean local = !own.isEmpty();
                out.add(it, plain, local ? own : first, local ? 0 : passed);
                first = passed == 0 && local ? own : first;
                own = new HashMap<>();
                passed += plain.length();
            }
        }
        return out.codes;
    }

    private static void put(Map<Integer, Node> into, Node transform) throws ZipException {
        into.putIfAbsent((int) transform.number("CodePosition", 0), transform);
    }

    /// Line breaks come from writing the XML in a fair hand.
    private static String plain(String text) {
        return text.replaceAll("[\\r\\n\\t]+ *", "");
    }

    private void add(Node node, String text, Map<Integer, Node> transforms, int passed)
            throws RefusedException, ZipException {
        List<Sign> out = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            Node transform = transforms.get(at + passed);
            int before = out.size();
            at += transform == null ? character(text, at, out) : glyphs(text, at, transform, out);
            budget.spend(Budget.Of.glyphs, out.size() - before);
        }
        codes.add(new Code(node, out));
    }

    private static int character(String text, int at, List<Sign> out) {
        int codePoint = text.codePointAt(at);
        out.add(new Sign(codePoint, BY_CHARACTER));
        return Character.charCount(codePoint);
    }

    /// @return how many characters they stand for
    private static int glyphs(String text, int at, Node transform, List<Sign> out)
            throws ZipException {
        int count = (int) Math.max(1, transform.number("CodeCount", 1));
        double[] all = Numbers.parse(transform.words("Glyphs").orElse(""), MOST_GLYPHS);
        int shown = (int) Math.min(all.length, transform.number("GlyphCount", all.length));
        if (shown < 1) {
            return character(text, at, out);
        }
        for (int i = 0; i < shown; i++) {
            boolean has = i < count && at + i < text.length();
            out.add(new Sign(has ? text.charAt(at + i) : ' ', Math.max(0, (int) all[i])));
        }
        return count;
    }
}
