package cn.biaozhengtong.stamping.pdf;

import cn.biaozhengtong.stamping.pdf.PdfValue.Array;
import cn.biaozhengtong.stamping.pdf.PdfValue.Dictionary;
import cn.biaozhengtong.stamping.pdf.PdfValue.Name;
import cn.biaozhengtong.stamping.pdf.PdfValue.Ref;
import cn.biaozhengtong.stamping.pdf.PdfValue.Token;
import java.util.Locale;

/// Writes values (ISO 32000-2 §7.3); what was read comes out with the same meaning to the byte.
final class PdfSyntax {
    private PdfSyntax() {}

    static void write(PdfValue value, StringBuilder out) {
        if (value instanceof Token token) {
            out.append(token.text());
        } else if (value instanceof Name name) {
            name(name.text(), out);
        } else if (value instanceof Ref ref) {
            out.append(ref.number()).append(' ').append(ref.generation()).append(" R");
        } else if (value instanceof Array array) {
            out.append('[');
            for (int i = 0; i < array.items().size(); i++) {
                out.append(i == 0 ? "" : " ");
                write(array.items().get(i), out);
            }
            out.append(']');
        } else if (value instanceof Dictionary dictionary) {
            out.append("<<");
            dictionary
                    .entries()
                    .forEach((key, it) -> {
                        name(key, out);
                        out.append(' ');
                        write(it, out);
                        out.append('\n');
                    });
            out.append(">>");
        }
    }

    private static void name(String text, StringBuilder out) {
        out.append('/');
        for (char c : text.toCharArray()) {
            if (c <= ' ' || c > '~' || c == '#' || PdfLexer.isDelimiter(c)) {
                out.append(String.format(Locale.ROOT, "#%02X", (int) c));
            } else {
                out.append(c);
            }
        }
    }
}
