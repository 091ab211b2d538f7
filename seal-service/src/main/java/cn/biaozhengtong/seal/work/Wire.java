package cn.biaozhengtong.seal.work;

import cn.biaozhengtong.stamping.Refusal;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// How parent and worker talk: length-prefixed JSON, one question at a time.
final class Wire {
    static final JsonMapper JSON = new JsonMapper();

    private static final int MAX_QUESTION = 1 << 20;

    /// A report on a thousand signatures is less.
    private static final int MAX_ANSWER = 8 << 20;

    private Wire() {}

    /// @param refusal null when there is a value
    record Answer<A>(@Nullable Refusal refusal, Optional<A> value) {}

    static void ask(DataOutputStream out, Job<?> job) throws IOException {
        write(out, JSON.writerFor(Job.class).writeValueAsBytes(job));
        out.flush();
    }

    /// @throws java.io.EOFException when the parent is gone
    static Job<?> question(DataInputStream in) throws IOException {
        return JSON.readValue(read(in, MAX_QUESTION), Job.class);
    }

    static void refuse(DataOutputStream out, Refusal why) throws IOException {
        out.writeByte(why.ordinal());
        out.flush();
    }

    static void answer(DataOutputStream out, Object value) throws IOException {
        byte[] bytes = JSON.writeValueAsBytes(value);
        if (bytes.length > MAX_ANSWER) {
            refuse(out, Refusal.too_large);
            return;
        }
        out.writeByte(-1);
        write(out, bytes);
        out.flush();
    }

    /// Believes the worker nothing: what is no answer is an [IOException].
    static <A> Answer<A> answer(DataInputStream in, Class<A> shape) throws IOException {
        int refusal = in.readByte();
        if (refusal >= 0 && refusal < Refusal.values().length) {
            return new Answer<>(Refusal.values()[refusal], Optional.empty());
        }
        if (refusal != -1) {
            throw new IOException("the worker's answer is none");
        }
        try {
            return new Answer<>(null, Optional.of(JSON.readValue(read(in, MAX_ANSWER), shape)));
        } catch (JacksonException e) {
            throw new IOException("the worker's answer is none", e);
        }
    }

    /// A file, its length before it.
    static void send(DataOutputStream out, Path file) throws IOException {
        try (InputStream from = Files.newInputStream(file)) {
            out.writeByte(-1);
            out.writeLong(Files.size(file));
            from.transferTo(out);
        }
        out.flush();
    }

    /// As [#send] sent it, into a file of ours.
    ///
    /// @return its length, or -1 when it could not be written here, which is not the file's fault
    static long file(DataInputStream in, Path into, long most) throws IOException {
        if (in.readByte() != -1) {
            throw new IOException("the worker sends nothing");
        }
        long length = in.readLong();
        if (length < 0 || length > most) {
            throw new IOException("the worker sends too much");
        }
        byte[] piece = new byte[1 << 16];
        boolean kept = true;
        try (OutputStream out = Files.newOutputStream(into)) {
            for (long left = length; left > 0 && kept; ) {
                int read = in.read(piece, 0, (int) Math.min(piece.length, left));
                if (read < 0) {
                    throw new EOFException();
                }
                kept = written(out, piece, read);
                left -= read;
            }
        }
        return kept ? length : -1;
    }

    private static boolean written(OutputStream out, byte[] piece, int length) {
        try {
            out.write(piece, 0, length);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static void write(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static byte[] read(DataInputStream in, int most) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > most) {
            throw new IOException("no message");
        }
        byte[] out = new byte[length];
        in.readFully(out);
        return out;
    }
}
