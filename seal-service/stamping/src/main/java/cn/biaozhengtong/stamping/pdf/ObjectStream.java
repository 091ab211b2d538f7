package cn.biaozhengtong.stamping.pdf;

import cn.biaozhengtong.stamping.Refusal;
import cn.biaozhengtong.stamping.RefusedException;
import cn.biaozhengtong.stamping.pdf.PdfValue.Dictionary;
import cn.biaozhengtong.stamping.pdf.PdfValue.Token;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// Objects that are kept together in a stream (ISO 32000-2 §7.5.7).
final class ObjectStream {
    /// As many are held opened.
    static final int MOST_HELD = 16;

    private final byte[] data;
    private final Map<Integer, Integer> offsets;

    private ObjectStream(byte[] data, Map<Integer, Integer> offsets) {
        this.data = data;
        this.offsets = offsets;
    }

    static ObjectStream of(Dictionary dictionary, byte[] data) throws RefusedException {
        if (!dictionary.isType("ObjStm")
                || !(dictionary.get("N") instanceof Token count)
                || !(dictionary.get("First") instanceof Token first)) {
            throw new RefusedException(Refusal.not_readable, "no object stream");
        }
        // A word at the end, so that a last object that is a number is seen to end.
        byte[] end = " endobj ".getBytes(StandardCharsets.ISO_8859_1);
        byte[] ended = Arrays.copyOf(data, data.length + end.length);
        System.arraycopy(end, 0, ended, data.length, end.length);
        Map<Integer, Integer> offsets = new HashMap<>();
        try {
            PdfLexer lexer = new PdfLexer(ended, 0);
            for (int i = 0; i < count.number(); i++) {
                offsets.putIfAbsent((int) lexer.whole(), (int) (first.number() + lexer.whole()));
            }
        } catch (PdfLexer.CutOff e) {
            throw new RefusedException(Refusal.not_readable, "an object stream is cut off", e);
        }
        return new ObjectStream(ended, offsets);
    }

    PdfValue get(int number) throws RefusedException {
        Integer at = offsets.get(number);
        if (at == null || at < 0 || at >= data.length) {
            throw new RefusedException(Refusal.not_readable, "no object " + number);
        }
        try {
            return new PdfLexer(data, at).value();
        } catch (PdfLexer.CutOff e) {
            throw new RefusedException(Refusal.not_readable, "object " + number, e);
        }
    }
}
