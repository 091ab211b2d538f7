package cn.biaozhengtong.stamping.pdf;

import cn.biaozhengtong.stamping.pdf.PdfValue.Dictionary;
import cn.biaozhengtong.stamping.pdf.PdfValue.Ref;
import java.util.Optional;

/// A signature field (ISO 32000-2 §12.7.5.5).
///
/// @param name in full, as `party.seal`
/// @param ref of the field; its widget is the same object or its only kid
/// @param widget where it is seen
/// @param value the signature dictionary of one that is signed
record SignatureField(
        String name,
        Ref ref,
        Dictionary field,
        Ref widget,
        Dictionary widgetDictionary,
        Optional<PdfValue> value) {
    boolean isSigned() {
        return value.isPresent();
    }
}
