package cn.biaozhengtong.stamping.pdf;

import cn.biaozhengtong.stamping.Refusal;
import cn.biaozhengtong.stamping.RefusedException;
import cn.biaozhengtong.stamping.pdf.PdfValue.Dictionary;
import cn.biaozhengtong.stamping.pdf.PdfValue.Ref;
import cn.biaozhengtong.stamping.pdf.PdfValue.Token;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// An object in a file, and where its stream begins if it has one (ISO 32000-2 §7.3.8, §7.3.10).
///
/// @param data offset of the stream's first byte, −1 without a stream
record PdfStream(PdfValue value, long data, @Nullable PdfFile file) {
    private static final int MOST = 64 << 20;

    private record Read(PdfValue value, int data) {}

    /// @param expected the object that must stand there; null for whichever
    /// @param file in which a length stands that is an object of its own
    static PdfStream at(
            FileBytes bytes, long offset, @Nullable Ref expected, @Nullable PdfFile file)
            throws IOException, RefusedException {
        Read read =
                bytes.parse(
                        offset,
                        lexer -> {
                            Ref id = new Ref((int) lexer.whole(), (int) lexer.whole());
                            lexer.expect("obj");
                            if (expected != null && !expected.equals(id)) {
                                throw malformed("another object at " + offset);
                            }
                            PdfValue value = lexer.value();
                            String after = lexer.word();
                            if (after.equals("stream") && value instanceof Dictionary) {
                                return new Read(value, lexer.afterLine());
                            }
                            if (!after.equals("endobj")) {
                                throw malformed("no end of the object at " + offset);
                            }
                            return new Read(value, -1);
                        });
        return new PdfStream(read.value, read.data < 0 ? -1 : offset + read.data, file);
    }

    Dictionary dictionary() {
        return value instanceof Dictionary it ? it : Dictionary.EMPTY;
    }

    /// All of it, its filter opened.
    byte[] open(FileBytes bytes) throws IOException, RefusedException {
        PdfValue length = dictionary().get("Length");
        if (file != null) {
            length = file.resolve(length);
        }
        double count = length instanceof Token it ? it.number() : -1;
        if (data < 0 || count < 0 || count != Math.rint(count)) {
            throw malformed("no stream");
        }
        if (count > MOST) {
            throw new RefusedException(Refusal.too_large, "a stream of objects");
        }
        byte[] raw = bytes.read(data, (int) count);
        String after = new String(bytes.read(data + (long) count, 16), StandardCharsets.ISO_8859_1);
        if (raw.length != (int) count || !after.strip().startsWith("endstream")) {
            throw malformed("a stream's length is wrong");
        }
        return Filters.open(raw, dictionary());
    }

    private static RefusedException malformed(String about) {
        return new RefusedException(Refusal.not_readable, about);
    }
}
