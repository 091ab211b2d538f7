package cn.biaozhengtong.stamping.pdf;

import cn.biaozhengtong.stamping.Refusal;
import cn.biaozhengtong.stamping.RefusedException;
import cn.biaozhengtong.stamping.pdf.PdfValue.Array;
import cn.biaozhengtong.stamping.pdf.PdfValue.Dictionary;
import cn.biaozhengtong.stamping.pdf.PdfValue.Name;
import cn.biaozhengtong.stamping.pdf.PdfValue.Ref;
import cn.biaozhengtong.stamping.pdf.PdfValue.Token;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Reads values strictly (ISO 32000-2 §7.2, §7.3): what readers understand in different ways is
/// refused, not guessed.
final class PdfLexer {
    private static final int MAX_DEPTH = 64;
    private static final Pattern NUMBER = Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)");

    /// The bytes end within a value; more of them may help.
    static final class CutOff extends RuntimeException {
        private static final long serialVersionUID = 1;

        CutOff() {
            super(null, null, false, false);
        }
    }

    private final byte[] bytes;
    private int at;
    private int depth;

    PdfLexer(byte[] bytes, int at) {
        this.bytes = bytes;
        this.at = at;
    }

    int position() {
        return at;
    }

    private int peek() {
        if (at >= bytes.length) {
            throw new CutOff();
        }
        return bytes[at] & 0xFF;
    }

    static boolean isSpace(int c) {
        return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0;
    }

    static boolean isDelimiter(int c) {
        return "()<>[]{}/%".indexOf(c) >= 0;
    }

    void skipSpace() {
        while (isSpace(peek()) || peek() == '%') {
            if (bytes[at++] == '%') {
                while (peek() != '\n' && peek() != '\r') {
                    at++;
                }
            }
        }
    }

    /// A word of regular characters, such as `obj`; empty before a delimiter.
    String word() {
        skipSpace();
        int from = at;
        while (!isSpace(peek()) && !isDelimiter(peek())) {
            at++;
        }
        return latin(from, at);
    }

    private String latin(int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }

    /// @throws RefusedException when another word comes
    void expect(String word) throws RefusedException {
        if (!word().equals(word)) {
            throw malformed("expected " + word);
        }
    }

    /// A whole number without a sign.
    long whole() throws RefusedException {
        String word = word();
        if (!isWhole(word)) {
            throw malformed("expected a number");
        }
        return Long.parseLong(word);
    }

    private static boolean isWhole(String word) {
        return !word.isEmpty()
                && word.length() <= 18
                && word.chars().allMatch(it -> it >= '0' && it <= '9');
    }

    /// Where the bytes after the word `stream` and its end of line begin.
    int afterLine() throws RefusedException {
        int c = peek();
        at++;
        if (c == '\r' && peek() == '\n') {
            at++;
        } else if (c != '\n') {
            throw malformed("no line ends after the word stream");
        }
        return at;
    }

    PdfValue value() throws RefusedException {
        skipSpace();
        return switch (peek()) {
            case '/' -> name();
            case '(' -> string();
            case '[' -> array();
            case '<' -> bytesOrDictionary();
            default -> plain();
        };
    }

    private PdfValue plain() throws RefusedException {
        String word = word();
        if (word.equals("true") || word.equals("false") || word.equals("null")) {
            return new Token(word);
        }
        if (!NUMBER.matcher(word).matches()) {
            throw malformed("no value");
        }
        return isWhole(word) && word.length() <= 10 ? reference(word) : new Token(word);
    }

    /// A number, or the first of the two in front of an `R`.
    private PdfValue reference(String number) {
        int after = at;
        String generation = word();
        if (isWhole(generation) && generation.length() <= 5 && word().equals("R")) {
            long wide = Long.parseLong(number);
            if (wide <= Integer.MAX_VALUE) {
                return new Ref((int) wide, Integer.parseInt(generation));
            }
        }
        at = after;
        return new Token(number);
    }

    private Name name() throws RefusedException {
        at++;
        StringBuilder out = new StringBuilder();
        while (!isSpace(peek()) && !isDelimiter(peek())) {
            int c = bytes[at++] & 0xFF;
            if (c == '#') {
                int high = Character.digit(peek(), 16);
                int low = at + 1 < bytes.length ? Character.digit(bytes[at + 1], 16) : -1;
                if (high >= 0 && low >= 0) {
                    c = high * 16 + low;
                    at += 2;
                }
            }
            out.append((char) c);
        }
        return new Name(out.toString());
    }

    private Token string() {
        int from = at;
        int open = 0;
        do {
            int c = peek();
            at++;
            if (c == '\\') {
                peek();
                at++;
            } else if (c == '(') {
                open++;
            } else if (c == ')') {
                open--;
            }
        } while (open > 0);
        return new Token(latin(from, at));
    }

    private PdfValue bytesOrDictionary() throws RefusedException {
        int from = at++;
        if (peek() == '<') {
            at++;
            return dictionary();
        }
        while (peek() != '>') {
            if (!isSpace(peek()) && Character.digit(peek(), 16) < 0) {
                throw malformed("no hexadecimal string");
            }
            at++;
        }
        at++;
        return new Token(latin(from, at));
    }

    private Array array() throws RefusedException {
        enter();
        at++;
        List<PdfValue> out = new ArrayList<>();
        for (skipSpace(); peek() != ']'; skipSpace()) {
            out.add(value());
        }
        at++;
        depth--;
        return new Array(out);
    }

    private Dictionary dictionary() throws RefusedException {
        enter();
        Map<String, PdfValue> out = new LinkedHashMap<>();
        for (skipSpace(); peek() != '>'; skipSpace()) {
            if (peek() != '/') {
                throw malformed("a dictionary's key is no name");
            }
            String key = name().text();
            PdfValue value = value();
            PdfValue before = out.put(key, value);
            if (before != null && !before.equals(value)) {
                throw malformed("a dictionary says two things of " + key);
            }
        }
        at++;
        if (peek() != '>') {
            throw malformed("a dictionary does not end");
        }
        at++;
        depth--;
        return new Dictionary(out);
    }

    private void enter() throws RefusedException {
        if (++depth > MAX_DEPTH) {
            throw malformed("nested too deep");
        }
    }

    private static RefusedException malformed(String about) {
        return new RefusedException(Refusal.not_readable, about);
    }
}
