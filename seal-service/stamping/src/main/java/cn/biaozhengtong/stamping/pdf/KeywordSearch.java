package cn.biaozhengtong.stamping.pdf;

import cn.biaozhengtong.stamping.Box;
import cn.biaozhengtong.stamping.Refusal;
import cn.biaozhengtong.stamping.RefusedException;
import java.io.IOException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.io.RandomAccessReadBufferedFile;
import org.apache.pdfbox.pdmodel.PDDocument;

/// Finds a word as it is seen: by the places of its characters and not by their order in the file,
/// in every direction of writing, compatible forms taken for the same (NFKC), blanks overlooked.
final class KeywordSearch {
    private KeywordSearch() {}

    /// The places in the order of reading: by page, from the top, from the left.
    ///
    /// @throws RefusedException not_readable when a page's content is broken
    static List<Box> find(Path path, PdfFile file, List<PdfPage> pages, String keyword)
            throws IOException, RefusedException {
        String wanted = normal(keyword);
        List<Box> out = new ArrayList<>();
        List<Box> inColumns = new ArrayList<>();
        try (PDDocument document =
                Loader.loadPDF(
                        new RandomAccessReadBufferedFile(path.toFile()),
                        IOUtils.createTempFileOnlyStreamCache())) {
            if (document.getNumberOfPages() != pages.size()) {
                throw new RefusedException(Refusal.not_readable, "pages are counted differently");
            }
            for (PdfPage page : pages) {
                Optional<PageGeometry> geometry = geometry(file, page);
                if (geometry.isPresent()) {
                    GlyphCollector glyphs = new GlyphCollector(page.number(), geometry.get());
                    glyphs.processPage(document.getPage(page.number() - 1));
                    out.addAll(found(TextLines.of(glyphs.glyphs()), wanted));
                    inColumns.addAll(found(TextLines.columns(glyphs.glyphs()), wanted));
                }
            }
        } catch (RuntimeException e) {
            // PDFBox throws what it meets in broken fonts and contents.
            throw new RefusedException(Refusal.not_readable, "content of a page", e);
        }
        // Lines that happen to spell a word downwards must not hide one that is written.
        return out.isEmpty() ? inColumns : out;
    }

    /// Nothing is seen on a page without an area.
    private static Optional<PageGeometry> geometry(PdfFile file, PdfPage page)
            throws IOException, RefusedException {
        try {
            return Optional.of(PageGeometry.of(file, page.whole()));
        } catch (RefusedException e) {
            if (e.refusal() == Refusal.page_without_area) {
                return Optional.empty();
            }
            throw e;
        }
    }

    static String normal(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .codePoints()
                .filter(it -> !Character.isWhitespace(it) && !Character.isSpaceChar(it))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static List<Box> found(List<List<Glyph>> lines, String wanted) {
        List<Box> out = new ArrayList<>();
        for (List<Glyph> line : lines) {
            inLine(line, wanted, out);
        }
        // Words side by side stand a little higher or lower.
        out.sort(
                Comparator.<Box>comparingLong(it -> Math.round(it.top() / 4))
                        .thenComparingDouble(Box::left));
        return out;
    }

    private static void inLine(List<Glyph> line, String wanted, List<Box> out) {
        StringBuilder text = new StringBuilder();
        List<Integer> owners = new ArrayList<>();
        for (int i = 0; i < line.size(); i++) {
            String it = normal(line.get(i).text());
            text.append(it);
            for (int n = 0; n < it.length(); n++) {
                owners.add(i);
            }
        }
        int at = text.indexOf(wanted);
        while (at >= 0) {
            int last = owners.get(at + wanted.length() - 1);
            out.add(around(line.subList(owners.get(at), last + 1)));
            at = text.indexOf(wanted, at + wanted.length());
        }
    }

    private static Box around(List<Glyph> word) {
        Box first = word.get(0).box();
        double left = first.left();
        double top = first.top();
        double right = left + first.width();
        double bottom = top + first.height();
        for (Glyph it : word) {
            left = Math.min(left, it.box().left());
            top = Math.min(top, it.box().top());
            right = Math.max(right, it.box().left() + it.box().width());
            bottom = Math.max(bottom, it.box().top() + it.box().height());
        }
        return new Box(first.page(), left, top, right - left, bottom - top);
    }
}
