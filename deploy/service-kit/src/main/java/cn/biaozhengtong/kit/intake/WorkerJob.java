package cn.biaozhengtong.kit.intake;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/// What the parent asks of a worker: length-prefixed, one at a time.
///
/// @param asJpeg whether a PNG becomes a JPEG too
/// @param longest the most pixels of a side of what is kept
/// @param pixels the most pixels of what is kept
record WorkerJob(Inspector.Kind kind, boolean asJpeg, int longest, int pixels, ByteBuffer content) {
    void write(DataOutputStream out) throws IOException {
        out.writeByte(kind.ordinal());
        out.writeBoolean(asJpeg);
        out.writeInt(longest);
        out.writeInt(pixels);
        out.writeInt(content.remaining());
        out.write(content.array(), content.arrayOffset(), content.remaining());
        out.flush();
    }

    /// @throws java.io.EOFException when the parent is gone
    static WorkerJob read(DataInputStream in) throws IOException {
        Inspector.Kind kind = Inspector.Kind.values()[in.readByte()];
        boolean asJpeg = in.readBoolean();
        int longest = in.readInt();
        int pixels = in.readInt();
        byte[] content = new byte[Math.min(in.readInt(), Inspector.MAX_BYTES)];
        in.readFully(content);
        return new WorkerJob(kind, asJpeg, longest, pixels, ByteBuffer.wrap(content));
    }
}
