package cn.biaozhengtong.stamping.pdf;

import cn.biaozhengtong.stamping.RefusedException;
import cn.biaozhengtong.stamping.pdf.PdfValue.Array;
import cn.biaozhengtong.stamping.pdf.PdfValue.Dictionary;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// Writes the section that ends a revision: a table after a table, a stream after a stream (ISO
/// 32000-2 §7.5.8.4). A table that hid a stream goes on hiding it: it is named as the one before.
final class CrossReferenceWriter {
    private final PdfFile file;
    private final byte[] id;

    CrossReferenceWriter(PdfFile file, byte[] id) {
        this.file = file;
        this.id = id;
    }

    record Place(long offset, int generation) {}

    /// @param next number of the next new object
    /// @param start offset of the section
    void write(TreeMap<Integer, Place> places, int next, long start, ByteArrayOutputStream out)
            throws IOException, RefusedException {
        if (file.references().isStream()) {
            stream(places, next, start, out);
        } else {
            table(places, next, out);
        }
        out.write(latin("startxref\n" + start + "\n%%EOF\n"));
    }

    private void table(TreeMap<Integer, Place> places, int next, ByteArrayOutputStream out)
            throws IOException, RefusedException {
        StringBuilder text = new StringBuilder("xref\n");
        for (List<Map.Entry<Integer, Place>> run : runs(places)) {
            text.append(run.get(0).getKey()).append(' ').append(run.size()).append('\n');
            for (Map.Entry<Integer, Place> entry : run) {
                Place it = entry.getValue();
                text.append(
                        String.format(Locale.ROOT, "%010d %05d n \n", it.offset, it.generation));
            }
        }
        text.append("trailer\n");
        PdfSyntax.write(trailer(next), text);
        out.write(latin(text.append('\n').toString()));
    }

    private void stream(
            TreeMap<Integer, Place> places, int next, long start, ByteArrayOutputStream out)
            throws IOException, RefusedException {
        places.put(next, new Place(start, 0));
        int width = (Long.SIZE - Long.numberOfLeadingZeros(start) + 7) / 8;
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        List<PdfValue> index = new ArrayList<>();
        for (List<Map.Entry<Integer, Place>> run : runs(places)) {
            index.add(PdfValue.number(run.get(0).getKey()));
            index.add(PdfValue.number(run.size()));
            for (Map.Entry<Integer, Place> entry : run) {
                Place it = entry.getValue();
                data.write(1);
                big(it.offset, width, data);
                big(it.generation, 2, data);
            }
        }
        Dictionary dictionary =
                trailer(next + 1)
                        .with("Type", PdfValue.name("XRef"))
                        .with("W", PdfValue.numbers(1, width, 2))
                        .with("Index", new Array(index))
                        .with("Length", PdfValue.number(data.size()));
        StringBuilder text = new StringBuilder().append(next).append(" 0 obj\n");
        PdfSyntax.write(dictionary, text);
        out.write(latin(text.append("\nstream\n").toString()));
        data.writeTo(out);
        out.write(latin("\nendstream\nendobj\n"));
    }

    private static void big(long value, int width, ByteArrayOutputStream out) {
        for (int shift = 8 * (width - 1); shift >= 0; shift -= 8) {
            out.write((int) (value >> shift));
        }
    }

    private Dictionary trailer(int size) throws IOException, RefusedException {
        Dictionary before = file.trailer();
        List<PdfValue> ids = file.array(before.get("ID")).items();
        PdfValue own = PdfText.hex(id);
        PdfValue first = ids.size() == 2 ? ids.get(0) : own;
        return before.without(
                        "XRefStm", "Type", "W", "Index", "Filter", "DecodeParms", "Length", "F")
                .with("Size", PdfValue.number(size))
                .with("Prev", PdfValue.number(file.references().start()))
                .with("ID", new Array(List.of(first, own)));
    }

    /// Numbers that follow each other.
    private static List<List<Map.Entry<Integer, Place>>> runs(Map<Integer, Place> places) {
        List<List<Map.Entry<Integer, Place>>> out = new ArrayList<>();
        int last = Integer.MIN_VALUE;
        for (Map.Entry<Integer, Place> it : places.entrySet()) {
            if (it.getKey() != last + 1) {
                out.add(new ArrayList<>());
            }
            out.get(out.size() - 1).add(it);
            last = it.getKey();
        }
        return out;
    }

    private static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
