package cn.biaozhengtong.kit.intake;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a worker answers: the file made anew, or why not.
///
/// @param problem empty when it was made anew
/// @param detail of the problem; safe for users
record WorkerAnswer(
        @Nullable IntakeProblem problem, String detail, Inspector.Kind kind, ByteBuffer content) {
    /// More than what goes in, since not every encoder packs as well.
    static final int MAX_BYTES = 16 << 20;

    private static final int MAX_DETAIL = 200;

    static WorkerAnswer of(Inspector.Kind kind, byte[] content) {
        return new WorkerAnswer(null, "", kind, ByteBuffer.wrap(content));
    }

    static WorkerAnswer refused(IntakeProblem problem, String detail) {
        String brief = detail.substring(0, Math.min(MAX_DETAIL, detail.length()));
        return new WorkerAnswer(problem, brief, Inspector.Kind.pdf, ByteBuffer.allocate(0));
    }

    Optional<IntakeProblem> refusal() {
        return Optional.ofNullable(problem);
    }

    void write(DataOutputStream out) throws IOException {
        out.writeByte(problem == null ? -1 : problem.ordinal());
        out.writeUTF(detail);
        out.writeByte(kind.ordinal());
        out.writeInt(content.remaining());
        out.write(content.array(), content.arrayOffset(), content.remaining());
        out.flush();
    }

    /// Believes the worker nothing: what does not fit is an [IOException].
    static WorkerAnswer read(DataInputStream in) throws IOException {
        int problem = in.readByte();
        String detail = in.readUTF();
        int kind = in.readByte();
        int length = in.readInt();
        boolean fits =
                problem >= -1
                        && problem < IntakeProblem.values().length
                        && detail.length() <= MAX_DETAIL
                        && kind >= 0
                        && kind < Inspector.Kind.values().length
                        && length >= 0
                        && length <= MAX_BYTES;
        if (!fits) {
            throw new IOException("the worker's answer is none");
        }
        byte[] content = new byte[length];
        in.readFully(content);
        return new WorkerAnswer(
                problem < 0 ? null : IntakeProblem.values()[problem],
                detail,
                Inspector.Kind.values()[kind],
                ByteBuffer.wrap(content));
    }
}
