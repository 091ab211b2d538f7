package cn.biaozhengtong.stamping.pdf.verification.revision;

import cn.biaozhengtong.stamping.pdf.verification.syntax.Inflater;
import cn.biaozhengtong.stamping.pdf.verification.syntax.MalformedException;
import cn.biaozhengtong.stamping.pdf.verification.syntax.ObjectReader;
import cn.biaozhengtong.stamping.pdf.verification.syntax.Source;
import cn.biaozhengtong.stamping.pdf.verification.syntax.TooMuchException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/// A file's revisions, oldest first. Each is what a reader sees who opens the file cut at its end.
public final class History {
    static final String END = "%%EOF";
    private static final int MAX_SECTIONS = 2000;

    /// §7.5.5 says that the last `startxref` is near the end; readers look here.
    private static final int TAIL = 1024;

    private final Source source;
    private final List<View> views;

    private History(Source source, List<View> views) {
        this.source = source;
        this.views = List.copyOf(views);
    }

    /// @throws MalformedException when a section cannot be read as it stands
    public static History of(Source source) {
        if (source.indexOf("%PDF-", 0, Math.min(source.length(), TAIL)) < 0) {
            throw new MalformedException("no PDF", 0);
        }
        Inflater inflater = new Inflater();
        List<Section> chain = chain(source, new SectionReader(source, inflater));
        ObjectStore store = new ObjectStore(source, inflater);
        List<View> views = new ArrayList<>();
        for (Section each : chain) {
            int head = at(chain, each.startxref());
            // The first section of a linearised file closes with 0 and is no revision by itself.
            if (each.to() >= 0 && head >= 0) {
                views.add(new View(store, each.to(), chain.subList(head, chain.size())));
            }
        }
        views.sort(Comparator.comparingLong(View::end));
        if (views.isEmpty() || views.get(views.size() - 1).sections().size() != chain.size()) {
            throw new MalformedException("the last revision is not closed", source.length());
        }
        return new History(source, views);
    }

    /// Newest first.
    private static List<Section> chain(Source source, SectionReader reader) {
        List<Section> out = new ArrayList<>();
        Set<Long> seen = new HashSet<>();
        OptionalLong next = OptionalLong.of(lastStart(source));
        while (next.isPresent()) {
            if (!seen.add(next.getAsLong())) {
                throw new MalformedException("loop of cross references", next.getAsLong());
            }
            if (out.size() >= MAX_SECTIONS) {
                throw new TooMuchException("revisions");
            }
            out.add(reader.read(next.getAsLong()));
            next = out.get(out.size() - 1).previous();
        }
        return out;
    }

    private static long lastStart(Source source) {
        long at = source.lastIndexOf("startxref", source.length(), TAIL + 32);
        if (at < 0) {
            throw new MalformedException("no startxref", source.length());
        }
        ObjectReader reader = new ObjectReader(source, at);
        reader.expect("startxref");
        return reader.integer();
    }

    private static int at(List<Section> chain, long offset) {
        for (int i = 0; i < chain.size(); i++) {
            if (chain.get(i).from() == offset) {
                return i;
            }
        }
        return -1;
    }

    /// Oldest first, at least one.
    public List<View> views() {
        return views;
    }

    public View last() {
        return views.get(views.size() - 1);
    }

    /// Index of the revision that ends there; the line end behind it may belong to it or not.
    public OptionalInt endingAt(long position) {
        for (int i = 0; i < views.size(); i++) {
            long end = views.get(i).end();
            if (position >= end && position <= end + 2 && isLineEnd(end, position)) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }

    private boolean isLineEnd(long from, long to) {
        for (long at = from; at < to; at++) {
            if (source.at(at) != '\r' && source.at(at) != '\n') {
                return false;
            }
        }
        return true;
    }
}
