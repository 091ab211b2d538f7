package cn.biaozhengtong.stamping.pdf.verification.syntax;

import cn.biaozhengtong.stamping.pdf.verification.syntax.PdfObject.Array;
import cn.biaozhengtong.stamping.pdf.verification.syntax.PdfObject.Dictionary;
import cn.biaozhengtong.stamping.pdf.verification.syntax.PdfObject.Name;
import cn.biaozhengtong.stamping.pdf.verification.syntax.PdfObject.Null;
import cn.biaozhengtong.stamping.pdf.verification.syntax.PdfObject.Number;
import java.io.ByteArrayOutputStream;
import java.util.zip.DataFormatException;

/// Decodes streams of cross references and of objects, which may be FlateDecode with a PNG
/// predictor (ISO 32000-2 §7.4.4), or plain. What grows beyond a bound is refused.
public final class Inflater {
    private static final int MAX = 32 << 20;
    private static final long MAX_IN_ALL = 512L << 20;
    private static final int BUFFER = 1 << 16;

    private long inAll;

    /// @throws MalformedException when it is encoded otherwise
    /// @throws TooMuchException when it grows too large
    public byte[] decode(Dictionary stream, byte[] encoded) {
        PdfObject filter = first(stream.get("Filter"));
        if (filter == Null.nothing) {
            return encoded;
        }
        if (!filter.equals(new Name("FlateDecode")) && !filter.equals(new Name("Fl"))) {
            throw new MalformedException("filter", 0);
        }
        byte[] plain = inflate(encoded);
        return first(stream.get("DecodeParms")) instanceof Dictionary parameters
                ? unpredict(plain, parameters)
                : plain;
    }

    private static PdfObject first(PdfObject oneOrList) {
        if (oneOrList instanceof Array list) {
            if (list.items().size() > 1) {
                throw new MalformedException("filters", 0);
            }
            return list.items().isEmpty() ? Null.nothing : list.items().get(0);
        }
        return oneOrList;
    }

    private byte[] inflate(byte[] encoded) {
        java.util.zip.Inflater inflater = new java.util.zip.Inflater();
        try {
            inflater.setInput(encoded);
            ByteArrayOutputStream out = new ByteArrayOutputStream(encoded.length * 2);
            byte[] buffer = new byte[BUFFER];
            int count = inflater.inflate(buffer);
            while (count > 0) {
                out.write(buffer, 0, count);
                inAll += count;
                if (out.size() > MAX || inAll > MAX_IN_ALL) {
                    throw new TooMuchException("inflates too far");
                }
                count = inflater.inflate(buffer);
            }
            return out.toByteArray();
        } catch (DataFormatException e) {
            throw new MalformedException("not deflated", 0);
        } finally {
            inflater.end();
        }
    }

    private static byte[] unpredict(byte[] plain, Dictionary parameters) {
        int predictor = number(parameters, "Predictor", 1);
        if (predictor < 10) {
            if (predictor != 1) {
                throw new MalformedException("predictor", 0);
            }
            return plain;
        }
        int colors = number(parameters, "Colors", 1);
        int bits = number(parameters, "BitsPerComponent", 8);
        int bytes = Math.max(1, colors * bits / 8);
        int columns = (number(parameters, "Columns", 1) * colors * bits + 7) / 8;
        return unfilter(plain, columns, bytes);
    }

    private static int number(Dictionary from, String key, int otherwise) {
        int value = from.get(key) instanceof Number number ? (int) number.value() : otherwise;
        if (value < 1 || value > 1 << 12) {
            throw new MalformedException("parameter", 0);
        }
        return value;
    }

    /// PNG filters (ISO/IEC 15948 §9.2), a byte before each row.
    private static byte[] unfilter(byte[] from, int columns, int bytes) {
        int rows = from.length / (columns + 1);
        byte[] out = new byte[rows * columns];
        for (int row = 0; row < rows; row++) {
            int kind = from[row * (columns + 1)];
            for (int i = 0; i < columns; i++) {
                int to = row * columns + i;
                int left = i >= bytes ? out[to - bytes] & 0xff : 0;
                int up = row > 0 ? out[to - columns] & 0xff : 0;
                int corner = row > 0 && i >= bytes ? out[to - columns - bytes] & 0xff : 0;
                int more =
                        switch (kind) {
                            case 0 -> 0;
                            case 1 -> left;
                            case 2 -> up;
                            case 3 -> (left + up) / 2;
                            case 4 -> paeth(left, up, corner);
                            default -> throw new MalformedException("row filter", to);
                        };
                out[to] = (byte) (from[row * (columns + 1) + 1 + i] + more);
            }
        }
        return out;
    }

    private static int paeth(int left, int up, int corner) {
        int estimate = left + up - corner;
        int toLeft = Math.abs(estimate - left);
        int toUp = Math.abs(estimate - up);
        int toCorner = Math.abs(estimate - corner);
        if (toLeft <= toUp && toLeft <= toCorner) {
            return left;
        }
        return toUp <= toCorner ? up : corner;
    }
}
