package cn.biaozhengtong.stamping.pdf.verification.syntax;

import cn.biaozhengtong.stamping.pdf.verification.syntax.PdfObject.Array;
import cn.biaozhengtong.stamping.pdf.verification.syntax.PdfObject.Bool;
import cn.biaozhengtong.stamping.pdf.verification.syntax.PdfObject.Dictionary;
import cn.biaozhengtong.stamping.pdf.verification.syntax.PdfObject.Name;
import cn.biaozhengtong.stamping.pdf.verification.syntax.PdfObject.Null;
import cn.biaozhengtong.stamping.pdf.verification.syntax.PdfObject.Number;
import cn.biaozhengtong.stamping.pdf.verification.syntax.PdfObject.Reference;
import cn.biaozhengtong.stamping.pdf.verification.syntax.PdfObject.Stream;
import cn.biaozhengtong.stamping.pdf.verification.syntax.PdfObject.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads objects from a place on. Nesting and the number of parts are bounded.
public final class ObjectReader {
    private static final int MAX_DEPTH = 64;
    private static final int MAX_PARTS = 1_000_000;
    private static final long MAX_NUMBER = 10_000_000;

    private final Source source;
    private final Lexer lexer;
    private int parts;

    public ObjectReader(Source source, long at) {
        this.source = source;
        this.lexer = new Lexer(source, at);
    }

    /// Where the next byte is read.
    public long at() {
        return lexer.at();
    }

    /// Passes over white space and comments.
    public void skip() {
        lexer.skip();
    }

    public void expect(String word) {
        lexer.expect(word);
    }

    public boolean isNext(String word) {
        lexer.skip();
        return lexer.has(word);
    }

    public long integer() {
        return lexer.integer();
    }

    public String word() {
        lexer.skip();
        return lexer.word();
    }

    /// What stands in the file under a number: the head, the object, and for a stream where its
    /// bytes begin.
    public record Indirect(int number, int generation, PdfObject object) {}

    /// `12 0 obj …`; of a stream only what stands before its bytes is read.
    public Indirect indirect() {
        int number = (int) Math.min(lexer.integer(), Integer.MAX_VALUE);
        int generation = (int) Math.min(lexer.integer(), Integer.MAX_VALUE);
        lexer.expect("obj");
        PdfObject object = object();
        lexer.skip();
        if (object instanceof Dictionary dictionary && lexer.has("stream")) {
            lexer.expect("stream");
            long from = lexer.at();
            if (source.at(from) == '\r' && source.at(from + 1) == '\n') {
                from += 2;
            } else if (source.at(from) == '\n' || source.at(from) == '\r') {
                from++;
            }
            lexer.to(from);
            return new Indirect(number, generation, new Stream(dictionary, from));
        }
        return new Indirect(number, generation, object);
    }

    public PdfObject object() {
        return object(0);
    }

    private PdfObject object(int depth) {
        if (depth > MAX_DEPTH || ++parts > MAX_PARTS) {
            throw new MalformedException("nested too deep or too long", lexer.at());
        }
        lexer.skip();
        int c = lexer.peek();
        if (c == '<') {
            return lexer.has("<<") ? dictionary(depth) : text(true);
        }
        if (c == '[') {
            return array(depth);
        }
        if (c == '(') {
            return text(false);
        }
        if (c == '/') {
            return new Name(lexer.name());
        }
        return Characters.isDigit(c) ? numberOrReference() : word(lexer.word());
    }

    private PdfObject text(boolean hexadecimal) {
        long from = lexer.at();
        String bytes = hexadecimal ? lexer.hexadecimal() : lexer.literal();
        return source.isFile() ? new Text(bytes, from, lexer.at()) : new Text(bytes, -1, -1);
    }

    private PdfObject array(int depth) {
        List<PdfObject> items = new ArrayList<>();
        lexer.to(lexer.at() + 1);
        for (lexer.skip(); lexer.peek() != ']'; lexer.skip()) {
            items.add(object(depth + 1));
        }
        lexer.to(lexer.at() + 1);
        return new Array(items);
    }

    private PdfObject dictionary(int depth) {
        Map<String, PdfObject> entries = new LinkedHashMap<>();
        boolean twice = false;
        lexer.to(lexer.at() + 2);
        for (lexer.skip(); !lexer.has(">>"); lexer.skip()) {
            if (lexer.peek() != '/') {
                throw new MalformedException("no key", lexer.at());
            }
            String key = lexer.name();
            PdfObject value = object(depth + 1);
            // An absent entry and one that is null mean the same (§7.3.7).
            boolean known = value == Null.nothing ? false : entries.put(key, value) != null;
            twice |= known;
        }
        lexer.to(lexer.at() + 2);
        return new Dictionary(entries, twice);
    }

    private PdfObject numberOrReference() {
        long from = lexer.at();
        String first = lexer.word();
        long after = lexer.at();
        if (first.length() <= 10 && first.chars().allMatch(Characters::isDigit)) {
            long number = Long.parseLong(first);
            lexer.skip();
            if (number <= MAX_NUMBER && Characters.isDigit(lexer.peek())) {
                String second = lexer.word();
                lexer.skip();
                boolean reference =
                        second.length() <= 5
                                && second.chars().allMatch(Characters::isDigit)
                                && lexer.word().equals("R");
                if (reference) {
                    return new Reference((int) number, Integer.parseInt(second));
                }
            }
        }
        lexer.to(after);
        return number(first, from);
    }

    private PdfObject word(String word) {
        if (word.isEmpty()) {
            throw new MalformedException("no object", lexer.at());
        }
        char first = word.charAt(0);
        if (first == '+' || first == '-' || first == '.') {
            return number(word, lexer.at());
        }
        if (word.equals("null")) {
            return Null.nothing;
        }
        if (word.equals("true") || word.equals("false")) {
            return new Bool(word.equals("true"));
        }
        throw new MalformedException("no object", lexer.at());
    }

    private static PdfObject number(String word, long at) {
        try {
            boolean plain =
                    word.chars().allMatch(it -> it < 128 && "+-.0123456789".indexOf(it) >= 0);
            if (plain && word.length() < 64) {
                // Some write "--1" or "1-2"; viewers make of it what they like.
                return new Number(Double.parseDouble(word));
            }
        } catch (NumberFormatException e) {
            throw new MalformedException("no number", at);
        }
        throw new MalformedException("no number", at);
    }
}
