package cn.biaozhengtong.kit.objects;

import cn.biaozhengtong.kit.OpenDefault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/// A folder as object store: written aside, forced to the disk, then renamed.
@OpenDefault("files lie in a folder of one machine, set bzt.s3.*")
class FolderObjectStore implements ObjectStore {
    private final Path folder;

    FolderObjectStore(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder.toAbsolutePath());
    }

    @Override
    public void put(String key, byte[] content) {
        try {
            Path aside = Files.createTempFile(folder, ".upload", "");
            try (FileChannel out = FileChannel.open(aside, StandardOpenOption.WRITE)) {
                out.write(ByteBuffer.wrap(content));
                out.force(true);
            }
            Files.move(aside, file(key), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public byte[] get(String key) {
        try {
            return Files.readAllBytes(file(key));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void delete(String key) {
        try {
            Files.deleteIfExists(file(key));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(String key) {
        if (!key.matches("[A-Za-z0-9-]{1,80}")) {
            throw new IllegalArgumentException("not an object key");
        }
        return folder.resolve(key);
    }
}
