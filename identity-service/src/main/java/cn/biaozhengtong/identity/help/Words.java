package cn.biaozhengtong.identity.help;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Text as searchable pieces: pairs of neighbouring Chinese characters, whole words of other
/// scripts; full and half width alike. Pieces that every question has are left out.
final class Words {
    private static final Set<String> EMPTY =
            Set.of(
                    "怎么", "如何", "什么", "么办", "可以", "请问", "不能", "能不", "是否", "我的", "怎样", "为什", "a",
                    "an", "the", "is", "are", "do", "does", "i", "my", "how", "to", "what", "can",
                    "of", "in", "on", "for", "it", "and", "you", "your", "me");

    /// Particles: no word goes across them.
    private static final String BREAKS = "的了吗呢吧怎么是在我和请您你有没";

    private Words() {}

    static List<String> of(String text) {
        List<String> out = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        int previous = -1;
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        for (int c : plain.codePoints().toArray()) {
            boolean particle = BREAKS.indexOf(c) >= 0;
            boolean han = !particle && Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN;
            if (!han && !particle && Character.isLetterOrDigit(c)) {
                word.appendCodePoint(c);
                previous = -1;
                continue;
            }
            take(out, word);
            if (han && previous != -1) {
                add(out, Character.toString(previous) + Character.toString(c));
            }
            previous = han ? c : -1;
        }
        take(out, word);
        return out;
    }

    private static void take(List<String> out, StringBuilder word) {
        if (!word.isEmpty()) {
            add(out, word.toString());
            word.setLength(0);
        }
    }

    private static void add(List<String> out, String piece) {
        if (!EMPTY.contains(piece)) {
            out.add(piece);
        }
    }
}
