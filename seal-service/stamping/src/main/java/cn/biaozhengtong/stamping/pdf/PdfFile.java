package cn.biaozhengtong.stamping.pdf;

import cn.biaozhengtong.stamping.Refusal;
import cn.biaozhengtong.stamping.RefusedException;
import cn.biaozhengtong.stamping.pdf.CrossReference.Entry;
import cn.biaozhengtong.stamping.pdf.PdfValue.Array;
import cn.biaozhengtong.stamping.pdf.PdfValue.Dictionary;
import cn.biaozhengtong.stamping.pdf.PdfValue.Ref;
import cn.biaozhengtong.stamping.pdf.PdfValue.Token;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A PDF, read strictly and only where it is asked: memory does not grow with the file.
///
/// Opened means that every section of cross-references was read, and that every object in use
/// stands where it should: then all readers see the same objects, and a revision can be added.
final class PdfFile implements AutoCloseable {
    private static final int MOST_REFERENCES = 32;

    private final FileBytes bytes;
    private final CrossReference references;
    private final Map<Integer, PdfValue> read = new HashMap<>();
    private final Map<Integer, ObjectStream> streams = new HashMap<>();

    private PdfFile(FileBytes bytes, CrossReference references) {
        this.bytes = bytes;
        this.references = references;
    }

    /// @throws RefusedException not_readable, encrypted
    static PdfFile open(Path path) throws IOException, RefusedException {
        FileBytes bytes = new FileBytes(path);
        try {
            String head = new String(bytes.read(0, 5), StandardCharsets.ISO_8859_1);
            if (!head.equals("%PDF-")) {
                throw new RefusedException(Refusal.not_readable, "no PDF");
            }
            PdfFile file = new PdfFile(bytes, new CrossReference(bytes));
            if (file.trailer().get("Encrypt") != null) {
                throw new RefusedException(Refusal.encrypted, "the trailer says so");
            }
            file.checkOffsets();
            return file;
        } catch (IOException | RefusedException | RuntimeException e) {
            bytes.close();
            throw e;
        }
    }

    FileBytes bytes() {
        return bytes;
    }

    CrossReference references() {
        return references;
    }

    Dictionary trailer() {
        return references.trailer();
    }

    /// Whether each object in use begins where the section says.
    private void checkOffsets() throws IOException, RefusedException {
        List<Map.Entry<Integer, Entry>> plain = new ArrayList<>();
        for (Map.Entry<Integer, Entry> it : references.entries().entrySet()) {
            if (!it.getValue().free() && !it.getValue().compressed()) {
                plain.add(it);
            }
        }
        plain.sort(
                (one, other) -> Long.compare(one.getValue().offset(), other.getValue().offset()));
        byte[] window = new byte[0];
        long from = 0;
        for (Map.Entry<Integer, Entry> it : plain) {
            long offset = it.getValue().offset();
            if (offset + 32 > from + window.length) {
                from = offset;
                window = bytes.read(from, 1 << 14);
            }
            String wanted = it.getKey() + " " + it.getValue().generation() + " obj";
            if (!isAt(window, (int) (offset - from), wanted)) {
                throw new RefusedException(Refusal.not_readable, "no object " + wanted);
            }
        }
    }

    /// Any white space counts as one blank.
    private static boolean isAt(byte[] window, int from, String wanted) {
        int at = from;
        while (at < window.length && PdfLexer.isSpace(window[at])) {
            at++;
        }
        for (int i = 0; i < wanted.length(); i++) {
            if (wanted.charAt(i) == ' ') {
                int before = at;
                while (at < window.length && PdfLexer.isSpace(window[at])) {
                    at++;
                }
                if (at == before) {
                    return false;
                }
            } else if (at >= window.length || window[at++] != wanted.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /// The object; null (the PDF value) when there is none.
    PdfValue get(Ref ref) throws IOException, RefusedException {
        PdfValue known = read.get(ref.number());
        if (known != null) {
            return known;
        }
        Entry entry = references.entry(ref.number());
        PdfValue value = PdfValue.NULL;
        if (entry != null && entry.compressed()) {
            value = stream((int) entry.offset()).get(ref.number());
        } else if (entry != null && entry.generation() == ref.generation()) {
            value = PdfStream.at(bytes, entry.offset(), ref, this).value();
        }
        read.put(ref.number(), value);
        return value;
    }

    private ObjectStream stream(int number) throws IOException, RefusedException {
        ObjectStream known = streams.get(number);
        if (known == null) {
            Entry entry = references.entry(number);
            if (entry == null || entry.compressed()) {
                throw new RefusedException(Refusal.not_readable, "no object stream " + number);
            }
            Ref ref = new Ref(number, entry.generation());
            PdfStream stream = PdfStream.at(bytes, entry.offset(), ref, this);
            known = ObjectStream.of(stream.dictionary(), stream.open(bytes));
            if (streams.size() >= ObjectStream.MOST_HELD) {
                streams.clear();
            }
            streams.put(number, known);
        }
        return known;
    }

    /// What a stream holds, its filter opened; null when it is none.
    byte @Nullable [] data(PdfValue ref) throws IOException, RefusedException {
        if (!(ref instanceof Ref it)) {
            return null;
        }
        Entry entry = references.entry(it.number());
        if (entry == null || entry.compressed()) {
            return null;
        }
        PdfStream stream = PdfStream.at(bytes, entry.offset(), it, this);
        return stream.data() < 0 ? null : stream.open(bytes);
    }

    /// The value that is meant, however many references lead to it; null for PDF's null.
    @Nullable PdfValue resolve(@Nullable PdfValue value) throws IOException, RefusedException {
        PdfValue at = value;
        for (int i = 0; at instanceof Ref ref; i++) {
            if (i == MOST_REFERENCES) {
                throw new RefusedException(Refusal.not_readable, "references in a circle");
            }
            at = get(ref);
        }
        return PdfValue.NULL.equals(at) ? null : at;
    }

    /// An empty one where there is none.
    Dictionary dictionary(@Nullable PdfValue value) throws IOException, RefusedException {
        return resolve(value) instanceof Dictionary it ? it : Dictionary.EMPTY;
    }

    /// An empty one where there is none.
    Array array(@Nullable PdfValue value) throws IOException, RefusedException {
        return resolve(value) instanceof Array it ? it : new Array(List.of());
    }

    /// Empty where there is none.
    String name(@Nullable PdfValue value) throws IOException, RefusedException {
        return resolve(value) instanceof PdfValue.Name it ? it.text() : "";
    }

    /// Empty where there is none.
    String text(@Nullable PdfValue value) throws IOException, RefusedException {
        return resolve(value) instanceof Token it && it.isString() ? PdfText.read(it) : "";
    }

    int whole(@Nullable PdfValue value, int otherwise) throws IOException, RefusedException {
        return resolve(value) instanceof Token it && !it.isString() ? (int) it.number() : otherwise;
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }
}
