package cn.biaozhengtong.stamping.ofd.container;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/// Writes a ZIP: files of another byte for byte as they lie packed there, new ones deflated. Names
/// are UTF-8 and say so.
public final class ContainerWriter {
    private static final int LOCAL = 0x04034b50;
    private static final int CENTRAL = 0x02014b50;
    private static final int END = 0x06054b50;
    private static final int END_64 = 0x06064b50;
    private static final int LOCATOR_64 = 0x07064b50;
    private static final int UTF8 = 1 << 11;
    private static final int VERSION = 20;
    private static final int VERSION_64 = 45;
    private static final int MAX_COUNT = 0xffff;
    private static final int BUFFER = 1 << 16;

    private final OutputStream out;
    private final List<Entry> written;
    private long at;

    /// From the beginning.
    public ContainerWriter(OutputStream out) {
        this(out, List.of(), 0);
    }

    private ContainerWriter(OutputStream out, List<Entry> before, long at) {
        this.out = out;
        this.written = new ArrayList<>(before);
        this.at = at;
    }

    /// After the last file of a container, in place of its directory.
    ///
    /// @param out writes there
    public static ContainerWriter after(Container container, OutputStream out) {
        return new ContainerWriter(out, container.entries(), container.directory());
    }

    /// Ends a container's file behind its last file, and leaves it there for writing.
    public static void cut(Container container, FileChannel file) throws IOException {
        file.truncate(container.directory()).position(container.directory());
    }

    /// A file as it lies in another container.
    public void copy(Container from, Entry entry) throws IOException {
        header(entry);
        try (InputStream in = from.packed(entry)) {
            byte[] buffer = new byte[BUFFER];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                out.write(buffer, 0, read);
            }
        }
        at += entry.packed();
    }

    /// A new file.
    ///
    /// @param time of MS-DOS
    public void add(String path, byte[] content, int time) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(content);
        byte[] packed = deflated(content);
        header(new Entry(path, 8, time, (int) crc.getValue(), packed.length, content.length, 0, 0));
        out.write(packed);
        at += packed.length;
    }

    private static byte[] deflated(byte[] content) {
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        try {
            deflater.setInput(content);
            deflater.finish();
            // A block that cannot be packed costs five bytes for each 16 KiB.
            byte[] buffer = new byte[content.length + content.length / 1000 + 64];
            int length = deflater.deflate(buffer);
            return Arrays.copyOf(buffer, length);
        } finally {
            deflater.end();
        }
    }

    private void header(Entry entry) throws IOException {
        byte[] name = name(entry);
        ByteBuffer head = buffer(30 + name.length);
        head.putInt(LOCAL).putShort((short) VERSION);
        described(head, entry, name);
        head.put(name);
        out.write(head.array());
        written.add(
                new Entry(
                        entry.path(),
                        entry.method(),
                        entry.time(),
                        entry.crc(),
                        entry.packed(),
                        entry.length(),
                        at,
                        0));
        at += head.capacity();
    }

    private static void described(ByteBuffer head, Entry entry, byte[] name) {
        head.putShort((short) UTF8).putShort((short) entry.method()).putInt(entry.time());
        head.putInt(entry.crc()).putInt((int) entry.packed()).putInt((int) entry.length());
        head.putShort((short) name.length).putShort((short) 0);
    }

    private static byte[] name(Entry entry) {
        return entry.path().substring(1).getBytes(StandardCharsets.UTF_8);
    }

    private static ByteBuffer buffer(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }

    /// Writes the directory; nothing can follow.
    public void finish() throws IOException {
        long start = at;
        for (Entry it : written) {
            byte[] name = name(it);
            ByteBuffer head = buffer(46 + name.length);
            head.putInt(CENTRAL).putShort((short) VERSION).putShort((short) VERSION);
            described(head, it, name);
            head.putShort((short) 0).putShort((short) 0).putShort((short) 0).putInt(0);
            head.putInt((int) it.header()).put(name);
            out.write(head.array());
            at += head.capacity();
        }
        end(start, at - start);
    }

    private void end(long start, long size) throws IOException {
        int count = written.size();
        boolean many = count >= MAX_COUNT;
        if (many) {
            ByteBuffer large = buffer(76);
            large.putInt(END_64).putLong(44).putShort((short) VERSION_64);
            large.putShort((short) VERSION_64).putInt(0).putInt(0).putLong(count).putLong(count);
            large.putLong(size).putLong(start);
            large.putInt(LOCATOR_64).putInt(0).putLong(at).putInt(1);
            out.write(large.array());
        }
        short said = (short) (many ? MAX_COUNT : count);
        ByteBuffer end = buffer(22).putInt(END).putInt(0).putShort(said).putShort(said);
        out.write(end.putInt((int) size).putInt((int) start).putShort((short) 0).array());
    }
}
