package cn.biaozhengtong.stamping.pdf;

import cn.biaozhengtong.stamping.Refusal;
import cn.biaozhengtong.stamping.RefusedException;
import cn.biaozhengtong.stamping.pdf.PdfValue.Array;
import cn.biaozhengtong.stamping.pdf.PdfValue.Dictionary;
import cn.biaozhengtong.stamping.pdf.PdfValue.Token;
import java.io.ByteArrayOutputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/// Opens the streams that hold objects and cross-references: not at all filtered, or Flate with or
/// without a predictor (ISO 32000-2 §7.4.4), which is all that producers use for them.
final class Filters {
    /// More is a bomb: a hundred thousand objects have some ten megabytes.
    private static final int MOST = 64 << 20;

    private Filters() {}

    static byte[] open(byte[] data, Dictionary stream) throws RefusedException {
        PdfValue filter = single(stream.get("Filter"));
        PdfValue parameters = single(stream.get("DecodeParms"));
        if (filter == null) {
            return data;
        }
        if (!filter.equals(PdfValue.name("FlateDecode"))) {
            throw new RefusedException(Refusal.not_readable, "a filter that is not read");
        }
        byte[] open = inflate(data);
        return parameters instanceof Dictionary it ? unpredict(open, it) : open;
    }

    private static @Nullable PdfValue single(@Nullable PdfValue value) {
        if (value instanceof Array array && array.items().size() <= 1) {
            return array.items().isEmpty() ? null : array.items().get(0);
        }
        return PdfValue.NULL.equals(value) ? null : value;
    }

    private static byte[] inflate(byte[] data) throws RefusedException {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(data);
            ByteArrayOutputStream out = new ByteArrayOutputStream(data.length * 4);
            byte[] buffer = new byte[1 << 16];
            while (!inflater.finished()) {
                int count = inflater.inflate(buffer);
                if (count == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
                    throw new RefusedException(Refusal.not_readable, "a stream is cut off");
                }
                out.write(buffer, 0, count);
                if (out.size() > MOST) {
                    throw new RefusedException(Refusal.too_large, "a stream of objects");
                }
            }
            return out.toByteArray();
        } catch (DataFormatException e) {
            throw new RefusedException(Refusal.not_readable, "a stream is broken", e);
        } finally {
            inflater.end();
        }
    }

    private static byte[] unpredict(byte[] data, Dictionary parameters) throws RefusedException {
        int predictor = whole(parameters, "Predictor", 1);
        int colours = whole(parameters, "Colors", 1);
        int bits = whole(parameters, "BitsPerComponent", 8);
        if (predictor == 1) {
            return data;
        }
        if (predictor < 10 || colours != 1 || bits != 8) {
            throw new RefusedException(Refusal.not_readable, "a predictor that is not read");
        }
        return png(data, whole(parameters, "Columns", 1));
    }

    private static int whole(Dictionary from, String key, int otherwise) throws RefusedException {
        PdfValue value = from.get(key);
        if (value == null) {
            return otherwise;
        }
        if (value instanceof Token token) {
            double number = token.number();
            if (number == Math.rint(number) && number >= 1 && number <= 1 << 20) {
                return (int) number;
            }
        }
        throw new RefusedException(Refusal.not_readable, key);
    }

    /// One byte a sample (PNG §9).
    private static byte[] png(byte[] data, int columns) throws RefusedException {
        int rows = data.length / (columns + 1);
        byte[] out = new byte[rows * columns];
        for (int row = 0; row < rows; row++) {
            int from = row * (columns + 1);
            int to = row * columns;
            for (int i = 0; i < columns; i++) {
                int left = i == 0 ? 0 : out[to + i - 1] & 0xFF;
                int up = row == 0 ? 0 : out[to + i - columns] & 0xFF;
                int corner = i == 0 || row == 0 ? 0 : out[to + i - columns - 1] & 0xFF;
                int add =
                        switch (data[from]) {
                            case 0 -> 0;
                            case 1 -> left;
                            case 2 -> up;
                            case 3 -> (left + up) / 2;
                            case 4 -> paeth(left, up, corner);
                            default ->
                                    throw new RefusedException(
                                            Refusal.not_readable, "a predictor's row");
                        };
                out[to + i] = (byte) (data[from + 1 + i] + add);
            }
        }
        return out;
    }

    private static int paeth(int left, int up, int corner) {
        int guess = left + up - corner;
        int byLeft = Math.abs(guess - left);
        int byUp = Math.abs(guess - up);
        int byCorner = Math.abs(guess - corner);
        if (byLeft <= byUp && byLeft <= byCorner) {
            return left;
        }
        return byUp <= byCorner ? up : corner;
    }
}
