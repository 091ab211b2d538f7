package cn.biaozhengtong.stamping.pdf.verification.change;

import cn.biaozhengtong.stamping.pdf.verification.revision.Entry;
import cn.biaozhengtong.stamping.pdf.verification.revision.View;
import cn.biaozhengtong.stamping.pdf.verification.syntax.MalformedException;
import cn.biaozhengtong.stamping.pdf.verification.syntax.PdfObject;
import cn.biaozhengtong.stamping.pdf.verification.syntax.PdfObject.Array;
import cn.biaozhengtong.stamping.pdf.verification.syntax.PdfObject.Dictionary;
import cn.biaozhengtong.stamping.pdf.verification.syntax.PdfObject.Null;
import cn.biaozhengtong.stamping.pdf.verification.syntax.PdfObject.Reference;
import cn.biaozhengtong.stamping.pdf.verification.syntax.PdfObject.Stream;
import cn.biaozhengtong.stamping.pdf.verification.syntax.PdfObject.Text;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Walks two revisions from their trailers, side by side, and tells every difference by the place
/// where it is met. Order of dictionaries, numbers of objects and how they are written mean
/// nothing.
public final class Comparison {
    private static final int CHUNK = 1 << 20;
    private static final int SHOWN = 50;

    private final View before;
    private final View after;
    private final Work work;
    private final Rules rules;
    private final Deque<Pair> queue = new ArrayDeque<>();
    private final Set<Visit> visited = new HashSet<>();
    private final Set<Change> changes = new LinkedHashSet<>();
    private final Map<Kind, Integer> shown = new EnumMap<>(Kind.class);

    private Comparison(View before, View after, Work work) {
        this.before = before;
        this.after = after;
        this.work = work;
        this.rules = new Rules(this, before, after);
    }

    private record Pair(PdfObject one, PdfObject other, Place place, Way way) {}

    private record Visit(int one, int other, Place place) {}

    /// What was changed from one to the other; empty when they say the same.
    public static List<Change> of(View before, View after, Work work) {
        Comparison out = new Comparison(before, after, work);
        out.rules.trailer(before.trailer(), after.trailer(), new Way(null, "trailer", 0, ""));
        while (!out.queue.isEmpty()) {
            out.compare(out.queue.removeFirst());
        }
        return List.copyOf(out.changes);
    }

    void push(PdfObject one, PdfObject other, Place place, Way way) {
        boolean simple = isSimple(one) && isSimple(other);
        if (simple) {
            if (!same(one, other)) {
                report(place.kind(), other, way);
            }
            return;
        }
        queue.add(new Pair(one, other, rules.placeOf(one, other, place, way), rules.on(way, one)));
    }

    private static boolean isSimple(PdfObject object) {
        return !(object instanceof Reference
                || object instanceof Array
                || object instanceof Dictionary);
    }

    static boolean same(PdfObject one, PdfObject other) {
        if (one instanceof Text left && other instanceof Text right) {
            return left.bytes().equals(right.bytes());
        }
        return one.equals(other);
    }

    private void compare(Pair pair) {
        work.one();
        boolean again =
                pair.one instanceof Reference one
                        && pair.other instanceof Reference other
                        && !visited.add(new Visit(one.number(), other.number(), pair.place));
        if (again) {
            return;
        }
        PdfObject one = before.resolve(pair.one);
        PdfObject other = after.resolve(pair.other);
        if (rules.takes(pair.place, one, other, pair.way)) {
            return;
        }
        if (one instanceof Dictionary left && other instanceof Dictionary right) {
            dictionaries(left, right, pair);
        } else if (one instanceof Array left && other instanceof Array right) {
            arrays(left, right, pair);
        } else if (one instanceof Stream left && other instanceof Stream right) {
            streams(left, right, pair);
        } else if (!same(one, other)) {
            report(pair.place.kind(), pair.other, pair.way);
        }
    }

    private void dictionaries(Dictionary one, Dictionary other, Pair pair) {
        if (other.twice() && !one.equals(other)) {
            // Readers resolve it differently.
            report(Kind.catalog, pair.other, pair.way.to("twice"));
        }
        rules.dictionary(pair.place, one, other, pair.way);
    }

    private void arrays(Array one, Array other, Pair pair) {
        if (one.items().size() != other.items().size()) {
            report(pair.place.kind(), pair.other, pair.way);
            return;
        }
        for (int i = 0; i < one.items().size(); i++) {
            push(one.items().get(i), other.items().get(i), pair.place, pair.way);
        }
    }

    private void streams(Stream one, Stream other, Pair pair) {
        dictionaries(one.dictionary(), other.dictionary(), pair);
        if (one.from() != other.from() && !sameBytes(one, other)) {
            report(pair.place.kind(), pair.other, pair.way.to("stream"));
        }
    }

    private boolean sameBytes(Stream one, Stream other) {
        try {
            long length = before.to(one) - one.from();
            if (length != after.to(other) - other.from()) {
                return false;
            }
            for (long at = 0; at < length; at += CHUNK) {
                int count = (int) Math.min(CHUNK, length - at);
                byte[] left = before.source().read(one.from() + at, count);
                if (!Arrays.equals(left, after.source().read(other.from() + at, count))) {
                    return false;
                }
            }
            return true;
        } catch (MalformedException e) {
            return false;
        }
    }

    void report(Kind kind, PdfObject other, Way way) {
        report(kind, other, way, way.field(), false);
    }

    void report(Kind kind, PdfObject other, Way way, String field, boolean seen) {
        boolean freed =
                other instanceof Reference it
                        && after.resolve(it) == Null.nothing
                        && after.entry(it.number()) instanceof Entry.Free;
        // Of a kind some are shown, but no kind and no field is left out: a hundred that are
        // allowed must not hide one that is not.
        if (!field.isEmpty()) {
            changes.add(new Change(kind, "", field, way.page(), freed, seen));
        } else if (shown.merge(kind, 1, Integer::sum) <= SHOWN) {
            changes.add(new Change(kind, way.toString(), "", way.page(), freed, seen));
        }
    }
}
