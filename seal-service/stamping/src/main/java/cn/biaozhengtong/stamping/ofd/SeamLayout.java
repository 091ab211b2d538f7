package cn.biaozhengtong.stamping.ofd;

import cn.biaozhengtong.stamping.Placement;
import cn.biaozhengtong.stamping.Refusal;
import cn.biaozhengtong.stamping.RefusedException;
import cn.biaozhengtong.stamping.ofd.structure.Area;
import cn.biaozhengtong.stamping.ofd.structure.DocumentTree;
import cn.biaozhengtong.stamping.ofd.structure.SignatureFile.Stamp;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A seal over the right edge of all pages: each page shows a slice, together they are the seal,
/// once. Over more than forty pages a slice would be a hair: then pages are taken in groups, as
/// equal as can be, and each group has the whole seal.
final class SeamLayout {
    private static final int GROUP = 40;
    private static final int MAX_PAGES = 10_000;
    private static final double MICRON = 1000;

    private final DocumentTree document;
    private final PageAreas areas;
    private final double width;
    private final double height;

    SeamLayout(DocumentTree document, PageAreas areas, double width, double height) {
        this.document = document;
        this.areas = areas;
        this.width = width;
        this.height = height;
    }

    /// @return by page from 0
    Map<Integer, Stamp> slices(Placement.Seam seam, List<Stamp> before)
            throws IOException, RefusedException {
        int pages = document.pages().size();
        if (pages < 2) {
            throw new RefusedException(Refusal.seam_on_one_page, "seam");
        }
        if (pages > MAX_PAGES) {
            throw new RefusedException(Refusal.too_large, "pages of a seam");
        }
        Map<String, List<Area>> taken = new HashMap<>();
        for (Stamp it : before) {
            taken.computeIfAbsent(it.page(), page -> new ArrayList<>()).add(it.seen());
        }
        int groups = (pages + GROUP - 1) / GROUP;
        Map<Integer, Stamp> out = new TreeMap<>();
        for (int group = 0; group < groups; group++) {
            int from = pages * group / groups;
            int to = pages * (group + 1) / groups;
            out.putAll(group(seam, from, to, taken));
        }
        return out;
    }

    /// Further seams stand below those that are there: by their height, until all slices are free.
    private Map<Integer, Stamp> group(
            Placement.Seam seam, int from, int to, Map<String, List<Area>> taken)
            throws IOException, RefusedException {
        for (int lower = 0; ; lower++) {
            Map<Integer, Stamp> out = new TreeMap<>();
            for (int page = from; page < to; page++) {
                out.put(page, slice(seam, page, page - from, to - from, lower));
            }
            boolean free =
                    out.values().stream()
                            .allMatch(it ->
                                    taken.getOrDefault(it.page(), List.of()).stream()
                                            .allMatch(other -> other.and(it.seen()).isEmpty()));
            if (free) {
                return out;
            }
        }
    }

    private Stamp slice(Placement.Seam seam, int page, int index, int count, int lower)
            throws IOException, RefusedException {
        Area shown =
                areas.of(page)
                        .map(it -> it.visible())
                        .filter(it -> !it.isEmpty())
                        .orElseThrow(() ->
                                new RefusedException(
                                        Refusal.page_without_area, "page " + (page + 1)));
        double from = edge(index, count);
        double to = edge(index + 1, count);
        double top = shown.top() + shown.height() * seam.middle() - height / 2 + height * lower;
        Area boundary = new Area(shown.right() - to, top, width, height);
        Area clip = new Area(from, 0, to - from, height);
        Stamp out = new Stamp(document.pages().get(page).id(), boundary, Optional.of(clip));
        if (!shown.holds(out.seen())) {
            throw new RefusedException(Refusal.does_not_fit, "page " + (page + 1));
        }
        return out;
    }

    /// Whole microns, so that a slice begins where the one before ended.
    private double edge(int index, int count) {
        return Math.round(width * MICRON * index / count) / MICRON;
    }
}
