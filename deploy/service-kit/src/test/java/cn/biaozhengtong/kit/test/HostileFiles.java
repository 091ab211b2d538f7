package cn.biaozhengtong.kit.test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.DeflaterOutputStream;
import org.springframework.core.io.ByteArrayResource;

/// Small files that ended a service, stopped it for minutes, or went on to whoever opened them.
public final class HostileFiles {
    private HostileFiles() {}

    /// By what they are.
    public static Map<String, ByteArrayResource> all() {
        Map<String, ByteArrayResource> out = new LinkedHashMap<>();
        out.put("40 megapixels of 16-bit RGBA", of("rgba16.png"));
        out.put("a JPEG of 800 scans", of("scan800.jpg"));
        out.put("objects that inflate to 1 GiB", new ByteArrayResource(objectsOf(1 << 30)));
        out.put("JavaScript, XFA, an attachment", of("js.pdf"));
        return out;
    }

    /// One of the kit's examples.
    public static ByteArrayResource of(String name) {
        try (InputStream in = HostileFiles.class.getResourceAsStream("/intake/" + name)) {
            if (in == null) {
                throw new IllegalStateException("no " + name);
            }
            return new ByteArrayResource(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A PDF whose objects lie in a stream that inflates to so many bytes.
    public static byte[] objectsOf(long inflated) {
        byte[] packed = deflated("1 0 <</Type/Catalog/Pages 2 0 R>> ", inflated);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ascii(out, "%PDF-1.7\n");
        int stream = out.size();
        ascii(
                out,
                "4 0 obj\n<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>\nstream\n"
                        .formatted(packed.length));
        out.writeBytes(packed);
        ascii(out, "\nendstream\nendobj\n");
        int table = out.size();
        // Free, 1 in stream 4, free, free, 4 and 5 where they are.
        byte[] entries = {
            0, 0, 0, 0, 0,
            2, 0, 0, 4, 0,
            0, 0, 0, 0, 0,
            0, 0, 0, 0, 0,
            1, (byte) (stream >> 16), (byte) (stream >> 8), (byte) stream, 0,
            1, (byte) (table >> 16), (byte) (table >> 8), (byte) table, 0
        };
        ascii(
                out,
                "5 0 obj\n<</Type/XRef/Size 6/W[1 3 1]/Root 1 0 R/Length %d>>\nstream\n"
                        .formatted(entries.length));
        out.writeBytes(entries);
        ascii(out, "\nendstream\nendobj\nstartxref\n" + table + "\n%%EOF\n");
        return out.toByteArray();
    }

    private static byte[] deflated(String begin, long size) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] blanks = " ".repeat(1 << 16).getBytes(StandardCharsets.US_ASCII);
        try (OutputStream deflater = new DeflaterOutputStream(out)) {
            deflater.write(begin.getBytes(StandardCharsets.US_ASCII));
            for (long done = 0; done < size; done += blanks.length) {
                deflater.write(blanks);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static void ascii(ByteArrayOutputStream out, String text) {
        out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }
}
