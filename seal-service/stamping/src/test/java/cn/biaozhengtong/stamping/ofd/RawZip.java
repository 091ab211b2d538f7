package cn.biaozhengtong.stamping.ofd;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/// Writes ZIPs that nobody should: every field as one likes.
final class RawZip {
    /// One file, honest until changed.
    static final class Row {
        String localName;
        String name;
        byte[] packed;
        int flags = 1 << 11;
        int method;
        int crc;
        long length;
        long localLength;
        byte[] before = {};
        byte[] extra = {};
        int sameHeaderAs = -1;
        boolean listed = true;

        private Row(String name, byte[] content, boolean deflate) {
            this.localName = name;
            this.name = name;
            this.method = deflate ? 8 : 0;
            this.packed = deflate ? deflated(content) : content;
            this.length = content.length;
            this.localLength = content.length;
            CRC32 sum = new CRC32();
            sum.update(content);
            this.crc = (int) sum.getValue();
        }
    }

    final List<Row> rows = new ArrayList<>();
    byte[] beforeDirectory = {};
    byte[] comment = {};
    byte[] behind = {};

    static RawZip of(TestOfd ofd) {
        RawZip out = new RawZip();
        for (Map.Entry<String, byte[]> it : ofd.files.entrySet()) {
            out.add(it.getKey(), it.getValue());
        }
        return out;
    }

    Row add(String name, byte[] content) {
        Row row = new Row(name, content, true);
        rows.add(row);
        return row;
    }

    /// A second end, as good as the first, in its comment.
    void anotherEnd() {
        RawZip other = new RawZip();
        other.add("OFD.xml", new byte[3]);
        byte[] all = other.bytes();
        comment = Arrays.copyOfRange(all, all.length - 22, all.length);
    }

    Row row(String name) {
        return rows.stream().filter(it -> it.name.equals(name)).findFirst().orElseThrow();
    }

    static byte[] deflated(byte[] content) {
        Deflater deflater = new Deflater(9, true);
        deflater.setInput(content);
        deflater.finish();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] buffer = new byte[1 << 16];
        while (!deflater.finished()) {
            out.write(buffer, 0, deflater.deflate(buffer));
        }
        deflater.end();
        return out.toByteArray();
    }

    byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream directory = new ByteArrayOutputStream();
        List<Integer> headers = new ArrayList<>();
        int listed = 0;
        for (Row it : rows) {
            out.writeBytes(it.before);
            headers.add(it.sameHeaderAs < 0 ? out.size() : headers.get(it.sameHeaderAs));
            if (it.sameHeaderAs < 0) {
                byte[] name = it.localName.getBytes(StandardCharsets.UTF_8);
                ByteBuffer head = buffer(30).putInt(0x04034b50).putShort((short) 20);
                fields(head, it, it.localLength).putShort((short) name.length).putShort((short) 0);
                out.writeBytes(head.array());
                out.writeBytes(name);
                out.writeBytes(it.packed);
            }
            if (it.listed) {
                listed++;
                byte[] name = it.name.getBytes(StandardCharsets.UTF_8);
                ByteBuffer head = buffer(46).putInt(0x02014b50).putInt(20 << 16 | 20);
                fields(head, it, it.length).putShort((short) name.length);
                head.putShort((short) it.extra.length).putShort((short) 0).putInt(0).putInt(0);
                head.putInt(headers.get(headers.size() - 1));
                directory.writeBytes(head.array());
                directory.writeBytes(name);
                directory.writeBytes(it.extra);
            }
        }
        out.writeBytes(beforeDirectory);
        int start = out.size();
        out.writeBytes(directory.toByteArray());
        ByteBuffer end = buffer(22).putInt(0x06054b50).putInt(0);
        end.putShort((short) listed).putShort((short) listed).putInt(directory.size());
        out.writeBytes(end.putInt(start).putShort((short) comment.length).array());
        out.writeBytes(comment);
        out.writeBytes(behind);
        return out.toByteArray();
    }

    private static ByteBuffer fields(ByteBuffer head, Row it, long length) {
        head.putShort((short) it.flags).putShort((short) it.method).putInt(0x21 << 16);
        return head.putInt(it.crc).putInt(it.packed.length).putInt((int) length);
    }

    private static ByteBuffer buffer(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }
}
