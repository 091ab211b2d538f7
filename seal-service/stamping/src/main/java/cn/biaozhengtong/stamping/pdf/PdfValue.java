package cn.biaozhengtong.stamping.pdf;

import cn.biaozhengtong.stamping.Refusal;
import cn.biaozhengtong.stamping.RefusedException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A value of a PDF (ISO 32000-2 §7.3) that is written back byte for byte as it was read: Chinese
/// files have names in GBK, which a library that reads names as text writes differently. Bytes
/// stand as Latin-1 characters.
sealed interface PdfValue {
    PdfValue NULL = new Token("null");

    /// @param text without the slash, its `#xx` resolved
    record Name(String text) implements PdfValue {}

    /// A number, a string with its brackets, `true`, `false` or `null`, as it is written.
    record Token(String text) implements PdfValue {
        boolean isString() {
            return text.startsWith("(") || text.startsWith("<");
        }

        double number() throws RefusedException {
            try {
                return Double.parseDouble(text);
            } catch (NumberFormatException e) {
                throw new RefusedException(Refusal.not_readable, "no number", e);
            }
        }
    }

    record Ref(int number, int generation) implements PdfValue {}

    record Array(List<PdfValue> items) implements PdfValue {
        public Array {
            items = List.copyOf(items);
        }

        Array plus(PdfValue item) {
            List<PdfValue> out = new ArrayList<>(items);
            out.add(item);
            return new Array(out);
        }
    }

    /// Its entries in the order in which they were written.
    record Dictionary(Map<String, PdfValue> entries) implements PdfValue {
        static final Dictionary EMPTY = new Dictionary(Map.of());

        @Nullable PdfValue get(String key) {
            return entries.get(key);
        }

        Dictionary with(String key, PdfValue value) {
            Map<String, PdfValue> out = new LinkedHashMap<>(entries);
            out.put(key, value);
            return new Dictionary(out);
        }

        Dictionary without(String... keys) {
            Map<String, PdfValue> out = new LinkedHashMap<>(entries);
            for (String key : keys) {
                out.remove(key);
            }
            return new Dictionary(out);
        }

        boolean isType(String type) {
            return new Name(type).equals(get("Type"));
        }
    }

    static Name name(String text) {
        return new Name(text);
    }

    static Token number(long value) {
        return new Token(Long.toString(value));
    }

    static Array numbers(double... values) {
        List<PdfValue> out = new ArrayList<>();
        for (double value : values) {
            out.add(new Token(PdfText.decimal(value)));
        }
        return new Array(out);
    }

    /// @param entries key and value in turns
    static Dictionary dictionary(Object... entries) {
        Map<String, PdfValue> out = new LinkedHashMap<>();
        for (int i = 0; i < entries.length; i += 2) {
            out.put((String) entries[i], (PdfValue) entries[i + 1]);
        }
        return new Dictionary(out);
    }
}
