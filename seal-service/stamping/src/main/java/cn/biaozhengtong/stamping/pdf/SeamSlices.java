package cn.biaozhengtong.stamping.pdf;

import cn.biaozhengtong.stamping.Box;
import cn.biaozhengtong.stamping.Refusal;
import cn.biaozhengtong.stamping.RefusedException;
import cn.biaozhengtong.stamping.pdf.PdfValue.Dictionary;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Cuts a seal into slices along the right edge of the pages as seen (骑缝章). Over many pages it is
/// made by groups, each a whole seal, so that no slice is too thin to show anything.
final class SeamSlices {
    /// Of a seal of 40 mm a millimetre each.
    static final int MOST_IN_GROUP = 40;

    private final OpenedPdf document;
    private final SealSize seal;
    private final List<Site> others;

    /// @param others that the same order puts beside
    SeamSlices(OpenedPdf document, SealSize seal, List<Site> others) {
        this.document = document;
        this.seal = seal;
        this.others = List.copyOf(others);
    }

    /// @throws RefusedException seam_on_one_page, does_not_fit
    List<Site> at(double middle) throws IOException, RefusedException {
        List<PdfPage> pages = document.pages();
        int count = pages.size();
        if (count == 1) {
            throw new RefusedException(Refusal.seam_on_one_page, "one page");
        }
        int groups = (count + MOST_IN_GROUP - 1) / MOST_IN_GROUP;
        List<Site> out = new ArrayList<>();
        for (int group = 0; group < groups; group++) {
            int from = (int) ((long) count * group / groups);
            int to = (int) ((long) count * (group + 1) / groups);
            for (int i = from; i < to; i++) {
                Site slice = slice(pages.get(i), i - from, to - from, middle);
                document.fitting(slice.box(), slice.geometry());
                out.add(slice);
            }
        }
        return besideOthers(out);
    }

    private Site slice(PdfPage page, int slice, int slices, double middle)
            throws IOException, RefusedException {
        PageGeometry geometry = document.geometry(page);
        double width = seal.width() / slices;
        Box box =
                new Box(
                        page.number(),
                        geometry.width() - width,
                        geometry.height() * middle - seal.height() / 2,
                        width,
                        seal.height());
        return new Site(page, geometry, box, slice, slices);
    }

    /// Each further seal stands off by its height: the same on all pages, or they made no whole.
    private List<Site> besideOthers(List<Site> slices) throws IOException, RefusedException {
        List<List<Box>> taken = new ArrayList<>();
        for (Site it : slices) {
            taken.add(stampsOn(it));
        }
        for (int step = 0; step < 20; step++) {
            for (int sign = 1; sign >= (step == 0 ? 1 : -1); sign -= 2) {
                List<Site> moved = moved(slices, sign * step * seal.height());
                if (stands(moved, taken)) {
                    return moved;
                }
            }
        }
        throw new RefusedException(Refusal.does_not_fit, "the seam");
    }

    private static List<Site> moved(List<Site> slices, double by) {
        List<Site> out = new ArrayList<>();
        for (Site it : slices) {
            Box box = it.box();
            Box moved = new Box(box.page(), box.left(), box.top() + by, box.width(), box.height());
            out.add(new Site(it.page(), it.geometry(), moved, it.slice(), it.slices()));
        }
        return out;
    }

    private boolean stands(List<Site> slices, List<List<Box>> taken) {
        for (int i = 0; i < slices.size(); i++) {
            Site it = slices.get(i);
            try {
                document.fitting(it.box(), it.geometry());
            } catch (RefusedException e) {
                return false;
            }
            if (taken.get(i).stream().anyMatch(other -> overlap(it.box(), other))) {
                return false;
            }
        }
        return true;
    }

    private static boolean overlap(Box one, Box other) {
        double slack = 0.5;
        return one.left() + slack < other.left() + other.width()
                && other.left() + slack < one.left() + one.width()
                && one.top() + slack < other.top() + other.height()
                && other.top() + slack < one.top() + one.height();
    }

    private List<Box> stampsOn(Site site) throws IOException, RefusedException {
        PdfFile file = document.file();
        List<Box> out = new ArrayList<>();
        for (PdfValue it : file.array(site.page().own().get("Annots")).items()) {
            Dictionary annotation = file.dictionary(it);
            if (file.name(annotation.get("Subtype")).equals("Stamp")) {
                double[] rectangle =
                        PageGeometry.rectangle(file, file.array(annotation.get("Rect")));
                out.add(site.geometry().seen(site.page().number(), rectangle));
            }
        }
        for (Site it : others) {
            if (it.page().number() == site.page().number()) {
                out.add(it.box());
            }
        }
        return out;
    }
}
