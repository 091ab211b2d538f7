package cn.biaozhengtong.stamping.pdf;

import cn.biaozhengtong.stamping.Placement;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// Seals a file of 1 GiB by a keyword and a seam, in a process whose heap is bounded by its start.
///
/// Usage: `LargeFile FOLDER`.
final class LargeFile {
    private static final long LENGTH = 1L << 30;

    private LargeFile() {}

    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        Path source = make(folder.resolve("large.pdf"));
        Path target = folder.resolve("sealed.pdf");
        long from = System.nanoTime();
        PreparedPdf prepared =
                PdfFixture.STAMPING.prepare(
                        source,
                        target,
                        Orders.of(
                                PdfFixture.SEAL,
                                new Placement.AtKeyword("Page 2", 1),
                                new Placement.Seam(0.5)));
        long middle = System.nanoTime();
        PdfFixture.SIGNER.embed(PdfFixture.STAMPING, target, prepared);
        long end = System.nanoTime();
        System.out.println(
                String.format(
                        Locale.ROOT,
                        "%d bytes sealed: prepared in %.1f s, embedded in %.1f s, heap at most %d"
                                + " MiB",
                        Files.size(target),
                        (middle - from) / 1e9,
                        (end - middle) / 1e9,
                        Runtime.getRuntime().maxMemory() >> 20));
    }

    /// Its bulk is the last object's stream, a hole on the disk; so the table names no place
    /// behind.
    private static Path make(Path file) throws IOException {
        RawPdf raw = RawPdf.pages(3);
        int bulk = raw.add("BULK");
        raw.catalog("/Bulk " + bulk + " 0 R");
        String text = new String(raw.table(""), StandardCharsets.ISO_8859_1);
        int hole = text.indexOf("BULK");
        String head = text.substring(0, hole) + "<</Length " + LENGTH + ">>\nstream\n";
        String tail = "\nendstream" + text.substring(hole + 4);
        int start =
                Integer.parseInt(text.substring(text.lastIndexOf("startxref") + 10).split("\n")[0]);
        long moved = start - 4 + (head.length() - hole) + LENGTH + "\nendstream".length();
        tail = tail.replace("startxref\n" + start, "startxref\n" + moved);
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            out.write(head.getBytes(StandardCharsets.ISO_8859_1));
            out.seek(head.length() + LENGTH);
            out.write(tail.getBytes(StandardCharsets.ISO_8859_1));
        }
        return file;
    }
}
