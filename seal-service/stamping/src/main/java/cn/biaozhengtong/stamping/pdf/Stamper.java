package cn.biaozhengtong.stamping.pdf;

import cn.biaozhengtong.stamping.Box;
import cn.biaozhengtong.stamping.RefusedException;
import cn.biaozhengtong.stamping.pdf.PdfValue.Dictionary;
import cn.biaozhengtong.stamping.pdf.PdfValue.Ref;
import cn.biaozhengtong.stamping.pdf.Sites.FieldSite;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Writes one signature with its one widget, and stamps for the rest, into an increment.
final class Stamper {
    /// Print, and no moving or deleting it in a viewer (ISO 32000-2 §12.5.3).
    private static final int WIDGET_FLAGS = 4 | 128;

    /// For a stamp also no clicking and no other text.
    private static final int STAMP_FLAGS = WIDGET_FLAGS | 64 | 512;

    private static final int PRINT = 4;

    /// Invisible, hidden, not viewed.
    private static final int UNSEEN = 1 | 2 | 32;

    private final OpenedPdf document;
    private final StampOrder order;
    private final Increment increment;
    private final Appearances appearances;
    private final PageAnnotations annotations;
    private final CatalogChanges catalog;
    private final Optional<TagTree> tags;
    private final Ref signature;
    private final List<Box> boxes = new ArrayList<>();

    Stamper(OpenedPdf document, StampOrder order, Increment increment, SealImage image)
            throws IOException, RefusedException {
        this.document = document;
        this.order = order;
        this.increment = increment;
        this.signature = increment.reserve();
        this.appearances = new Appearances(increment, SealSize.of(order.picture()), image);
        this.annotations = new PageAnnotations(document, increment);
        this.catalog = new CatalogChanges(document, increment);
        this.tags = TagTree.of(document, increment);
    }

    Ref signature() {
        return signature;
    }

    List<Box> boxes() {
        return boxes;
    }

    void write(Sites sites) throws IOException, RefusedException {
        List<Site> stamps = new ArrayList<>(sites.stamps());
        Optional<SignatureField> existing = sites.field().map(FieldSite::field);
        increment.put(signature, SignatureDictionary.of(document, order, existing));
        if (sites.field().isPresent()) {
            fill(sites.field().get());
            catalog.flag();
        } else {
            Optional<Site> whole = stamps.stream().filter(it -> it.slices() == 1).findFirst();
            whole.ifPresent(stamps::remove);
            newField(whole);
        }
        for (int i = 0; i < stamps.size(); i++) {
            stamp(stamps.get(i), i + 1);
        }
        if (order.certify().isPresent()) {
            catalog.certify(signature);
        }
        catalog.finish();
        annotations.finish(tags.isPresent());
        if (tags.isPresent()) {
            tags.get().finish();
        }
    }

    private void fill(FieldSite it) throws IOException, RefusedException {
        SignatureField field = it.field();
        Dictionary widget = field.widgetDictionary();
        Dictionary seen = widget.with("AP", appearance(it.site(), it.rectangle()));
        if (it.grown()) {
            seen = seen.with("Rect", it.site().geometry().rectangle(it.rectangle()));
        }
        int flags = document.file().whole(widget.get("F"), 0);
        int shown = (flags | PRINT) & ~UNSEEN;
        if (flags != shown) {
            seen = seen.with("F", PdfValue.number(shown));
        }
        if (widget.get("Contents") == null && !document.form().isSigned()) {
            seen = seen.with("Contents", PdfText.text(order.sealName()));
        }
        if (field.ref().equals(field.widget())) {
            increment.put(field.ref(), seen.with("V", signature));
        } else {
            increment.put(field.widget(), seen);
            increment.put(field.ref(), field.field().with("V", signature));
        }
        boxes.add(it.site().box());
    }

    private Dictionary appearance(Site site, Box around) {
        return PdfValue.dictionary("N", appearances.of(site, around));
    }

    /// @param site where it is seen; a seal that is only a seam has a field that is not seen
    private void newField(Optional<Site> site) throws IOException, RefusedException {
        PdfPage page = site.isPresent() ? site.get().page() : document.page(1);
        Ref ref = increment.reserve();
        Dictionary field =
                PdfValue.dictionary(
                        "Type", PdfValue.name("Annot"),
                        "Subtype", PdfValue.name("Widget"),
                        "FT", PdfValue.name("Sig"),
                        "T", PdfText.text(order.name()),
                        "TU", PdfText.text(order.sealName()),
                        "Contents", PdfText.text(order.sealName()),
                        "F", PdfValue.number(WIDGET_FLAGS),
                        "P", page.ref(),
                        "V", signature);
        if (site.isPresent()) {
            Site it = site.get();
            field =
                    field.with("Rect", it.geometry().rectangle(it.box()))
                            .with("AP", appearance(it, it.box()));
            boxes.add(it.box());
        } else {
            field = field.with("Rect", PdfValue.numbers(0, 0, 0, 0));
        }
        increment.put(ref, tagged(field, ref, page, "Form", order.sealName()));
        annotations.add(page, ref);
        catalog.addField(ref);
    }

    private Dictionary tagged(
            Dictionary annotation, Ref ref, PdfPage page, String role, String text) {
        return tags.isEmpty()
                ? annotation
                : annotation.with(
                        "StructParent", PdfValue.number(tags.get().add(ref, page, role, text)));
    }

    private void stamp(Site site, int number) {
        String text =
                site.slices() == 1
                        ? order.sealName()
                        : order.sealName() + " 骑缝章 " + (site.slice() + 1) + "/" + site.slices();
        Ref ref = increment.reserve();
        Dictionary stamp =
                PdfValue.dictionary(
                        "Type", PdfValue.name("Annot"),
                        "Subtype", PdfValue.name("Stamp"),
                        "Rect", site.geometry().rectangle(site.box()),
                        "F", PdfValue.number(STAMP_FLAGS),
                        "P", site.page().ref(),
                        "NM", PdfText.text(order.name() + "-" + number),
                        "Contents", PdfText.text(text),
                        "M", PdfText.date(order.at()),
                        "AP", appearance(site, site.box()));
        increment.put(ref, tagged(stamp, ref, site.page(), "Annot", text));
        annotations.add(site.page(), ref);
        boxes.add(site.box());
    }
}
