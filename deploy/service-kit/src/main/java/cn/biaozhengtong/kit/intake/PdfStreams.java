package cn.biaozhengtong.kit.intake;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.filter.Filter;
import org.apache.pdfbox.filter.FilterFactory;

/// Counts what the streams of a PDF inflate to, without keeping it.
final class PdfStreams {
    static final long MAX_INFLATED = 150_000_000;

    /// Of objects packed in streams: what a parser holds at once.
    static final long MAX_OBJECTS_INFLATED = 32_000_000;

    /// Of one picture, and of all that lie within one content.
    static final long MAX_PIXELS = 2 * Inspector.MAX_PIXELS;

    private static final int MAX_SIDE = 1 << 20;

    /// Behind a filter that cannot be counted in passing.
    private static final int MAX_STAGE = 24_000_000;

    private static final int MAX_FILTERS = 4;

    /// Their begins and ends.
    private static final int MAX_STREAMS = 2 * Inspector.MAX_PDF_OBJECTS;

    /// Far enough for the dictionary before a stream.
    private static final int DICTIONARY_WITHIN = 2048;

    /// What gives pixels: bounded by the sides, or as the pictures that they are.
    private static final List<String> PICTURES =
            List.of("DCTDecode", "DCT", "JPXDecode", "JBIG2Decode", "CCITTFaxDecode", "CCF");

    private long inflated;

    /// Before a parser sees them: a parser inflates object streams and tables of references whole.
    static void objectStreamsMustBeBounded(byte[] bytes) {
        long sum = 0;
        int streams = 0;
        for (int at = Inspector.find(bytes, 0, bytes.length, "stream");
                at >= 0;
                at = Inspector.find(bytes, at + 6, bytes.length, "stream")) {
            if (++streams > MAX_STREAMS) {
                throw PdfWork.tooLarge("> " + MAX_STREAMS / 2 + " streams");
            }
            int from = Math.max(0, at - DICTIONARY_WITHIN);
            boolean parsed =
                    Inspector.find(bytes, from, at, "/ObjStm") >= 0
                            || Inspector.find(bytes, from, at, "/XRef") >= 0;
            boolean ends = at >= 3 && bytes[at - 3] == 'e' && bytes[at - 1] == 'd';
            if (parsed && !ends) {
                sum += inflated(bytes, data(bytes, at + 6), MAX_OBJECTS_INFLATED - sum);
                if (sum >= MAX_OBJECTS_INFLATED) {
                    throw PdfWork.tooLarge("> " + MAX_OBJECTS_INFLATED / 1_000_000 + " MB");
                }
            }
        }
    }

    private static int data(byte[] bytes, int at) {
        int from = at;
        while (from < bytes.length && (bytes[from] == '\r' || bytes[from] == '\n')) {
            from++;
        }
        return from;
    }

    private static long inflated(byte[] bytes, int from, long most) {
        try (InputStream in =
                new InflaterInputStream(
                        new ByteArrayInputStream(bytes, from, bytes.length - from))) {
            return counted(in, most);
        } catch (IOException e) {
            // Not deflated, or encrypted: the parser finds out, within the worker's heap.
            return 0;
        }
    }

