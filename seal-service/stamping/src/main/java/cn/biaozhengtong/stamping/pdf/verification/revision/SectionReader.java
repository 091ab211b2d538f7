package cn.biaozhengtong.stamping.pdf.verification.revision;

import cn.biaozhengtong.stamping.pdf.verification.syntax.Inflater;
import cn.biaozhengtong.stamping.pdf.verification.syntax.MalformedException;
import cn.biaozhengtong.stamping.pdf.verification.syntax.ObjectReader;
import cn.biaozhengtong.stamping.pdf.verification.syntax.PdfObject;
import cn.biaozhengtong.stamping.pdf.verification.syntax.PdfObject.Array;
import cn.biaozhengtong.stamping.pdf.verification.syntax.PdfObject.Dictionary;
import cn.biaozhengtong.stamping.pdf.verification.syntax.PdfObject.Number;
import cn.biaozhengtong.stamping.pdf.verification.syntax.PdfObject.Stream;
import cn.biaozhengtong.stamping.pdf.verification.syntax.Source;
import cn.biaozhengtong.stamping.pdf.verification.syntax.TooMuchException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Reads a section of cross references where one begins (ISO 32000-2 §7.5.4, §7.5.8).
final class SectionReader {
    private static final int MAX_ENTRIES = 3_000_000;
    private static final int MAX_NUMBER = 10_000_000;
    private static final int MAX_ENCODED = 64 << 20;

    private final Source source;
    private final Inflater inflater;
    private int count;

    SectionReader(Source source, Inflater inflater) {
        this.source = source;
        this.inflater = inflater;
    }

    /// @throws MalformedException when none begins there
    Section read(long from) {
        if (from < 0 || from >= source.length()) {
            throw new MalformedException("no cross references", from);
        }
        ObjectReader reader = new ObjectReader(source, from);
        Section out = reader.isNext("xref") ? table(reader, from) : stream(from);
        if (out.hidden().isEmpty()) {
            return out;
        }
        return merged(out, stream(out.hidden().getAsLong()));
    }

    private Section table(ObjectReader reader, long from) {
        Map<Integer, Entry> entries = new HashMap<>();
        reader.expect("xref");
        while (!reader.isNext("trailer")) {
            long first = reader.integer();
            long size = reader.integer();
            for (long i = 0; i < size; i++) {
                put(entries, first + i, row(reader));
            }
        }
        reader.expect("trailer");
        if (!(reader.object() instanceof Dictionary trailer)) {
            throw new MalformedException("no trailer", reader.at());
        }
        return closed(from, reader.at(), entries, trailer);
    }

    private static Entry row(ObjectReader reader) {
        long offset = reader.integer();
        long generation = reader.integer();
        String kind = reader.word();
        if (kind.equals("n")) {
            return new Entry.InFile(offset, (int) generation);
        }
        if (kind.equals("f")) {
            return new Entry.Free();
        }
        throw new MalformedException("no cross reference", reader.at());
    }

    private void put(Map<Integer, Entry> entries, long number, Entry entry) {
        if (number > MAX_NUMBER || ++count > MAX_ENTRIES) {
            throw new TooMuchException("objects");
        }
        entries.put((int) number, entry);
    }

    private Section stream(long from) {
        ObjectReader reader = new ObjectReader(source, from);
        ObjectReader.Indirect found = reader.indirect();
        if (!(found.object() instanceof Stream stream)
                || !stream.dictionary().name("Type").equals("XRef")
                || !(stream.dictionary().get("Length") instanceof Number length)) {
            throw new MalformedException("no cross references", from);
        }
        long to = stream.from() + (long) length.value();
        if (to < stream.from() || to > source.length() || to - stream.from() > MAX_ENCODED) {
            throw new MalformedException("length", from);
        }
        byte[] encoded = source.read(stream.from(), (int) (to - stream.from()));
        byte[] rows = inflater.decode(stream.dictionary(), encoded);
        ObjectReader after = new ObjectReader(source, to);
        after.expect("endstream");
        after.expect("endobj");
        return closed(from, after.at(), entries(stream.dictionary(), rows), stream.dictionary());
    }

