package cn.biaozhengtong.kit.intake;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/// What the parent asks of a worker: length-prefixed, one at a time.
///
/// @param wanted what is made of a picture
/// @param longest the most pixels of a side of what is kept
/// @param pixels the most pixels of what is kept
record WorkerJob(Inspector.Kind kind, Wanted wanted, int longest, int pixels, ByteBuffer content) {
    enum Wanted {
        /// What it was before.
        same,
        /// A PNG too.
        jpeg,
        /// Width and height, then a pixel each four bytes: alpha, red, green, blue.
        pixels
    }

    void write(DataOutputStream out) throws IOException {
        out.writeByte(kind.ordinal());
        out.writeByte(wanted.ordinal());
        out.writeInt(longest);
        out.writeInt(pixels);
        out.writeInt(content.remaining());
        out.write(content.array(), content.arrayOffset(), content.remaining());
        out.flush();
    }

    /// @throws java.io.EOFException when the parent is gone
    static WorkerJob read(DataInputStream in) throws IOException {
        Inspector.Kind kind = Inspector.Kind.values()[in.readByte()];
        Wanted wanted = Wanted.values()[in.readByte()];
        int longest = in.readInt();
        int pixels = in.readInt();
        byte[] content = new byte[Math.min(in.readInt(), Inspector.MAX_BYTES)];
        in.readFully(content);
        return new WorkerJob(kind, wanted, longest, pixels, ByteBuffer.wrap(content));
    }
}
