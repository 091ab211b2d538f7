package cn.biaozhengtong.stamping.pdf;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Writes documents object by object, so that every trick can be played.
final class RawPdf {
    private final List<String> objects = new ArrayList<>();
    private String catalog = "";
    private final List<Integer> pages = new ArrayList<>();
    private int padding = -1;

    /// Objects 1 and 2 are the catalog and the pages, 3 a font.
    RawPdf() {
        objects.add("");
        objects.add("");
        objects.add("<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>");
    }

    /// Empty pages of A4.
    static RawPdf pages(int count) {
        RawPdf out = new RawPdf();
        for (int i = 1; i <= count; i++) {
            out.page("/MediaBox [0 0 595 842]", "BT /F 12 Tf 72 700 Td (Page " + i + ") Tj ET");
        }
        return out;
    }

    /// @return the number of the object
    int add(String body) {
        objects.add(body);
        return objects.size();
    }

    int addStream(String entries, String content) {
        return add(
                "<<"
                        + entries
                        + " /Length "
                        + content.length()
                        + ">>\nstream\n"
                        + content
                        + "\nendstream");
    }

    /// @param entries of the page besides type, parent, contents and resources
    /// @return the number of the page's object
    int page(String entries, String content) {
        int contents = addStream("", content);
        int page =
                add(
                        "<</Type /Page /Parent 2 0 R /Contents "
                                + contents
                                + " 0 R "
                                + (entries.contains("/Resources")
                                        ? ""
                                        : "/Resources <</Font <</F 3 0 R>>>> ")
                                + entries
                                + ">>");
        pages.add(page);
        return page;
    }

    int pageObject(int page) {
        return pages.get(page - 1);
    }

    void set(int number, String body) {
        objects.set(number - 1, body);
    }

    String get(int number) {
        return objects.get(number - 1);
    }

    RawPdf catalog(String entries) {
        catalog += entries + " ";
        return this;
    }

    private void finish() {
        set(1, "<</Type /Catalog /Pages 2 0 R " + catalog + ">>");
        if (get(2).isEmpty()) {
            StringBuilder kids = new StringBuilder();
            pages.forEach(it -> kids.append(it).append(" 0 R "));
            set(2, "<</Type /Pages /Count " + pages.size() + " /Kids [" + kids + "]>>");
        }
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /// With a table.
    byte[] table(String trailer) {
        finish();
        StringBuilder out = new StringBuilder("%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n");
        StringBuilder table = new StringBuilder("0000000000 65535 f \n");
        for (int i = 0; i < objects.size(); i++) {
            table.append(String.format(Locale.ROOT, "%010d 00000 n \n", out.length()));
            out.append(i + 1).append(" 0 obj\n").append(objects.get(i)).append("\nendobj\n");
        }
        int start = out.length();
        int size = objects.size() + 1;
        out.append("xref\n0 ").append(size).append('\n').append(table);
        out.append("trailer\n<</Size ").append(size).append(" /Root 1 0 R ").append(trailer);
        out.append(">>\nstartxref\n").append(start).append("\n%%EOF\n");
        return latin(out.toString());
    }

    /// Objects that are compressed, with so many blanks behind them.
    byte[] padded(int blanks) {
        padding = blanks;
        return stream();
    }

    /// All that can be in an object stream, named by a stream of references.
    byte[] stream() {
        return compressed(false);
    }

    /// A table whose hidden stream alone names the compressed objects, as Word writes it: of those
    /// the table says that they are free.
    byte[] hybrid() {
        return compressed(true);
    }

    private byte[] compressed(boolean hybrid) {
        finish();
        StringBuilder out = new StringBuilder("%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n");
        int count = objects.size();
        long[] offsets = new long[count + 3];
        StringBuilder heads = new StringBuilder();
        StringBuilder bodies = new StringBuilder();
        List<Integer> inside = new ArrayList<>();
        for (int n = 1; n <= count; n++) {
            String body = objects.get(n - 1);
            if (body.contains("stream\n") || n == 1 && hybrid) {
                offsets[n] = out.length();
                out.append(n).append(" 0 obj\n").append(body).append("\nendobj\n");
            } else {
                heads.append(n).append(' ').append(bodies.length()).append(' ');
                bodies.append(body).append('\n');
                inside.add(n);
            }
        }
        int holder = count + 1;
        offsets[holder] = out.length();
        out.append(holder).append(" 0 obj\n<</Type /ObjStm /N ").append(inside.size());
        String data = heads.toString() + bodies;
        out.append(" /First ").append(heads.length());
        if (padding >= 0) {
            out.append(" /Filter /FlateDecode");
            data = latin(SealImage.deflate(latin(data + " ".repeat(padding))));
        }
        out.append(" /Length ").append(data.length()).append(">>\nstream\n").append(data);
        out.append("\nendstream\nendobj\n");
        int start = out.length();
        offsets[count + 2] = start;
        ByteArrayOutputStream rows = new ByteArrayOutputStream();
        for (int n = 0; n <= count + 2; n++) {
            boolean compressed = inside.contains(n);
            rows.write(n == 0 ? 0 : compressed ? 2 : 1);
            long second = compressed ? holder : offsets[n];
            for (int shift = 24; shift >= 0; shift -= 8) {
                rows.write((int) (second >> shift));
            }
            rows.write(compressed ? inside.indexOf(n) >> 8 : 0);
            rows.write(compressed ? inside.indexOf(n) : 0);
        }
        String table = latin(rows.toByteArray());
        out.append(count + 2).append(" 0 obj\n<</Type /XRef /Root 1 0 R /W [1 4 2] /Size ");
        out.append(count + 3).append(" /Length ").append(table.length());
        out.append(">>\nstream\n").append(table).append("\nendstream\nendobj\n");
        if (hybrid) {
            int section = out.length();
            out.append("xref\n0 ").append(count + 3).append('\n');
            for (int n = 0; n <= count + 2; n++) {
                boolean free = n == 0 || inside.contains(n);
                out.append(
                        String.format(
                                Locale.ROOT,
                                "%010d %05d %s \n",
                                free ? 0 : offsets[n],
                                free ? 65535 : 0,
                                free ? "f" : "n"));
            }
            out.append("trailer\n<</Root 1 0 R /Size ").append(count + 3);
            out.append(" /XRefStm ").append(start).append(">>\n");
            start = section;
        }
        out.append("startxref\n").append(start).append("\n%%EOF\n");
        return latin(out.toString());
    }

    Path table(Path folder) throws IOException {
        return write(folder, table(""));
    }

    static Path write(Path folder, byte[] bytes) throws IOException {
        return Files.write(Files.createTempFile(folder, "raw", ".pdf"), bytes);
    }
}
