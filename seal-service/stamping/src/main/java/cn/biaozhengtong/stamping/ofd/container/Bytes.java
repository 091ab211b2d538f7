package cn.biaozhengtong.stamping.ofd.container;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;

/// Reads pieces of a file, little-endian.
final class Bytes {
    private Bytes() {}

    /// @throws EOFException when the file ends before
    static ByteBuffer at(FileChannel file, long position, int length) throws IOException {
        if (position < 0 || position + length > file.size()) {
            throw new EOFException("beyond the end");
        }
        ByteBuffer out = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (out.hasRemaining()) {
            if (file.read(out, position + out.position()) < 0) {
                throw new EOFException("the file became shorter");
            }
        }
        return out.flip();
    }

    static int ushort(ByteBuffer in, int index) {
        return Short.toUnsignedInt(in.getShort(index));
    }

    static long uint(ByteBuffer in, int index) {
        return Integer.toUnsignedLong(in.getInt(index));
    }
}
