package cn.biaozhengtong.stamping.pdf;

import cn.biaozhengtong.stamping.Refusal;
import cn.biaozhengtong.stamping.RefusedException;
import cn.biaozhengtong.stamping.pdf.PdfValue.Dictionary;
import cn.biaozhengtong.stamping.pdf.PdfValue.Ref;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The pages in their order (ISO 32000-2 §7.7.3), each once, each an object of its own: a page that
/// is written into its parent cannot be changed alone, and one that stands twice would show a slice
/// twice.
final class PageTree {
    /// More are refused.
    static final int MOST_PAGES = 20_000;

    private static final List<String> INHERITED =
            List.of("Resources", "MediaBox", "CropBox", "Rotate");

    private PageTree() {}

    private record Node(Ref ref, Dictionary inherited) {}

    static List<PdfPage> read(PdfFile file, Dictionary catalog)
            throws IOException, RefusedException {
        List<PdfPage> out = new ArrayList<>();
        Set<Ref> seen = new HashSet<>();
        Deque<Node> open = new ArrayDeque<>();
        open.push(node(catalog.get("Pages"), Dictionary.EMPTY));
        while (!open.isEmpty()) {
            Node at = open.pop();
            if (!seen.add(at.ref)) {
                throw malformed("the tree of pages is no tree");
            }
            Dictionary own = file.dictionary(at.ref);
            Dictionary whole = inherit(own, at.inherited);
            if (own.get("Kids") == null) {
                out.add(page(out.size() + 1, at.ref, own, whole));
            } else {
                List<PdfValue> kids = file.array(own.get("Kids")).items();
                for (int i = kids.size() - 1; i >= 0; i--) {
                    open.push(node(kids.get(i), whole));
                }
            }
            if (open.size() > 4 * MOST_PAGES || out.size() > MOST_PAGES) {
                throw new RefusedException(Refusal.too_large, "pages");
            }
        }
        if (out.isEmpty()) {
            throw malformed("no page");
        }
        return out;
    }

    private static PdfPage page(int number, Ref ref, Dictionary own, Dictionary whole)
            throws RefusedException {
        if (!own.isType("Page")) {
            throw malformed("no page in the tree of pages");
        }
        return new PdfPage(number, ref, own, whole);
    }

    private static Node node(@org.jspecify.annotations.Nullable PdfValue ref, Dictionary inherited)
            throws RefusedException {
        if (ref instanceof Ref it) {
            return new Node(it, inherited);
        }
        throw malformed("a page is no object of its own");
    }

    private static Dictionary inherit(Dictionary own, Dictionary from) {
        Dictionary out = own;
        for (String key : INHERITED) {
            PdfValue value = from.get(key);
            if (value != null && own.get(key) == null) {
                out = out.with(key, value);
            }
        }
        return out;
    }

    private static RefusedException malformed(String about) {
        return new RefusedException(Refusal.not_readable, about);
    }
}
