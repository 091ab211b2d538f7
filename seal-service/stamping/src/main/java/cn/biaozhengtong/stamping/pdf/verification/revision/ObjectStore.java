package cn.biaozhengtong.stamping.pdf.verification.revision;

import cn.biaozhengtong.stamping.pdf.verification.syntax.Inflater;
import cn.biaozhengtong.stamping.pdf.verification.syntax.MalformedException;
import cn.biaozhengtong.stamping.pdf.verification.syntax.ObjectReader;
import cn.biaozhengtong.stamping.pdf.verification.syntax.ObjectReader.Indirect;
import cn.biaozhengtong.stamping.pdf.verification.syntax.PdfObject;
import cn.biaozhengtong.stamping.pdf.verification.syntax.PdfObject.Dictionary;
import cn.biaozhengtong.stamping.pdf.verification.syntax.PdfObject.Null;
import cn.biaozhengtong.stamping.pdf.verification.syntax.PdfObject.Number;
import cn.biaozhengtong.stamping.pdf.verification.syntax.Source;
import cn.biaozhengtong.stamping.pdf.verification.syntax.TooMuchException;
import java.util.LinkedHashMap;
import java.util.Map;

/// Objects by their place, of which some are held: revisions share them.
final class ObjectStore {
    private static final int HELD_BYTES = 8 << 20;
    private static final int HELD_STREAMS = 32 << 20;
    private static final long MAX_ENCODED = 32 << 20;
    private static final long MAX_READ = 4L << 30;
    private static final long MAX_LOOKS = 300_000_000;

    private final Source source;
    private final Inflater inflater;
    private final Held<Long, Indirect> objects = new Held<>(HELD_BYTES);
    private final Held<Long, Source> streams = new Held<>(HELD_STREAMS);
    private long read;
    private long looks;

    ObjectStore(Source source, Inflater inflater) {
        this.source = source;
        this.inflater = inflater;
    }

    /// Least recently used go first; weights are bytes of the file.
    private static final class Held<K, V> {
        private record Weighed<V>(V value, long weight) {}

        private final Map<K, Weighed<V>> entries = new LinkedHashMap<>(64, 0.75f, true);
        private final long max;
        private long weight;

        private Held(long max) {
            this.max = max;
        }

        private @org.jspecify.annotations.Nullable V get(K key) {
            Weighed<V> found = entries.get(key);
            return found == null ? null : found.value();
        }

        private void put(K key, V value, long weighs) {
            entries.put(key, new Weighed<>(value, weighs));
            weight += weighs;
            var oldest = entries.entrySet().iterator();
            while (weight > max && entries.size() > 1) {
                weight -= oldest.next().getValue().weight();
                oldest.remove();
            }
        }
    }

    /// Counts a look into one section: revisions times objects times sections add up.
    void look() {
        if (++looks > MAX_LOOKS) {
            throw new TooMuchException("references");
        }
    }

    Source source() {
        return source;
    }

    /// What stands at a place of the file.
    ///
    /// @throws MalformedException when no object does
    Indirect at(long offset) {
        Indirect found = objects.get(offset);
        if (found == null) {
            ObjectReader reader = new ObjectReader(source, offset);
            found = reader.indirect();
            long weight = reader.at() - offset + 64;
            read += weight;
            if (read > MAX_READ) {
                throw new TooMuchException("objects read again and again");
            }
            objects.put(offset, found, weight);
        }
        return found;
    }

    byte[] decoded(PdfObject.Stream stream, long to) {
        if (to - stream.from() > MAX_ENCODED) {
            throw new TooMuchException("stream");
        }
        byte[] encoded = source.read(stream.from(), (int) (to - stream.from()));
        return inflater.decode(stream.dictionary(), encoded);
    }

    /// An object of an object stream (§7.5.7); null where its number is another's.
    PdfObject inStream(PdfObject.Stream stream, long to, int number, int index) {
        Source decoded = streams.get(stream.from());
        if (decoded == null) {
            byte[] plain = decoded(stream, to);
            decoded = Source.decoded(plain);
            streams.put(stream.from(), decoded, plain.length + 1024);
        }
        Dictionary dictionary = stream.dictionary();
        if (!(dictionary.get("First") instanceof Number first)
                || !(dictionary.get("N") instanceof Number count)
                || index < 0
                || index >= count.value()) {
            return Null.nothing;
        }
        ObjectReader heads = new ObjectReader(decoded, 0);
        for (int i = 0; i < index; i++) {
            heads.integer();
            heads.integer();
        }
        boolean same = heads.integer() == number;
        long offset = (long) first.value() + heads.integer();
        return same ? new ObjectReader(decoded, offset).object() : Null.nothing;
    }
}
