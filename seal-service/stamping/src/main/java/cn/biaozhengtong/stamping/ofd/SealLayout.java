package cn.biaozhengtong.stamping.ofd;

import cn.biaozhengtong.stamping.Box;
import cn.biaozhengtong.stamping.Placement;
import cn.biaozhengtong.stamping.Refusal;
import cn.biaozhengtong.stamping.RefusedException;
import cn.biaozhengtong.stamping.ofd.container.Container;
import cn.biaozhengtong.stamping.ofd.structure.Area;
import cn.biaozhengtong.stamping.ofd.structure.DocumentTree;
import cn.biaozhengtong.stamping.ofd.structure.PageArea;
import cn.biaozhengtong.stamping.ofd.structure.SignatureFile.Stamp;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Finds where a seal stands: at its real size, wholly on what is seen of its page, once a page.
final class SealLayout {
    private final Container container;
    private final DocumentTree document;
    private final PageAreas areas;
    private final double width;
    private final double height;
    private final Map<Integer, Stamp> stamps = new TreeMap<>();

    /// @param width of the seal in millimetres
    /// @param height of the seal in millimetres
    SealLayout(Container container, DocumentTree document, double width, double height) {
        this.container = container;
        this.document = document;
        this.areas = new PageAreas(container, document);
        this.width = width;
        this.height = height;
    }

    /// @param before stamps of earlier signatures
    /// @return in the order of pages
    List<Stamp> place(List<Placement> placements, List<Stamp> before)
            throws IOException, RefusedException {
        for (Placement it : placements) {
            if (it instanceof Placement.OnPage on) {
                onPage(on);
            } else if (it instanceof Placement.AtKeyword at) {
                atKeyword(at);
            } else if (it instanceof Placement.Seam seam) {
                SeamLayout layout = new SeamLayout(document, areas, width, height);
                for (Map.Entry<Integer, Stamp> slice : layout.slices(seam, before).entrySet()) {
                    put(slice.getKey(), slice.getValue());
                }
            } else {
                throw new RefusedException(Refusal.field_absent, "OFD has no fields");
            }
        }
        return List.copyOf(stamps.values());
    }

    private void onPage(Placement.OnPage on) throws IOException, RefusedException {
        if (on.page() < 1 || on.page() > document.pages().size()) {
            throw new RefusedException(Refusal.page_absent, "page " + on.page());
        }
        double x = PageAreas.millimetres(on.left() + on.width() / 2);
        double y = PageAreas.millimetres(on.top() + on.height() / 2);
        around(on.page() - 1, x, y);
    }

    private void atKeyword(Placement.AtKeyword at) throws IOException, RefusedException {
        int wanted = at.occurrence();
        int seen = 0;
        PageWords words = new PageWords(container, document, at.keyword());
        for (int page = 0; page < document.pages().size(); page++) {
            Area shown = visible(page).visible();
            for (Area it : words.on(page)) {
                double x = it.left() + it.width() / 2;
                double y = it.top() + it.height() / 2;
                if (!shown.holds(new Area(x, y, 0, 0))) {
                    continue;
                }
                seen++;
                if (wanted == 0 || wanted == seen) {
                    around(page, x, y);
                }
            }
            if (wanted > 0 && seen >= wanted) {
                return;
            }
        }
        if (seen == 0 || wanted > seen) {
            throw new RefusedException(Refusal.keyword_absent, "found " + seen);
        }
    }

    private PageArea visible(int page) throws IOException, RefusedException {
        Optional<PageArea> area = areas.of(page);
        if (area.isEmpty() || area.get().visible().isEmpty()) {
            throw new RefusedException(Refusal.page_without_area, "page " + (page + 1));
        }
        return area.get();
    }

    private void around(int page, double x, double y) throws IOException, RefusedException {
        Area boundary = new Area(x - width / 2, y - height / 2, width, height);
        if (!visible(page).visible().holds(boundary)) {
            throw new RefusedException(Refusal.does_not_fit, "page " + (page + 1));
        }
        String id = document.pages().get(page).id();
        put(page, new Stamp(id, boundary, Optional.empty()));
    }

    private void put(int page, Stamp stamp) throws RefusedException {
        if (stamps.putIfAbsent(page, stamp) != null) {
            throw new RefusedException(Refusal.twice_on_page, "page " + (page + 1));
        }
    }

    /// Where the seal will be seen.
    List<Box> boxes() {
        List<Box> out = new ArrayList<>();
        stamps.forEach((page, stamp) -> out.add(PageAreas.box(page, stamp.seen())));
        return out;
    }
}
