package cn.biaozhengtong.seal.work;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// A document that has come and that no worker has yet.
public final class Upload implements AutoCloseable {
    private static final String FILE = "upload";
    private static final int PIECE = 1 << 16;

    private final JobFolder folder;
    private final long size;

    private Upload(JobFolder folder, long size) {
        this.folder = folder;
        this.size = size;
    }

    /// @param most bytes that are read; of a larger one one more
    public static Upload of(InputStream from, long most) throws IOException {
        JobFolder folder = JobFolder.create();
        boolean whole = false;
        try (OutputStream to = Files.newOutputStream(folder.path().resolve(FILE))) {
            byte[] piece = new byte[PIECE];
            long size = 0;
            int read = 0;
            while (read >= 0 && size <= most) {
                to.write(piece, 0, read);
                read = from.read(piece, 0, (int) Math.min(PIECE, most + 1 - size));
                size += Math.max(read, 0);
            }
            whole = true;
            return new Upload(folder, size);
        } finally {
            if (!whole) {
                folder.delete();
            }
        }
    }

    /// In bytes.
    public long size() {
        return size;
    }

    public Path path() {
        return folder.path().resolve(FILE);
    }

    @Override
    public void close() {
        folder.delete();
    }
}
