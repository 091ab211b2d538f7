package cn.biaozhengtong.stamping.pdf;

import cn.biaozhengtong.crypto.RunningDigest;
import cn.biaozhengtong.crypto.Suite;
import cn.biaozhengtong.stamping.Refusal;
import cn.biaozhengtong.stamping.RefusedException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/// Writes a file with a further revision and reads what a signature covers; both in one pass, a
/// buffer at a time.
final class SealedFile {
    private static final int BUFFER = 1 << 18;

    /// As much as an order may reserve, in hexadecimal and between brackets.
    private static final int MOST_ROOM = (2 << 20) + 2;

    private SealedFile() {}

    /// @return the digest of all but the signature's place
    static byte[] write(Path source, Path target, Revision revision, Suite suite)
            throws IOException {
        if (Files.exists(target) && Files.isSameFile(source, target)) {
            throw new IllegalArgumentException("source and target are one file");
        }
        RunningDigest digest = RunningDigest.of(suite);
        boolean done = false;
        try (InputStream in = Files.newInputStream(source);
                OutputStream out = Files.newOutputStream(target)) {
            byte[] buffer = new byte[BUFFER];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
                out.write(buffer, 0, read);
            }
            byte[] bytes = revision.bytes();
            out.write(bytes);
            digest.update(bytes, 0, revision.contentsFrom());
            digest.update(bytes, revision.contentsTo(), bytes.length - revision.contentsTo());
            done = true;
        } finally {
            if (!done) {
                Files.deleteIfExists(target);
            }
        }
        return digest.finish();
    }

    static void embed(Path prepared, PreparedPdf state, byte[] cms)
            throws IOException, RefusedException {
        if (cms.length > state.room() || !isWhole(cms)) {
            throw new IllegalArgumentException("no CMS of at most " + state.room() + " bytes");
        }
        byte[] hex =
                HexFormat.of().withUpperCase().formatHex(cms).getBytes(StandardCharsets.US_ASCII);
        try (FileChannel file =
                FileChannel.open(prepared, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            if (!MessageDigest.isEqual(digest(file, state), state.digest())) {
                throw new RefusedException(Refusal.broken_signature, "not what was prepared");
            }
            ByteBuffer out = ByteBuffer.wrap(hex);
            long at = state.contentsFrom() + 1;
            while (out.hasRemaining()) {
                at += file.write(out, at);
            }
        }
    }

    /// All or nothing of it.
    static void append(Path to, byte[] revision) throws IOException {
        try (FileChannel file = FileChannel.open(to, StandardOpenOption.WRITE)) {
            long before = file.size();
            boolean done = false;
            try {
                ByteBuffer out = ByteBuffer.wrap(revision);
                for (long at = before; out.hasRemaining(); ) {
                    at += file.write(out, at);
                }
                done = true;
            } finally {
                if (!done) {
                    file.truncate(before);
                }
            }
        }
    }

    /// Whether a file is what was prepared, with nothing yet where the signature will be.
    static boolean isPrepared(Path file, PreparedPdf state) throws IOException {
        boolean ordered =
                state.before() > 0
                        && state.before() <= state.contentsFrom()
                        && state.contentsFrom() + 2 < state.contentsTo()
                        && state.contentsTo() <= state.length()
                        && state.contentsTo() - state.contentsFrom() <= MOST_ROOM;
        if (!ordered) {
            return false;
        }
        try (FileChannel in = FileChannel.open(file)) {
            return isEmpty(in, state) && MessageDigest.isEqual(digest(in, state), state.digest());
        }
    }

    private static boolean isEmpty(FileChannel file, PreparedPdf state) throws IOException {
        byte[] place = new byte[(int) (state.contentsTo() - state.contentsFrom())];
        ByteBuffer into = ByteBuffer.wrap(place);
        long at = state.contentsFrom();
        for (int read = 0; into.hasRemaining() && read >= 0; at += read) {
            read = file.read(into, at);
        }
        byte[] empty = new byte[place.length];
        Arrays.fill(empty, (byte) '0');
        empty[0] = '<';
        empty[empty.length - 1] = '>';
        return Arrays.equals(place, empty);
    }

    private static byte[] digest(FileChannel file, PreparedPdf state) throws IOException {
        RunningDigest digest = RunningDigest.of(state.suite());
        if (file.size() == state.length()) {
            update(file, 0, state.contentsFrom(), digest);
            update(file, state.contentsTo(), state.length(), digest);
        }
        return digest.finish();
    }

    private static void update(FileChannel file, long from, long to, RunningDigest digest)
            throws IOException {
        byte[] buffer = new byte[BUFFER];
        long at = from;
        while (at < to) {
            int wanted = (int) Math.min(buffer.length, to - at);
            int read = file.read(ByteBuffer.wrap(buffer, 0, wanted), at);
            if (read < 0) {
                return;
            }
            digest.update(buffer, 0, read);
            at += read;
        }
    }

    /// One DER SEQUENCE and nothing behind: zeros follow in the file, and a reader must know where
    /// it ends.
    private static boolean isWhole(byte[] der) {
        if (der.length < 4 || der[0] != 0x30 || (der[1] & 0x80) == 0) {
            return false;
        }
        int octets = der[1] & 0x7F;
        if (octets < 1 || octets > 3 || der.length < 2 + octets) {
            return false;
        }
        int length = 0;
        for (int i = 0; i < octets; i++) {
            length = length << 8 | der[2 + i] & 0xFF;
        }
        return der.length == 2 + octets + length;
    }
}
