package cn.biaozhengtong.stamping.pdf;

import cn.biaozhengtong.stamping.Box;
import cn.biaozhengtong.stamping.Placement;
import cn.biaozhengtong.stamping.Refusal;
import cn.biaozhengtong.stamping.RefusedException;
import cn.biaozhengtong.stamping.pdf.PdfValue.Ref;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// From what was ordered to places on pages.
final class Sites {
    private final Path path;
    private final OpenedPdf document;
    private final SealSize seal;
    private final List<Site> stamps = new ArrayList<>();
    private Optional<FieldSite> field = Optional.empty();

    private Sites(Path path, OpenedPdf document, SealSize seal) {
        this.path = path;
        this.document = document;
        this.seal = seal;
    }

    /// An existing field that is filled.
    ///
    /// @param site where the seal stands in it
    /// @param rectangle of its widget, as seen; it contains the seal
    /// @param grown whether that is another than the file's
    record FieldSite(SignatureField field, Site site, Box rectangle, boolean grown) {}

    /// @throws RefusedException when a place is not there, or the seal does not fit into it
    static Sites of(Path path, OpenedPdf document, SealSize seal, List<Placement> placements)
            throws IOException, RefusedException {
        Sites out = new Sites(path, document, seal);
        for (Placement it : placements) {
            out.add(it);
        }
        return out;
    }

    Optional<FieldSite> field() {
        return field;
    }

    /// All but the one in the field: whole seals, then slices.
    List<Site> stamps() {
        return stamps;
    }

    private void add(Placement placement) throws IOException, RefusedException {
        if (placement instanceof Placement.OnPage it) {
            Box box = new Box(it.page(), it.left(), it.top(), it.width(), it.height());
            stamps.add(inMiddleOf(box));
        } else if (placement instanceof Placement.AtKeyword it) {
            for (Box box : found(it)) {
                stamps.add(inMiddleOf(box));
            }
        } else if (placement instanceof Placement.InField it) {
            field = Optional.of(inField(document.form().empty(it.name())));
        } else if (placement instanceof Placement.Seam it) {
            stamps.addAll(new SeamSlices(document, seal, stamps).at(it.middle()));
        }
    }

    private Site inMiddleOf(Box box) throws IOException, RefusedException {
        PdfPage page = document.page(box.page());
        PageGeometry geometry = document.geometry(page);
        Box own = document.fitting(seal.inMiddleOf(box), geometry);
        return new Site(page, geometry, own, 0, 1);
    }

    private List<Box> found(Placement.AtKeyword wanted) throws IOException, RefusedException {
        if (KeywordSearch.normal(wanted.keyword()).isEmpty()) {
            throw new RefusedException(Refusal.keyword_absent, "no keyword");
        }
        List<Box> all =
                KeywordSearch.find(path, document.file(), document.pages(), wanted.keyword());
        int n = wanted.occurrence();
        if (all.isEmpty() || n < 0 || n > all.size()) {
            throw new RefusedException(Refusal.keyword_absent, all.size() + " found");
        }
        return n == 0 ? all : List.of(all.get(n - 1));
    }

    private FieldSite inField(SignatureField found) throws IOException, RefusedException {
        PdfFile file = document.file();
        PdfPage page = pageOf(found);
        PageGeometry geometry = document.geometry(page);
        double[] rectangle =
                PageGeometry.rectangle(file, file.array(found.widgetDictionary().get("Rect")));
        Box box = geometry.seen(page.number(), rectangle);
        Box own = document.fitting(seal.inMiddleOf(box), geometry);
        boolean fits = box.width() >= own.width() && box.height() >= own.height();
        boolean untouched = !document.form().isSigned() && !document.permissions().isRestricted();
        if (!fits && !untouched) {
            // A field may grow to the seal's real size until somebody has signed how it is.
            throw new RefusedException(Refusal.does_not_fit, "a field that is signed over");
        }
        Site site = new Site(page, geometry, own, 0, 1);
        return new FieldSite(found, site, fits ? box : own, !fits);
    }

    /// The page that shows it, whatever it says itself.
    private PdfPage pageOf(SignatureField found) throws IOException, RefusedException {
        Ref widget = found.widget();
        for (PdfPage page : document.pages()) {
            if (document.file().array(page.own().get("Annots")).items().contains(widget)) {
                return page;
            }
        }
        throw new RefusedException(Refusal.field_absent, "on no page");
    }
}
