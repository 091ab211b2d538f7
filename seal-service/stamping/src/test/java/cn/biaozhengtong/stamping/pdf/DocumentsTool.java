package cn.biaozhengtong.stamping.pdf;

import cn.biaozhengtong.crypto.seal.SealPicture;
import cn.biaozhengtong.stamping.Box;
import cn.biaozhengtong.stamping.Placement;
import cn.biaozhengtong.stamping.RefusedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Stamps every PDF of a folder in several ways and prints how each came out and what others see.
///
/// Usage: `DocumentsTool FOLDER OUT [part of a name]`.
final class DocumentsTool {
    private static final TestSigner SIGNER = new TestSigner();
    private static final PdfStamping STAMPING = new PdfStamping(new EarlierDigests());

    /// What stands in documents whose words are hard to find.
    private static final Map<String, String> WORDS =
            Map.of(
                    "text-ligatures-crop.pdf", "ffl",
                    "text-vertical-cjk-3p.pdf", "日本",
                    "text-rotated-6p.pdf", "PDFBox",
                    "text-cjk-not-embedded-eucjp.pdf", "うえ",
                    "text-vertical-and-horizontal-cjk.pdf", "改行してみ",
                    "text-cjk-not-embedded.pdf", "Abstract",
                    "text-beads-cropbox.pdf", "Kind");

    private DocumentsTool() {}

    public static void main(String[] args) throws Exception {
        List<Path> files;
        try (Stream<Path> all = Files.list(Path.of(args[0]))) {
            files =
                    all.filter(it -> it.toString().endsWith(".pdf"))
                            .filter(it -> args.length < 3 || it.toString().contains(args[2]))
                            .sorted()
                            .toList();
        }
        Files.createDirectories(Path.of(args[1]));
        for (Path it : files) {
            one(it, Path.of(args[1]));
        }
    }

    private static void one(Path file, Path folder) throws Exception {
        Map<String, Placement> ways = new LinkedHashMap<>();
        ways.put("page", new Placement.OnPage(1, 90, 90, 10, 10));
        ways.put("seam", new Placement.Seam(0.5));
        try (PdfFile it = PdfFile.open(file)) {
            OpenedPdf document = OpenedPdf.read(it);
            ways.put("last", middle(document, document.pages().size()));
            for (String name : document.form().open()) {
                ways.putIfAbsent("field", new Placement.InField(name));
            }
        } catch (RefusedException e) {
            // The ways that are tried say why.
        }
        String word = WORDS.getOrDefault(file.getFileName().toString(), "");
        if (!word.isEmpty()) {
            ways.put("word", new Placement.AtKeyword(word, 0));
        }
        List<String> out = new ArrayList<>();
        for (Map.Entry<String, Placement> way : ways.entrySet()) {
            out.add(way.getKey() + " " + tried(file, folder, way.getKey(), way.getValue()));
        }
        System.out.println("| `" + file.getFileName() + "` | " + String.join("; ", out) + " |");
    }

    private static Placement middle(OpenedPdf document, int page) throws Exception {
        PageGeometry it = document.geometry(document.page(page));
        return new Placement.OnPage(page, it.width() / 2, it.height() / 2, 0, 0);
    }

    private static String tried(Path file, Path folder, String way, Placement placement)
            throws Exception {
        String name = file.getFileName().toString().replace(".pdf", "-" + way + ".pdf");
        Path target = folder.resolve(name);
        SealPicture seal = Orders.seal(20);
        long from = System.nanoTime();
        PreparedPdf prepared;
        try {
            prepared = STAMPING.prepare(file, target, Orders.of(seal, Optional.empty(), placement));
            SIGNER.embed(STAMPING, target, prepared);
        } catch (RefusedException e) {
            return e.getMessage();
        } catch (RuntimeException | StackOverflowError e) {
            e.printStackTrace();
            return "**FAILED " + e + "**";
        }
        long millis = (System.nanoTime() - from) / 1_000_000;
        List<String> bad = new ArrayList<>();
        byte[] before = Files.readAllBytes(file);
        if (!Arrays.equals(
                before, 0, before.length, Files.readAllBytes(target), 0, before.length)) {
            bad.add("earlier bytes changed");
        }
        int was = Outside.qpdf(file).code();
        Outside.Ran is = Outside.qpdf(target);
        if (is.code() != 0 && is.code() != was) {
            bad.add(
                    "qpdf "
                            + was
                            + " to "
                            + is.code()
                            + ": "
                            + is.out().lines().skip(1).limit(3).toList());
        }
        int more = Outside.signatures(target) - Outside.signatures(file);
        if (more != (placement instanceof Placement.InField ? 0 : 1)) {
            bad.add("signatures +" + more);
        }
        seen(file, target, prepared, bad);
        return (bad.isEmpty() ? "ok" : "**BAD** " + bad)
                + " "
                + millis
                + " ms"
                + (placement instanceof Placement.AtKeyword ? " " + prepared.boxes() : "")
                + (prepared.notices().isEmpty() ? "" : " " + prepared.notices());
    }

    private static void seen(Path file, Path target, PreparedPdf prepared, List<String> bad)
            throws Exception {
        List<Box> some = prepared.boxes();
        for (Box box : some.size() > 3 ? List.of(some.get(0), some.get(some.size() - 1)) : some) {
            boolean enlarged =
                    new String(Files.readAllBytes(file), "ISO-8859-1").contains("UserUnit");
            for (boolean mupdf : enlarged ? new boolean[] {true} : new boolean[] {true, false}) {
                Seen.Renderer renderer = mupdf ? Seen::byMupdf : Seen::byPdfbox;
                try {
                    Optional<Box> found = Seen.added(renderer, file, target, box.page());
                    if (found.isEmpty() || !Seen.same(found.get(), box)) {
                        bad.add((mupdf ? "mupdf " : "pdfbox ") + found + " for " + box);
                    }
                } catch (Exception e) {
                    bad.add((mupdf ? "mupdf " : "pdfbox ") + e);
                }
            }
        }
    }
}
