package cn.biaozhengtong.stamping.ofd;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// A TrueType or OpenType font as a map of its tables, changed at will and written again.
final class RawSfnt {
    static final int TRUETYPE = 0x00010000;
    static final int POSTSCRIPT = 0x4f54544f;

    private static final Path LIBERATION =
            Path.of("/usr/share/fonts/truetype/liberation/LiberationSans-Regular.ttf");

    final SortedMap<String, byte[]> tables = new TreeMap<>();

    /// Liberation Sans.
    RawSfnt() throws IOException {
        byte[] file = Files.readAllBytes(LIBERATION);
        ByteBuffer in = ByteBuffer.wrap(file);
        for (int i = 0; i < in.getShort(4); i++) {
            int at = 12 + 16 * i;
            int from = in.getInt(at + 8);
            tables.put(
                    new String(file, at, 4, StandardCharsets.US_ASCII),
                    Arrays.copyOfRange(file, from, from + in.getInt(at + 12)));
        }
    }

    /// All that it maps is the figure one.
    RawSfnt mapsOneTo(int glyph) {
        ByteBuffer out = ByteBuffer.allocate(24);
        out.putShort((short) 0).putShort((short) 1).putShort((short) 3).putShort((short) 1);
        out.putInt(12).putShort((short) 6).putShort((short) 12).putShort((short) 0);
        out.putShort((short) '1').putShort((short) 1).putShort((short) glyph);
        tables.put("cmap", out.array());
        return this;
    }

    byte[] written(int version) {
        int all = 12 + 16 * tables.size();
        for (byte[] it : tables.values()) {
            all += (it.length + 3) / 4 * 4;
        }
        ByteBuffer out = ByteBuffer.allocate(all);
        out.putInt(version).putShort((short) tables.size()).position(12);
        int at = 12 + 16 * tables.size();
        for (Map.Entry<String, byte[]> it : tables.entrySet()) {
            byte[] content = it.getValue();
            out.put(it.getKey().getBytes(StandardCharsets.US_ASCII)).putInt(0);
            out.putInt(at).putInt(content.length);
            out.put(at, content);
            at += (content.length + 3) / 4 * 4;
        }
        return out.array();
    }
}
