package cn.biaozhengtong.stamping.pdf;

import cn.biaozhengtong.stamping.RefusedException;
import cn.biaozhengtong.stamping.pdf.PdfValue.Array;
import cn.biaozhengtong.stamping.pdf.PdfValue.Dictionary;
import cn.biaozhengtong.stamping.pdf.PdfValue.Ref;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Hangs annotations on pages and changes as little as can be: the array alone where it is an
/// object of its own, else the page.
final class PageAnnotations {
    private final OpenedPdf document;
    private final Increment increment;
    private final Map<Integer, List<PdfValue>> added = new LinkedHashMap<>();

    PageAnnotations(OpenedPdf document, Increment increment) {
        this.document = document;
        this.increment = increment;
    }

    void add(PdfPage page, Ref annotation) {
        added.computeIfAbsent(page.number(), it -> new ArrayList<>()).add(annotation);
    }

    /// @param tagged whether the pages have to say in which order their annotations are read
    void finish(boolean tagged) throws IOException, RefusedException {
        Map<PdfValue, Integer> users = users();
        for (Map.Entry<Integer, List<PdfValue>> it : added.entrySet()) {
            PdfPage before = document.page(it.getKey());
            Dictionary page = before.own();
            Array all = appended(page, it.getValue());
            boolean ordered = !tagged || PdfValue.name("S").equals(page.get("Tabs"));
            // Pages that share an array would all show what is meant for one.
            boolean alone = users.getOrDefault(page.get("Annots"), 0) == 1;
            if (page.get("Annots") instanceof Ref array && alone) {
                increment.put(array, all);
            } else {
                page = page.with("Annots", all);
            }
            if (!ordered) {
                page = page.with("Tabs", PdfValue.name("S"));
            }
            if (page != before.own()) {
                increment.put(before.ref(), page);
            }
        }
    }

    private Array appended(Dictionary page, List<PdfValue> more)
            throws IOException, RefusedException {
        List<PdfValue> out = new ArrayList<>(document.file().array(page.get("Annots")).items());
        out.addAll(more);
        return new Array(out);
    }

    private Map<PdfValue, Integer> users() {
        Map<PdfValue, Integer> out = new HashMap<>();
        for (PdfPage page : document.pages()) {
            if (page.own().get("Annots") instanceof Ref ref) {
                out.merge(ref, 1, Integer::sum);
            }
        }
        return out;
    }
}
