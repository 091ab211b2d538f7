package cn.biaozhengtong.stamping.pdf.verification.revision;

import cn.biaozhengtong.stamping.pdf.verification.syntax.PdfObject.Dictionary;
import cn.biaozhengtong.stamping.pdf.verification.syntax.PdfObject.Number;
import java.util.Map;
import java.util.OptionalLong;

/// One section of cross references, table or stream; a table with what its hidden stream adds.
///
/// @param from where it begins
/// @param to where it ends, what closes it (`%%EOF`) included; -1 when nothing does
/// @param startxref the number before that
/// @param entries by number of the object
/// @param twofold whether table and hidden stream place one object differently
public record Section(
        long from,
        long to,
        long startxref,
        Map<Integer, Entry> entries,
        Dictionary trailer,
        boolean twofold) {
    public OptionalLong previous() {
        return offset("Prev");
    }

    OptionalLong hidden() {
        return offset("XRefStm");
    }

    private OptionalLong offset(String key) {
        return trailer.get(key) instanceof Number at && at.isInteger()
                ? OptionalLong.of((long) at.value())
                : OptionalLong.empty();
    }
}
