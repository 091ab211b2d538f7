package cn.biaozhengtong.stamping.pdf.verification.revision;

import cn.biaozhengtong.stamping.pdf.verification.syntax.MalformedException;
import cn.biaozhengtong.stamping.pdf.verification.syntax.PdfObject;
import cn.biaozhengtong.stamping.pdf.verification.syntax.PdfObject.Dictionary;
import cn.biaozhengtong.stamping.pdf.verification.syntax.PdfObject.Null;
import cn.biaozhengtong.stamping.pdf.verification.syntax.PdfObject.Reference;
import cn.biaozhengtong.stamping.pdf.verification.syntax.TooMuchException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The pages of a revision in their order (ISO 32000-2 §7.7.3).
public final class Pages {
    private static final int MAX = 100_000;
    private static final int MAX_DEPTH = 64;
    private static final List<String> INHERITED = List.of("MediaBox", "CropBox", "Rotate");

    private final View view;
    private final List<Dictionary> pages = new ArrayList<>();
    private final Map<Integer, Integer> numbers = new HashMap<>();
    private final Set<Integer> seen = new HashSet<>();

    private Pages(View view) {
        this.view = view;
    }

    /// @throws MalformedException when the tree has loops
    /// @throws TooMuchException when it has too many pages
    public static Pages of(View view) {
        Pages out = new Pages(view);
        out.collect(view.catalog().get("Pages"), Map.of(), 0);
        return out;
    }

    private void collect(PdfObject node, Map<String, PdfObject> inherited, int depth) {
        Dictionary dictionary = view.dictionary(node);
        boolean inner = dictionary.get("Kids") != Null.nothing;
        boolean again = inner && node instanceof Reference it && !seen.add(it.number());
        if (again || depth > MAX_DEPTH) {
            throw new MalformedException("loop of pages", 0);
        }
        Map<String, PdfObject> own = new HashMap<>(inherited);
        for (String key : INHERITED) {
            if (dictionary.get(key) != Null.nothing) {
                own.put(key, dictionary.get(key));
            }
        }
        if (inner) {
            for (PdfObject kid : view.items(dictionary.get("Kids"))) {
                collect(kid, own, depth + 1);
            }
        } else if (!dictionary.entries().isEmpty()) {
            add(node, dictionary, own);
        }
    }

    private void add(PdfObject node, Dictionary page, Map<String, PdfObject> inherited) {
        Map<String, PdfObject> whole = new LinkedHashMap<>(inherited);
        whole.putAll(page.entries());
        pages.add(new Dictionary(whole, page.twice()));
        if (pages.size() > MAX) {
            throw new TooMuchException("pages");
        }
        if (node instanceof Reference reference) {
            numbers.putIfAbsent(reference.number(), pages.size());
        }
    }

    public int count() {
        return pages.size();
    }

    /// @param page from 1
    public Dictionary page(int page) {
        return pages.get(page - 1);
    }

    /// From 1; 0 when the object is none.
    public int number(PdfObject object) {
        return object instanceof Reference it ? numbers.getOrDefault(it.number(), 0) : 0;
    }
}