    private Map<Integer, Entry> entries(Dictionary stream, byte[] rows) {
        int[] widths = widths(stream);
        int width = widths[0] + widths[1] + widths[2];
        Map<Integer, Entry> out = new HashMap<>();
        int at = 0;
        List<Long> index = index(stream);
        for (int i = 0; i + 1 < index.size(); i += 2) {
            for (long k = 0; k < index.get(i + 1) && at + width <= rows.length; k++) {
                put(out, index.get(i) + k, row(rows, at, widths));
                at += width;
            }
        }
        return out;
    }

    private static Entry row(byte[] rows, int at, int[] widths) {
        long kind = widths[0] == 0 ? 1 : field(rows, at, widths[0]);
        long second = field(rows, at + widths[0], widths[1]);
        long third = field(rows, at + widths[0] + widths[1], widths[2]);
        if (kind == 1) {
            return new Entry.InFile(second, (int) third);
        }
        return kind == 2 ? new Entry.InStream((int) second, (int) third) : new Entry.Free();
    }

    private static long field(byte[] rows, int at, int width) {
        long out = 0;
        for (int i = 0; i < width; i++) {
            out = out << 8 | rows[at + i] & 0xff;
        }
        return out & Long.MAX_VALUE;
    }

    private static int[] widths(Dictionary stream) {
        List<Long> found = numbers(stream.get("W"));
        boolean sane =
                found.size() == 3
                        && found.stream().allMatch(it -> it <= 8)
                        && found.stream().mapToLong(it -> it).sum() > 0;
        if (!sane) {
            throw new MalformedException("widths", 0);
        }
        return found.stream().mapToInt(Long::intValue).toArray();
    }

    private static List<Long> index(Dictionary stream) {
        List<Long> found = numbers(stream.get("Index"));
        if (!found.isEmpty()) {
            return found;
        }
        return stream.get("Size") instanceof Number size
                ? List.of(0L, (long) size.value())
                : List.of();
    }

    private static List<Long> numbers(PdfObject array) {
        List<Long> out = new ArrayList<>();
        if (array instanceof Array list) {
            for (PdfObject it : list.items()) {
                if (!(it instanceof Number number) || !number.isInteger() || number.value() < 0) {
                    throw new MalformedException("number", 0);
                }
                out.add((long) number.value());
            }
        }
        return out;
    }

    /// With `startxref`, its number and `%%EOF` behind, when they stand there.
    private Section closed(long from, long after, Map<Integer, Entry> entries, Dictionary trailer) {
        try {
            ObjectReader reader = new ObjectReader(source, after);
            reader.expect("startxref");
            long startxref = reader.integer();
            long end = reader.at();
            while (source.at(end) >= 0 && source.at(end) <= ' ') {
                end++;
            }
            if (source.has(end, History.END)) {
                long to = end + History.END.length();
                return new Section(from, to, startxref, entries, trailer, false);
            }
        } catch (MalformedException e) {
            // A section that nothing closes, such as the hidden one of a hybrid file.
        }
        return new Section(from, -1, 0, entries, trailer, false);
    }

    /// What a table has free or has not at all, its hidden stream may place (§7.5.8.4).
    private static Section merged(Section table, Section hidden) {
        Map<Integer, Entry> entries = new HashMap<>(table.entries());
        boolean twofold = false;
        for (Map.Entry<Integer, Entry> it : hidden.entries().entrySet()) {
            Entry shown = entries.getOrDefault(it.getKey(), new Entry.Free());
            if (shown instanceof Entry.Free) {
                entries.put(it.getKey(), it.getValue());
            } else {
                twofold |= !shown.equals(it.getValue());
            }
        }
        return new Section(
                table.from(), table.to(), table.startxref(), entries, table.trailer(), twofold);
    }
}
