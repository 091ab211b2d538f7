package cn.biaozhengtong.stamping.pdf.verification.revision;

import cn.biaozhengtong.stamping.pdf.verification.syntax.Characters;
import cn.biaozhengtong.stamping.pdf.verification.syntax.MalformedException;
import cn.biaozhengtong.stamping.pdf.verification.syntax.ObjectReader;
import cn.biaozhengtong.stamping.pdf.verification.syntax.ObjectReader.Indirect;
import cn.biaozhengtong.stamping.pdf.verification.syntax.PdfObject.Stream;
import cn.biaozhengtong.stamping.pdf.verification.syntax.Source;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Looks whether a revision's bytes are its objects, its cross references and nothing else. Readers
/// that rebuild a broken file go by what lies there, not by what is referred to.
public final class Leftovers {
    private Leftovers() {}

    /// What was found, the worst of it.
    public enum Found {
        nothing,
        /// Bytes that belong to no object.
        bytes,
        /// Two objects share bytes.
        overlap
    }

    /// @param from end of the revision before
    public static Found in(View view, long from) {
        // By where each begins, to where it ends: what is referred to twice is there once.
        SortedMap<Long, Long> ranges = new TreeMap<>();
        try {
            for (Section section : view.sections()) {
                if (section.from() >= from) {
                    section.hidden().ifPresent(it -> ranges.put(it, to(view, it)));
                    objects(view, section, from, ranges);
                    ranges.put(section.from(), section.to());
                }
            }
        } catch (MalformedException e) {
            return Found.bytes;
        }
        long at = from;
        for (Map.Entry<Long, Long> each : ranges.entrySet()) {
            if (each.getKey() < at) {
                return Found.overlap;
            }
            if (!isBlank(view.source(), at, each.getKey())) {
                return Found.bytes;
            }
            at = each.getValue();
        }
        return isBlank(view.source(), at, view.end()) ? Found.nothing : Found.bytes;
    }

    private static void objects(View view, Section section, long from, SortedMap<Long, Long> into) {
        for (Entry each : section.entries().values()) {
            if (each instanceof Entry.InFile place && place.offset() >= from) {
                into.put(place.offset(), to(view, place.offset()));
            }
        }
    }

    private static long to(View view, long offset) {
        ObjectReader reader = new ObjectReader(view.source(), offset);
        Indirect found = reader.indirect();
        if (found.object() instanceof Stream stream) {
            reader = new ObjectReader(view.source(), view.to(stream));
            reader.expect("endstream");
        }
        reader.expect("endobj");
        return reader.at();
    }

    /// White space, and comments of one line.
    static boolean isBlank(Source source, long from, long to) {
        boolean comment = false;
        for (long at = from; at < to; at++) {
            int c = source.at(at);
            comment = c == '%' || comment && c != '\n' && c != '\r';
            if (!comment && !Characters.isSpace(c)) {
                return false;
            }
        }
        return true;
    }
}
