package cn.biaozhengtong.acceptance;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

/// Small files, each of which ended a service once, stopped it for minutes, or went on to whoever
/// opened it.
final class HostileUploads {
    private HostileUploads() {}

    /// By what they are.
    static Map<String, byte[]> all() {
        Map<String, byte[]> out = new LinkedHashMap<>();
        out.put("upload: 40 megapixels of 16-bit RGBA", png(6_300));
        out.put("upload: a JPEG of 800 scans", jpeg(6_000, 800));
        out.put("upload: objects that inflate to 1 GiB", objects(1L << 30));
        out.put("upload: JavaScript, XFA, an attachment", acting());
        return out;
    }

    /// Transparent, square, 16 bits of each of four channels.
    static byte[] png(int edge) {
        ByteBuffer head = ByteBuffer.allocate(13).putInt(edge).putInt(edge);
        head.put(new byte[] {16, 6, 0, 0, 0});
        Bytes out = new Bytes();
        out.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
        out.chunk("IHDR", head.array());
        out.chunk("IDAT", deflated("", edge * (1L + 8L * edge)));
        out.chunk("IEND", new byte[0]);
        return out.toByteArray();
    }

    /// Grey and progressive; each scan passes over all of the picture and says nothing.
    static byte[] jpeg(int edge, int scans) {
        Bytes out = new Bytes();
        out.hex("ffd8 ffdb 0043 00");
        out.writeBytes(("\1").repeat(64).getBytes(StandardCharsets.US_ASCII));
        out.hex("ffc2 000b 08").half(edge).half(edge).hex("01 01 11 00");
        // One code for a difference of nothing; two for ends of 16,384 and of 4,096 bands and more.
        out.hex("ffc4 0014 00 01000000000000000000000000000000 00");
        out.hex("ffc4 0015 10 00020000000000000000000000000000 e0 c0");
        int blocks = (edge + 7) / 8 * ((edge + 7) / 8);
        out.hex("ffda 0008 01 01 00 00 00 00");
        out.writeBytes(new byte[(blocks + 7) / 8]);
        for (int i = 1; i < scans; i++) {
            out.hex("ffda 0008 01 01 00 01 3f 00");
            Bits bits = new Bits(out);
            int left = blocks;
            for (; left >= 1 << 14; left -= Math.min(left, (1 << 15) - 1)) {
                bits.write(0b00, 2).write(Math.min(left, (1 << 15) - 1) - (1 << 14), 14);
            }
            if (left >= 1 << 12) {
                bits.write(0b01, 2).write(Math.min(left, (1 << 13) - 1) - (1 << 12), 12);
            }
            bits.end();
        }
        return out.hex("ffd9").toByteArray();
    }

    /// A PDF whose catalogue lies in a stream of objects.
    static byte[] objects(long inflated) {
        byte[] packed = deflated("1 0 <</Type/Catalog/Pages 2 0 R>> ", inflated);
        Bytes out = new Bytes();
        out.text("%PDF-1.7\n");
        int stream = out.size();
        out.text("4 0 obj\n<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length ");
        out.text(packed.length + ">>\nstream\n").writeBytes(packed);
        out.text("\nendstream\nendobj\n");
        int table = out.size();
        out.text("5 0 obj\n<</Type/XRef/Size 6/W[1 4]/Root 1 0 R/Length 30>>\nstream\n");
        ByteBuffer entries = ByteBuffer.allocate(30).put(new byte[5]).put((byte) 2).putInt(4);
        entries.put(new byte[10]).put((byte) 1).putInt(stream).put((byte) 1).putInt(table);
        out.writeBytes(entries.array());
        return out.text("\nendstream\nendobj\nstartxref\n" + table + "\n%%EOF\n").toByteArray();
    }

    /// A PDF that runs something when it is opened, has a form of its own and carries a program.
    static byte[] acting() {
        String[] objects = {
            "<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>"
                    + "/AcroForm<</Fields[]/XFA 4 0 R>>"
                    + "/Names<</EmbeddedFiles<</Names[(a.exe) 5 0 R]>>>>>>",
            "<</Type/Pages/Kids[3 0 R]/Count 1>>",
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>",
            "<</Length 11>>\nstream\n<xdp></xdp>\nendstream",
            "<</Type/Filespec/F(a.exe)/EF<</F 6 0 R>>>>",
            "<</Type/EmbeddedFile/Length 2>>\nstream\nMZ\nendstream"
        };
        Bytes out = new Bytes();
        out.text("%PDF-1.7\n");
        StringBuilder table = new StringBuilder("0000000000 65535 f \n");
        for (int i = 0; i < objects.length; i++) {
            table.append("%010d 00000 n \n".formatted(out.size()));
            out.text((i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n");
        }
        int at = out.size();
        out.text("xref\n0 7\n" + table + "trailer\n<</Size 7/Root 1 0 R>>\nstartxref\n" + at);
        return out.text("\n%%EOF\n").toByteArray();
    }

    private static byte[] deflated(String begin, long zeros) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] part = new byte[1 << 16];
        try (OutputStream deflater = new DeflaterOutputStream(out)) {
            deflater.write(begin.getBytes(StandardCharsets.US_ASCII));
            for (long left = zeros; left > 0; left -= part.length) {
                deflater.write(part, 0, (int) Math.min(left, part.length));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static final class Bytes extends ByteArrayOutputStream {
        Bytes text(String text) {
            writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
            return this;
        }

        Bytes hex(String digits) {
            writeBytes(java.util.HexFormat.of().parseHex(digits.replace(" ", "")));
            return this;
        }

        Bytes half(int value) {
            write(value >> 8);
            write(value);
            return this;
        }

        void chunk(String type, byte[] content) {
            byte[] named =
                    ByteBuffer.allocate(4 + content.length)
                            .put(type.getBytes(StandardCharsets.US_ASCII))
                            .put(content)
                            .array();
            CRC32 sum = new CRC32();
            sum.update(named);
            writeBytes(ByteBuffer.allocate(4).putInt(content.length).array());
            writeBytes(named);
            writeBytes(ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
        }
    }

    /// Of a scan: the last byte is filled with ones, and one of all ones is followed by none.
    private static final class Bits {
        private final Bytes out;
        private int bits;
        private int count;

        Bits(Bytes out) {
            this.out = out;
        }

        Bits write(int value, int length) {
            for (int i = length - 1; i >= 0; i--) {
                bits = bits << 1 | value >> i & 1;
                if (++count == 8) {
                    flush();
                }
            }
            return this;
        }

        void end() {
            while (count > 0) {
                write(1, 1);
            }
        }

        private void flush() {
            out.write(bits);
            if ((bits & 0xff) == 0xff) {
                out.write(0);
            }
            bits = 0;
            count = 0;
        }
    }
}
