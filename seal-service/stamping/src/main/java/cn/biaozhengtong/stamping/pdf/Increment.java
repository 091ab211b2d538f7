package cn.biaozhengtong.stamping.pdf;

import cn.biaozhengtong.stamping.RefusedException;
import cn.biaozhengtong.stamping.pdf.PdfValue.Dictionary;
import cn.biaozhengtong.stamping.pdf.PdfValue.Ref;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// New and changed objects that come behind a file as a further revision (ISO 32000-2 §7.5.6).
final class Increment {
    private final PdfFile file;
    private final TreeMap<Integer, Written> objects = new TreeMap<>();
    private int next;

    private record Written(Ref ref, PdfValue value, Data data) {}

    /// The bytes of a stream, or none.
    private static final class Data {
        private final byte @Nullable [] bytes;

        Data(byte @Nullable [] bytes) {
            this.bytes = bytes;
        }
    }

    Increment(PdfFile file) throws IOException, RefusedException {
        this.file = file;
        next = Math.max(file.whole(file.trailer().get("Size"), 1), 1);
        for (int number : file.references().entries().keySet()) {
            next = Math.max(next, number + 1);
        }
    }

    Ref reserve() {
        return new Ref(next++, 0);
    }

    Ref add(PdfValue value) {
        Ref ref = reserve();
        put(ref, value);
        return ref;
    }

    void put(Ref ref, PdfValue value) {
        objects.put(ref.number(), new Written(ref, value, new Data(null)));
    }

    /// @param dictionary without its length
    Ref addStream(Dictionary dictionary, byte[] data) {
        Ref ref = reserve();
        Dictionary whole = dictionary.with("Length", PdfValue.number(data.length));
        objects.put(ref.number(), new Written(ref, whole, new Data(data)));
        return ref;
    }

    /// The object as it will be.
    PdfValue current(Ref ref) throws IOException, RefusedException {
        Written changed = objects.get(ref.number());
        return changed != null ? changed.value : file.get(ref);
    }

    Dictionary currentDictionary(Ref ref) throws IOException, RefusedException {
        return current(ref) instanceof Dictionary it ? it : Dictionary.EMPTY;
    }

    /// @param signature the object that holds the signature's place
    /// @param id what makes the revision's identifier one of its own
    Revision write(Ref signature, byte[] id) throws IOException, RefusedException {
        TreeMap<Integer, CrossReferenceWriter.Place> places = new TreeMap<>();
        byte[] bytes = write(id, places);
        long start = file.bytes().length();
        int from = (int) (Objects.requireNonNull(places.get(signature.number())).offset() - start);
        return Revision.of(start, bytes, from);
    }

    /// One that nobody signs.
    byte[] write(byte[] id) throws IOException, RefusedException {
        return write(id, new TreeMap<>());
    }

    private byte[] write(byte[] id, TreeMap<Integer, CrossReferenceWriter.Place> places)
            throws IOException, RefusedException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        long start = file.bytes().length();
        byte[] last = file.bytes().read(start - 1, 1);
        if (last[0] != '\n' && last[0] != '\r') {
            out.write('\n');
        }
        for (Written it : objects.values()) {
            places.put(
                    it.ref.number(),
                    new CrossReferenceWriter.Place(start + out.size(), it.ref.generation()));
            write(it, out);
        }
        new CrossReferenceWriter(file, id).write(places, next, start + out.size(), out);
        return out.toByteArray();
    }

    private static void write(Written object, ByteArrayOutputStream out) throws IOException {
        StringBuilder text = new StringBuilder();
        text.append(object.ref.number()).append(' ').append(object.ref.generation());
        text.append(" obj\n");
        PdfSyntax.write(object.value, text);
        byte[] data = object.data.bytes;
        if (data != null) {
            text.append("\nstream\n");
            out.write(text.toString().getBytes(StandardCharsets.ISO_8859_1));
            out.write(data);
            text.setLength(0);
            text.append("\nendstream");
        }
        text.append("\nendobj\n");
        out.write(text.toString().getBytes(StandardCharsets.ISO_8859_1));
    }
}
