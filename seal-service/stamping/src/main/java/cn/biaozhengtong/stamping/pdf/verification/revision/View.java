package cn.biaozhengtong.stamping.pdf.verification.revision;

import cn.biaozhengtong.stamping.pdf.verification.syntax.MalformedException;
import cn.biaozhengtong.stamping.pdf.verification.syntax.ObjectReader;
import cn.biaozhengtong.stamping.pdf.verification.syntax.ObjectReader.Indirect;
import cn.biaozhengtong.stamping.pdf.verification.syntax.PdfObject;
import cn.biaozhengtong.stamping.pdf.verification.syntax.PdfObject.Array;
import cn.biaozhengtong.stamping.pdf.verification.syntax.PdfObject.Dictionary;
import cn.biaozhengtong.stamping.pdf.verification.syntax.PdfObject.Null;
import cn.biaozhengtong.stamping.pdf.verification.syntax.PdfObject.Number;
import cn.biaozhengtong.stamping.pdf.verification.syntax.PdfObject.Reference;
import cn.biaozhengtong.stamping.pdf.verification.syntax.PdfObject.Stream;
import cn.biaozhengtong.stamping.pdf.verification.syntax.Source;
import java.util.List;

/// A document as it is after one revision.
public final class View {
    private static final int MAX_HOPS = 16;

    private final ObjectStore store;
    private final long end;
    private final List<Section> sections;

    View(ObjectStore store, long end, List<Section> sections) {
        this.store = store;
        this.end = end;
        this.sections = List.copyOf(sections);
    }

    /// After its `%%EOF`.
    public long end() {
        return end;
    }

    /// Newest first.
    public List<Section> sections() {
        return sections;
    }

    public Dictionary trailer() {
        return sections.get(0).trailer();
    }

    public Source source() {
        return store.source();
    }

    public Entry entry(int number) {
        for (Section each : sections) {
            store.look();
            Entry found = each.entries().get(number);
            if (found != null) {
                return found;
            }
        }
        return new Entry.Free();
    }

    /// Whether a reference leads to a place where that object does not begin. What lies at 0 is one
    /// that writers have left out.
    public boolean isBroken(int number, Entry entry) {
        if (!(entry instanceof Entry.InFile place) || place.offset() == 0) {
            return false;
        }
        try {
            ObjectReader reader = new ObjectReader(source(), place.offset());
            boolean same = reader.integer() == number && reader.integer() == place.generation();
            return !same || !reader.isNext("obj");
        } catch (MalformedException e) {
            return true;
        }
    }

    /// What a reference leads to, through others too; anything else is itself. What is free, lies
    /// behind the revision's end or is another object is null.
    public PdfObject resolve(PdfObject object) {
        PdfObject out = object;
        for (int i = 0; out instanceof Reference reference && i < MAX_HOPS; i++) {
            out = load(reference);
        }
        return out instanceof Reference ? Null.nothing : out;
    }

    private PdfObject load(Reference reference) {
        Entry entry = entry(reference.number());
        try {
            if (entry instanceof Entry.InFile place && place.offset() < end) {
                Indirect found = store.at(place.offset());
                boolean same =
                        found.number() == reference.number()
                                && found.generation() == place.generation()
                                && found.generation() == reference.generation();
                return same ? found.object() : Null.nothing;
            }
            if (entry instanceof Entry.InStream place && reference.generation() == 0) {
                return inStream(reference.number(), place);
            }
        } catch (MalformedException e) {
            return Null.nothing;
        }
        return Null.nothing;
    }

    private PdfObject inStream(int number, Entry.InStream place) {
        boolean plain =
                entry(place.stream()) instanceof Entry.InFile outer
                        && outer.offset() < end
                        && load(new Reference(place.stream(), outer.generation()))
                                instanceof Stream;
        if (!plain) {
            return Null.nothing;
        }
        Entry.InFile outer = (Entry.InFile) entry(place.stream());
        Stream stream = (Stream) load(new Reference(place.stream(), outer.generation()));
        if (!stream.dictionary().name("Type").equals("ObjStm")) {
            return Null.nothing;
        }
        return store.inStream(stream, to(stream), number, place.index());
    }

    /// Where the bytes of a stream end.
    ///
    /// @throws MalformedException when `endstream` does not follow there
    public long to(Stream stream) {
        PdfObject length = stream.dictionary().get("Length");
        // Not through an object stream: that would have a length of its own.
        if (length instanceof Reference it && !(entry(it.number()) instanceof Entry.InFile)) {
            throw new MalformedException("length", stream.from());
        }
        if (resolve(length) instanceof Number number && number.isInteger()) {
            long to = stream.from() + (long) number.value();
            if (to >= stream.from()
                    && to <= end
                    && new ObjectReader(source(), to).isNext("endstream")) {
                return to;
            }
        }
        throw new MalformedException("length", stream.from());
    }

    /// A stream's bytes, which may be deflated.
    ///
    /// @throws MalformedException when they are encoded otherwise
    public byte[] decoded(Stream stream) {
        return store.decoded(stream, to(stream));
    }

    public Dictionary dictionary(PdfObject object) {
        PdfObject found = resolve(object);
        if (found instanceof Stream stream) {
            return stream.dictionary();
        }
        return found instanceof Dictionary it ? it : new Dictionary(java.util.Map.of(), false);
    }

    /// Of an array, else empty.
    public List<PdfObject> items(PdfObject object) {
        return resolve(object) instanceof Array it ? it.items() : List.of();
    }

    public Dictionary catalog() {
        return dictionary(trailer().get("Root"));
    }
}
