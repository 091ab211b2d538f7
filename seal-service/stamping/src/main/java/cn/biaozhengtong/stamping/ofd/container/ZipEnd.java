package cn.biaozhengtong.stamping.ofd.container;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.zip.ZipException;

/// The end of a ZIP (APPNOTE 6.3.10 §4.3.14 to §4.3.16): where its directory lies. There must be
/// one that fits to the byte, so that every reader finds the same.
///
/// @param count of entries
/// @param offset where the directory begins
/// @param size bytes of the directory
record ZipEnd(long count, long offset, long size) {
    private static final int LENGTH = 22;
    private static final int MAX_COMMENT = 0xffff;
    private static final int END = 0x06054b50;
    private static final int END_64 = 0x06064b50;
    private static final int LOCATOR_64 = 0x07064b50;
    private static final int LOCATOR_LENGTH = 20;
    private static final int END_64_LENGTH = 56;

    static ZipEnd find(FileChannel file) throws IOException {
        long size = file.size();
        if (size < LENGTH) {
            throw new ZipException("too short");
        }
        int window = (int) Math.min(size, LENGTH + MAX_COMMENT);
        ByteBuffer tail = Bytes.at(file, size - window, window);
        int found = -1;
        for (int i = window - LENGTH; i >= 0; i--) {
            if (tail.getInt(i) == END && i + LENGTH + Bytes.ushort(tail, i + 20) == window) {
                if (found >= 0) {
                    throw new ZipException("two ends");
                }
                found = i;
            }
        }
        if (found < 0) {
            throw new ZipException("no end");
        }
        return read(file, tail, found, size - window + found);
    }

    private static ZipEnd read(FileChannel file, ByteBuffer tail, int at, long position)
            throws IOException {
        long count = Bytes.ushort(tail, at + 10);
        long size = Bytes.uint(tail, at + 12);
        long offset = Bytes.uint(tail, at + 16);
        boolean whole = tail.getInt(at + 4) == 0 && Bytes.ushort(tail, at + 8) == count;
        if (!whole) {
            throw new ZipException("a part of several");
        }
        long locator = position - LOCATOR_LENGTH;
        if (locator >= 0 && Bytes.at(file, locator, 4).getInt(0) == LOCATOR_64) {
            return large(file, locator);
        }
        return fitting(new ZipEnd(count, offset, size), position);
    }

    private static ZipEnd large(FileChannel file, long locator) throws IOException {
        long position = Bytes.at(file, locator + 8, 8).getLong(0);
        if (position != locator - END_64_LENGTH) {
            throw new ZipException("end of ZIP64 elsewhere");
        }
        ByteBuffer in = Bytes.at(file, position, END_64_LENGTH);
        boolean whole =
                in.getInt(0) == END_64 && in.getLong(16) == 0 && in.getLong(24) == in.getLong(32);
        if (!whole) {
            throw new ZipException("end of ZIP64 malformed");
        }
        return fitting(new ZipEnd(in.getLong(32), in.getLong(48), in.getLong(40)), position);
    }

    private static ZipEnd fitting(ZipEnd end, long position) throws ZipException {
        boolean fits =
                end.offset >= 0
                        && end.size >= 0
                        && end.count >= 0
                        && end.offset <= position
                        && position - end.offset == end.size;
        if (!fits) {
            throw new ZipException("the directory is not before the end");
        }
        return end;
    }
}
