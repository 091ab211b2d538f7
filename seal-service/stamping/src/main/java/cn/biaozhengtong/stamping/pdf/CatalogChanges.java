package cn.biaozhengtong.stamping.pdf;

import cn.biaozhengtong.stamping.RefusedException;
import cn.biaozhengtong.stamping.pdf.PdfValue.Array;
import cn.biaozhengtong.stamping.pdf.PdfValue.Dictionary;
import cn.biaozhengtong.stamping.pdf.PdfValue.Ref;
import java.io.IOException;

/// What a signature changes in the catalog and the form: the list of fields, the flags, the
/// permission that a certification gives. What need not change is not written.
final class CatalogChanges {
    /// Signatures exist, and revisions are only appended (ISO 32000-2 §12.7.3).
    private static final int FLAGS = 3;

    private final OpenedPdf document;
    private final Increment increment;
    private Dictionary catalog;

    CatalogChanges(OpenedPdf document, Increment increment) {
        this.document = document;
        this.increment = increment;
        this.catalog = document.catalog();
    }

    void addField(Ref field) throws IOException, RefusedException {
        PdfFile file = document.file();
        Dictionary form = document.form().dictionary();
        Array fields = file.array(form.get("Fields")).plus(field);
        if (form.get("Fields") instanceof Ref array) {
            increment.put(array, fields);
            form(flagged(form));
        } else {
            form(flagged(form.with("Fields", fields)));
        }
    }

    void flag() throws IOException, RefusedException {
        form(flagged(document.form().dictionary()));
    }

    private Dictionary flagged(Dictionary form) throws IOException, RefusedException {
        int flags = document.file().whole(form.get("SigFlags"), 0);
        return (flags & FLAGS) == FLAGS
                ? form
                : form.with("SigFlags", PdfValue.number(flags | FLAGS));
    }

    private void form(Dictionary form) {
        if (form == document.form().dictionary()) {
            return;
        }
        if (catalog.get("AcroForm") instanceof Ref ref) {
            increment.put(ref, form);
        } else {
            catalog = catalog.with("AcroForm", form);
        }
    }

    void certify(Ref signature) throws IOException, RefusedException {
        Dictionary permissions =
                document.file().dictionary(catalog.get("Perms")).with("DocMDP", signature);
        if (catalog.get("Perms") instanceof Ref ref) {
            increment.put(ref, permissions);
        } else {
            catalog = catalog.with("Perms", permissions);
        }
    }

    void finish() {
        if (catalog != document.catalog()) {
            increment.put(document.root(), catalog);
        }
    }
}
