package cn.biaozhengtong.crypto.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/// A file that has its name only once it is whole; what was half-written is deleted.
public final class OutputFile implements AutoCloseable {
    private final Path target;
    private final Path temporary;
    private final FileChannel channel;

    private OutputFile(Path target, Path temporary, FileChannel channel) {
        this.target = target;
        this.temporary = temporary;
        this.channel = channel;
    }

    public static OutputFile at(Path target) throws IOException {
        Path folder = target.toAbsolutePath().getParent();
        Path name = target.getFileName();
        if (folder == null || name == null) {
            throw new IOException("not a file's path: " + target);
        }
        Path temporary =
                folder.getFileSystem().supportedFileAttributeViews().contains("posix")
                        ? Files.createTempFile(
                                folder,
                                name + ".",
                                ".part",
                                PosixFilePermissions.asFileAttribute(
                                        PosixFilePermissions.fromString("rw-------")))
                        : Files.createTempFile(folder, name + ".", ".part");
        try {
            return new OutputFile(
                    target,
                    temporary,
                    FileChannel.open(temporary, StandardOpenOption.READ, StandardOpenOption.WRITE));
        } catch (IOException e) {
            Files.deleteIfExists(temporary);
            throw e;
        }
    }

    /// Writes a small file whole, or not at all.
    public static void write(Path target, byte[] content) throws IOException {
        try (OutputFile out = at(target)) {
            ByteBuffer rest = ByteBuffer.wrap(content);
            while (rest.hasRemaining()) {
                out.channel.write(rest);
            }
            out.finish();
        }
    }

    public FileChannel channel() {
        return channel;
    }

    /// Gives it its name, on the disk.
    public void finish() throws IOException {
        channel.force(true);
        channel.close();
        Files.move(
                temporary,
                target,
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void close() throws IOException {
        channel.close();
        Files.deleteIfExists(temporary);
    }
}