    private static long counted(InputStream in, long most) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long sum = 0;
        int count = in.read(buffer);
        while (count >= 0 && sum < most) {
            sum += count;
            count = in.read(buffer);
        }
        return sum;
    }

    void mustBeBounded(COSStream stream) throws IOException {
        picturesMustBeBounded(stream);
        List<String> filters = filters(stream);
        if (filters.size() > MAX_FILTERS) {
            throw PdfWork.tooLarge("> " + MAX_FILTERS + " filters");
        }
        InputStream in = stream.createRawInputStream();
        for (int i = 0; i < filters.size(); i++) {
            String filter = filters.get(i);
            if (PICTURES.contains(filter)) {
                if (filter.startsWith("DCT")) {
                    jpegMustBeBounded(in.readNBytes(Inspector.MAX_BYTES));
                }
                return;
            }
            in = decoded(in, filter, stream, i);
        }
        if (!filters.isEmpty()) {
            inflated += counted(new Lenient(in), MAX_INFLATED - inflated + 1);
        }
        if (inflated > MAX_INFLATED) {
            throw PdfWork.tooLarge("> " + MAX_INFLATED / 1_000_000 + " MB");
        }
    }

    /// What a viewer reads of a page, a form, a pattern or a glyph, up to where it is damaged.
    ///
    /// @throws cn.biaozhengtong.kit.problem.ProblemException when it is packed as a picture, as no
    ///   program packs it
    static InputStream content(COSStream stream) throws IOException {
        List<String> filters = filters(stream);
        if (filters.size() > MAX_FILTERS || filters.stream().anyMatch(PICTURES::contains)) {
            throw IntakeProblem.file_broken.exception();
        }
        boolean plain = stream.getDictionaryObject(COSName.DECODE_PARMS, COSName.DP) == null;
        InputStream in = stream.createRawInputStream();
        for (int i = 0; i < filters.size(); i++) {
            in =
                    plain
                            ? decoded(in, filters.get(i), stream, i)
                            : filtered(in, filters.get(i), stream, i);
        }
        return new Lenient(in);
    }

    private static InputStream decoded(InputStream in, String filter, COSStream stream, int index)
            throws IOException {
        if (filter.equals("FlateDecode") || filter.equals("Fl")) {
            return new InflaterInputStream(in, new Inflater(), 1 << 16);
        }
        return filtered(in, filter, parameters(stream), index);
    }

    private static InputStream filtered(InputStream in, String filter, COSDictionary how, int index)
            throws IOException {
        Filter decoder = FilterFactory.INSTANCE.getFilter(filter);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        decoder.decode(new Lenient(in), new Bounded(out), how, index);
        return new ByteArrayInputStream(out.toByteArray());
    }

    private static COSDictionary parameters(COSStream stream) {
        // Without its predictors: they change nothing about the size.
        COSDictionary out = new COSDictionary();
        out.setItem(COSName.FILTER, stream.getItem(COSName.FILTER));
        return out;
    }

    private static List<String> filters(COSStream stream) {
        List<String> out = new ArrayList<>();
        COSBase filter = stream.getDictionaryObject(COSName.FILTER, COSName.F);
        if (filter instanceof COSName name) {
            out.add(name.getName());
        } else if (filter instanceof COSArray names) {
            for (int i = 0; i < names.size(); i++) {
                out.add(names.getObject(i) instanceof COSName name ? name.getName() : "?");
            }
        }
        return out;
    }

    /// A viewer makes a raster of what a picture says of its sides. A mask need not say that it is
    /// a picture.
    private static void picturesMustBeBounded(COSStream stream) {
        pixels(side(stream, COSName.WIDTH, COSName.W), side(stream, COSName.HEIGHT, COSName.H));
    }

    private static long side(COSStream stream, COSName name, COSName briefly) {
        return Math.max(stream.getLong(name, 0), stream.getLong(briefly, 0));
    }

    /// @throws cn.biaozhengtong.kit.problem.ProblemException when no picture is to have these sides
    static long pixels(long width, long height) {
        boolean fits = width <= MAX_SIDE && height <= MAX_SIDE && width * height <= MAX_PIXELS;
        if (!fits) {
            throw PdfWork.tooLarge(width + " × " + height);
        }
        return width * height;
    }

    private static void jpegMustBeBounded(byte[] jpeg) {
        JpegHeader header;
        try {
            header = JpegHeader.read(jpeg);
        } catch (cn.biaozhengtong.kit.problem.ProblemException e) {
            // Viewers show what they can of a damaged one.
            return;
        }
        pixels(header.width(), header.height());
        if (header.scans() > Inspector.MAX_SCANS) {
            throw PdfWork.tooLarge(header.scans() + " scans");
        }
    }

    /// Ends where damaged data ends, as viewers do.
    private static final class Lenient extends InputStream {
        private final InputStream in;

        Lenient(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            try {
                return in.read(into, offset, length);
            } catch (IOException e) {
                return -1;
            }
        }
    }

    private static final class Bounded extends OutputStream {
        private final ByteArrayOutputStream out;

        Bounded(ByteArrayOutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int one) {
            room(1);
            out.write(one);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            room(length);
            out.write(bytes, offset, length);
        }

        private void room(int more) {
            if (out.size() + more > MAX_STAGE) {
                throw PdfWork.tooLarge("> " + MAX_STAGE / 1_000_000 + " MB");
            }
        }
    }
}
