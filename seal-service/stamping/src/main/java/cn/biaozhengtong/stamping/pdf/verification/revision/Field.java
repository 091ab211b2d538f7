package cn.biaozhengtong.stamping.pdf.verification.revision;

import cn.biaozhengtong.stamping.pdf.verification.syntax.PdfObject;
import cn.biaozhengtong.stamping.pdf.verification.syntax.PdfObject.Dictionary;
import java.util.List;

/// A field of the form that has no further fields below (ISO 32000-2 §12.7).
///
/// @param name whole, with the names above
/// @param type `Sig`, `Tx`, …, its own or from above; empty when it has none
/// @param value as it is written, a reference or not
/// @param widgets where it is seen: itself, or its kids
public record Field(
        String name, String type, PdfObject value, Dictionary dictionary, List<Widget> widgets) {
    public Field {
        widgets = List.copyOf(widgets);
    }

    /// @param object as it is referred to
    public record Widget(PdfObject object, Dictionary dictionary) {}

    public boolean isSignature() {
        return type.equals("Sig");
    }
}
