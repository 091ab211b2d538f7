package cn.biaozhengtong.stamping.pdf;

import cn.biaozhengtong.stamping.Refusal;
import cn.biaozhengtong.stamping.RefusedException;
import cn.biaozhengtong.stamping.pdf.PdfValue.Array;
import cn.biaozhengtong.stamping.pdf.PdfValue.Dictionary;
import cn.biaozhengtong.stamping.pdf.PdfValue.Token;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Where every object stands, from all sections of a file, the newest first (ISO 32000-2 §7.5.4,
/// §7.5.8): tables, streams, and tables that hide a stream (hybrid). Nothing is repaired: a
/// revision that names a broken section as the one before would be read differently by every
/// reader.
final class CrossReference {
    private static final int TAIL = 2048;
    private static final int LINE = 20;
    private static final int MOST_SECTIONS = 2000;
    private static final int MOST_OBJECTS = 2_000_000;

    /// @param offset in the file, or within an object stream the number of that
    /// @param generation of the object, or its place in the stream
    record Entry(boolean free, boolean compressed, long offset, int generation) {
        static final Entry FREE = new Entry(true, false, 0, 0);
    }

    private final FileBytes bytes;
    private final Map<Integer, Entry> entries = new HashMap<>();
    private final Set<Long> seen = new HashSet<>();
    private final long start;
    private final boolean stream;
    private final Dictionary trailer;

    CrossReference(FileBytes bytes) throws IOException, RefusedException {
        this.bytes = bytes;
        start = lastStart();
        Section newest = section(start, true);
        stream = newest.stream;
        trailer = newest.trailer;
        Section one = newest;
        for (int i = 0; one.trailer.get("Prev") instanceof Token before; i++) {
            if (i > MOST_SECTIONS) {
                throw malformed("too many sections");
            }
            one = section((long) before.number(), true);
        }
    }

    /// Offset of the newest section: what the next one names as the one before.
    long start() {
        return start;
    }

    /// Whether the newest section is a stream; the next one is then, too.
    boolean isStream() {
        return stream;
    }

    /// Of the newest section.
    Dictionary trailer() {
        return trailer;
    }

    @Nullable Entry entry(int number) {
        Entry it = entries.get(number);
        return it == null || it.free ? null : it;
    }

    Map<Integer, Entry> entries() {
        return entries;
    }

    private record Section(boolean stream, Dictionary trailer) {}

    private long lastStart() throws IOException, RefusedException {
        long from = Math.max(0, bytes.length() - TAIL);
        String tail = new String(bytes.read(from, TAIL), StandardCharsets.ISO_8859_1);
        int at = tail.lastIndexOf("startxref");
        if (at < 0 || tail.indexOf("%%EOF", at) < 0) {
            throw malformed("no startxref");
        }
        return bytes.parse(
                from + at,
                lexer -> {
                    lexer.expect("startxref");
                    return lexer.whole();
                });
    }

    private Section section(long offset, boolean mayBeTable) throws IOException, RefusedException {
        if (offset <= 0 || offset >= bytes.length() || !seen.add(offset)) {
            throw malformed("a section at " + offset);
        }
        byte[] first = bytes.read(offset, 16);
        int skipped = 0;
        while (skipped < first.length && PdfLexer.isSpace(first[skipped])) {
            skipped++;
        }
        boolean table = first.length > skipped && first[skipped] == 'x';
        if (table && !mayBeTable) {
            throw malformed("a hidden section that is no stream");
        }
        return table ? table(offset) : stream(offset);
    }

    private Section table(long offset) throws IOException, RefusedException {
        Map<Integer, Entry> own = new LinkedHashMap<>();
        Dictionary trailer =
                bytes.parse(
                        offset,
                        lexer -> {
                            own.clear();
                            return table(lexer, own);
                        });
        own.forEach((number, entry) -> add(number, entry, false));
        if (trailer.get("XRefStm") instanceof Token hidden) {
            section((long) hidden.number(), false);
        }
        own.forEach((number, entry) -> add(number, entry, true));
        return new Section(false, trailer);
    }

    private static Dictionary table(PdfLexer lexer, Map<Integer, Entry> out)
            throws RefusedException {
        lexer.expect("xref");
        String word = lexer.word();
        while (!word.equals("trailer")) {
            long number = whole(word);
            long count = lexer.whole();
            if (number + count > MOST_OBJECTS) {
                throw new RefusedException(Refusal.too_large, "objects");
            }
            lexer.skipSpace();
            int line = lexer.position();
            for (long end = number + count; number < end; number++, line += LINE) {
                long offset = lexer.whole();
                long generation = lexer.whole();
                String kind = lexer.word();
                boolean free = kind.equals("f") || kind.equals("n") && offset == 0;
                lexer.skipSpace();
                // Who seeks by lines of 20 bytes, as the standard has them, must find the same.
                boolean even = lexer.position() == line + LINE || number + 1 == end;
                if (!free && !kind.equals("n") || generation > 65_535 || !even) {
                    throw malformed("an entry of the table");
                }
                out.put(
                        (int) number,
                        free ? Entry.FREE : new Entry(false, false, offset, (int) generation));
            }
            word = lexer.word();
        }
        if (lexer.value() instanceof Dictionary trailer) {
            return trailer;
        }
        throw malformed("no trailer");
    }

    private static long whole(String word) throws RefusedException {
        if (!word.matches("[0-9]{1,10}")) {
            throw malformed("no table");
        }
        return Long.parseLong(word);
    }

    private void add(int number, Entry entry, boolean free) {
        if (entry.free == free) {
            entries.putIfAbsent(number, entry);
        }
    }

    private Section stream(long offset) throws IOException, RefusedException {
        PdfStream stream = PdfStream.at(bytes, offset, null, null);
        if (!stream.dictionary().isType("XRef")) {
            throw malformed("no section at " + offset);
        }
        Dictionary dictionary = stream.dictionary();
        byte[] data = stream.open(bytes);
        int[] widths = wholes(dictionary.get("W"));
        int[] index =
                dictionary.get("Index") == null
                        ? new int[] {0, wholes(new Array(java.util.List.of(size(dictionary))))[0]}
                        : wholes(dictionary.get("Index"));
        if (widths.length != 3 || widths[0] > 1 || widths[1] > 8 || widths[2] > 4) {
            throw malformed("widths of a section");
        }
        int at = 0;
        int length = widths[0] + widths[1] + widths[2];
        for (int i = 0; i + 1 < index.length; i += 2) {
            for (int n = 0; n < index[i + 1]; n++, at += length) {
                if (at + length > data.length || entries.size() > MOST_OBJECTS) {
                    throw malformed("a section is too short");
                }
                entries.putIfAbsent(index[i] + n, entry(data, at, widths));
            }
        }
        return new Section(true, dictionary);
    }

    private static Token size(Dictionary trailer) throws RefusedException {
        if (trailer.get("Size") instanceof Token size) {
            return size;
        }
        throw malformed("no Size");
    }

    private static Entry entry(byte[] data, int at, int[] widths) {
        long type = widths[0] == 0 ? 1 : data[at];
        long second = big(data, at + widths[0], widths[1]);
        long third = big(data, at + widths[0] + widths[1], widths[2]);
        // Types that a later standard may add mean null (§7.5.8.3).
        return type == 1 && second > 0 || type == 2
                ? new Entry(false, type == 2, second, (int) third)
                : Entry.FREE;
    }

    private static long big(byte[] data, int at, int width) {
        long out = 0;
        for (int i = 0; i < width; i++) {
            out = out << 8 | data[at + i] & 0xFF;
        }
        return out;
    }

    private static int[] wholes(@Nullable PdfValue value) throws RefusedException {
        if (!(value instanceof Array array)) {
            throw malformed("a section's numbers");
        }
        int[] out = new int[array.items().size()];
        for (int i = 0; i < out.length; i++) {
            double number = array.items().get(i) instanceof Token it ? it.number() : -1;
            if (number < 0 || number > MOST_OBJECTS || number != Math.rint(number)) {
                throw malformed("a section's numbers");
            }
            out[i] = (int) number;
        }
        return out;
    }

    private static RefusedException malformed(String about) {
        return new RefusedException(Refusal.not_readable, about);
    }
}
