package cn.biaozhengtong.stamping.pdf.verification.syntax;

import static cn.biaozhengtong.stamping.pdf.verification.syntax.Characters.hex;
import static cn.biaozhengtong.stamping.pdf.verification.syntax.Characters.isDigit;
import static cn.biaozhengtong.stamping.pdf.verification.syntax.Characters.isRegular;
import static cn.biaozhengtong.stamping.pdf.verification.syntax.Characters.isSpace;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Reads the smallest parts, one after the other.
final class Lexer {
    private static final int MAX_TEXT = 32 << 20;
    private static final int MAX_WORD = 4096;

    private final Source source;
    private long at;

    Lexer(Source source, long at) {
        this.source = source;
        this.at = at;
    }

    long at() {
        return at;
    }

    void to(long position) {
        at = position;
    }

    int peek() {
        return source.at(at);
    }

    boolean has(String expected) {
        return source.has(at, expected);
    }

    /// Passes over white space and comments.
    void skip() {
        while (isSpace(peek()) || peek() == '%') {
            if (peek() == '%') {
                while (peek() >= 0 && peek() != '\n' && peek() != '\r') {
                    at++;
                }
            } else {
                at++;
            }
        }
    }

    /// A word of regular characters.
    String word() {
        StringBuilder out = new StringBuilder();
        while (isRegular(peek())) {
            out.append((char) peek());
            at++;
            if (out.length() > MAX_WORD) {
                throw new MalformedException("word without end", at);
            }
        }
        return out.toString();
    }

    /// Passes over a word that must be there.
    void expect(String word) {
        skip();
        if (!has(word) || isRegular(source.at(at + word.length()))) {
            throw new MalformedException("no " + word, at);
        }
        at += word.length();
    }

    /// Without sign, at most 15 digits; white space before it is passed over.
    long integer() {
        skip();
        long value = 0;
        long from = at;
        while (isDigit(peek())) {
            value = value * 10 + peek() - '0';
            at++;
            if (at - from > 15) {
                throw new MalformedException("number too long", at);
            }
        }
        if (at == from) {
            throw new MalformedException("no number", at);
        }
        return value;
    }

    /// After the slash.
    String name() {
        at++;
        String raw = word();
        if (raw.indexOf('#') < 0) {
            return raw;
        }
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < raw.length(); i++) {
            boolean coded =
                    raw.charAt(i) == '#'
                            && i + 2 < raw.length()
                            && hex(raw.charAt(i + 1)) >= 0
                            && hex(raw.charAt(i + 2)) >= 0;
            if (coded) {
                out.append((char) (hex(raw.charAt(i + 1)) * 16 + hex(raw.charAt(i + 2))));
                i += 2;
            } else {
                out.append(raw.charAt(i));
            }
        }
        return out.toString();
    }

    String hexadecimal() {
        byte[] out = new byte[64];
        int digits = 0;
        at++;
        for (int c = peek(); c != '>'; c = source.at(++at)) {
            int digit = hex(c);
            if (digit < 0 && !isSpace(c) || digits > 2 * MAX_TEXT) {
                throw new MalformedException("no hexadecimal string", at);
            }
            if (digit >= 0) {
                int place = digits >> 1;
                if (place == out.length) {
                    out = Arrays.copyOf(out, 2 * out.length);
                }
                // A last one alone is followed by a 0.
                out[place] = (byte) ((digits & 1) == 0 ? digit << 4 : out[place] | digit);
                digits++;
            }
        }
        at++;
        return new String(out, 0, (digits + 1) >> 1, StandardCharsets.ISO_8859_1);
    }

    String literal() {
        StringBuilder out = new StringBuilder();
        int open = 1;
        at++;
        while (true) {
            int c = peek();
            if (c < 0 || out.length() > MAX_TEXT) {
                throw new MalformedException("string without end", at);
            }
            at++;
            if (c == '\\') {
                escaped(out);
            } else {
                open += c == '(' ? 1 : c == ')' ? -1 : 0;
                if (open == 0) {
                    return out.toString();
                }
                if (c == '\r') {
                    at += peek() == '\n' ? 1 : 0;
                    c = '\n';
                }
                out.append((char) c);
            }
        }
    }

    private void escaped(StringBuilder out) {
        int c = peek();
        at++;
        if (c >= '0' && c <= '7') {
            int code = c - '0';
            for (int i = 0; i < 2 && peek() >= '0' && peek() <= '7'; i++) {
                code = code * 8 + peek() - '0';
                at++;
            }
            out.append((char) (code & 0xff));
        } else if (c == '\r' || c == '\n') {
            at += c == '\r' && peek() == '\n' ? 1 : 0;
        } else {
            int known = "nrtbf".indexOf(c);
            out.append(known < 0 ? (char) (c & 0xff) : "\n\r\t\b\f".charAt(known));
        }
    }
}
