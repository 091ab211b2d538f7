package cn.biaozhengtong.stamping.pdf;

import cn.biaozhengtong.stamping.pdf.PdfValue.Token;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/// The bytes of a revision that hold a signature's place, and the range around it (ISO 32000-2
/// §12.8.1): all of the file but the place itself.
final class Revision {
    private static final String RANGE = "[0 ********** ********** **********]";

    private final byte[] bytes;
    private final int contentsFrom;
    private final int contentsTo;

    private Revision(byte[] bytes, int contentsFrom, int contentsTo) {
        this.bytes = bytes;
        this.contentsFrom = contentsFrom;
        this.contentsTo = contentsTo;
    }

    /// Room for the range's numbers.
    static Token range() {
        return new Token(RANGE);
    }

    /// Room for a signature.
    static Token contents(int reserved) {
        return new Token("<" + "0".repeat(2 * reserved) + ">");
    }

    /// @param start of the revision in the file
    /// @param object where in it the signature's object begins
    static Revision of(long start, byte[] bytes, int object) {
        int range = find(bytes, RANGE, object);
        int contents = find(bytes, "/Contents <", object) + "/Contents ".length();
        int end = contents;
        while (bytes[end] != '>') {
            end++;
        }
        end++;
        String numbers =
                String.format(
                        Locale.ROOT,
                        "[0 %d %d %d]",
                        start + contents,
                        start + end,
                        bytes.length - end);
        byte[] padded =
                Arrays.copyOf(numbers.getBytes(StandardCharsets.ISO_8859_1), RANGE.length());
        Arrays.fill(padded, numbers.length(), padded.length, (byte) ' ');
        System.arraycopy(padded, 0, bytes, range, padded.length);
        return new Revision(bytes, contents, end);
    }

    private static int find(byte[] in, String what, int from) {
        byte[] wanted = what.getBytes(StandardCharsets.ISO_8859_1);
        for (int at = from; at + wanted.length <= in.length; at++) {
            if (Arrays.equals(in, at, at + wanted.length, wanted, 0, wanted.length)) {
                return at;
            }
        }
        throw new IllegalStateException("no place for a signature");
    }

    byte[] bytes() {
        return bytes;
    }

    int contentsFrom() {
        return contentsFrom;
    }

    int contentsTo() {
        return contentsTo;
    }
}
