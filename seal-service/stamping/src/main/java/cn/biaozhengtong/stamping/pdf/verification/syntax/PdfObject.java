package cn.biaozhengtong.stamping.pdf.verification.syntax;

import java.util.List;
import java.util.Map;

/// One object of a PDF (ISO 32000-2 §7.3).
public sealed interface PdfObject {
    /// Also what is free, absent or not readable: whoever refers to it sees nothing.
    enum Null implements PdfObject {
        nothing
    }

    record Bool(boolean value) implements PdfObject {}

    record Number(double value) implements PdfObject {
        /// Whether it is one of the integers that a file can have.
        public boolean isInteger() {
            return value == Math.rint(value) && Math.abs(value) < 1L << 53;
        }
    }

    record Name(String value) implements PdfObject {}

    /// @param bytes each as a character of ISO 8859-1
    /// @param from where its first delimiter stands, -1 when it does not stand in the file itself
    /// @param to after its last delimiter
    record Text(String bytes, long from, long to) implements PdfObject {}

    record Reference(int number, int generation) implements PdfObject {}

    record Array(List<PdfObject> items) implements PdfObject {}

    /// @param twice whether a key stands there more than once, which readers resolve differently
    record Dictionary(Map<String, PdfObject> entries, boolean twice) implements PdfObject {
        public PdfObject get(String key) {
            return entries.getOrDefault(key, Null.nothing);
        }

        /// Of a name, else empty.
        public String name(String key) {
            return get(key) instanceof Name name ? name.value() : "";
        }
    }

    /// @param from first of its bytes, encoded
    record Stream(Dictionary dictionary, long from) implements PdfObject {}
}
