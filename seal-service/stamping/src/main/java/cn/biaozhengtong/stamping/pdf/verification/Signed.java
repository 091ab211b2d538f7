package cn.biaozhengtong.stamping.pdf.verification;

import cn.biaozhengtong.stamping.pdf.verification.revision.Field;
import cn.biaozhengtong.stamping.pdf.verification.revision.View;
import cn.biaozhengtong.stamping.pdf.verification.syntax.PdfObject;
import cn.biaozhengtong.stamping.pdf.verification.syntax.PdfObject.Dictionary;
import cn.biaozhengtong.stamping.pdf.verification.syntax.PdfObject.Number;
import cn.biaozhengtong.stamping.pdf.verification.syntax.PdfObject.Text;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A signature field that has a value, and the value, as the last revision has them.
record Signed(Field field, Dictionary value, List<Long> byteRange) {
    Signed {
        byteRange = List.copyOf(byteRange);
    }

    static Signed of(View view, Field field) {
        Dictionary value = view.dictionary(field.value());
        List<Long> range = new ArrayList<>();
        for (PdfObject it : view.items(value.get("ByteRange"))) {
            boolean integer = it instanceof Number number && number.isInteger();
            range.add(integer ? (long) ((Number) it).value() : -1);
        }
        return new Signed(field, value, range);
    }

    String name() {
        return field.name();
    }

    boolean isTimeStamp() {
        return value.name("Type").equals("DocTimeStamp")
                || value.name("SubFilter").equals("ETSI.RFC3161");
    }

    String subFilter() {
        return value.name("SubFilter");
    }

    /// As it stands in the dictionary itself: neither by reference nor in an object stream.
    Optional<Text> contents() {
        return value.get("Contents") instanceof Text text && text.from() >= 0
                ? Optional.of(text)
                : Optional.empty();
    }

    Optional<byte[]> bytes(String key) {
        return value.get(key) instanceof Text text
                ? Optional.of(text.bytes().getBytes(StandardCharsets.ISO_8859_1))
                : Optional.empty();
    }

    /// Where what it signs ends; -1 when that cannot be said.
    long end() {
        return byteRange.size() == 4 ? byteRange.get(2) + byteRange.get(3) : -1;
    }
}
