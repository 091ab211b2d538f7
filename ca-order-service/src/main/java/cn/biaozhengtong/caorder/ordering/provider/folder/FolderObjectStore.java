package cn.biaozhengtong.caorder.ordering.provider.folder;

import cn.biaozhengtong.caorder.ordering.ObjectStore;
import cn.biaozhengtong.kit.OpenDefault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.stereotype.Component;

/// A folder as object store: written aside, forced to the disk, then renamed.
@Component
@OpenDefault("attachments lie in a folder of one machine, set bzt.s3.*")
@ConditionalOnExpression("'${bzt.s3.bucket:}' == ''")
class FolderObjectStore implements ObjectStore {
    private final Path folder;

    FolderObjectStore(@Value("${bzt.objects}") Path folder) throws IOException {
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

    private Path file(String key) {
        if (!key.matches("[A-Za-z0-9-]{1,80}")) {
            throw new IllegalArgumentException("not an object key");
        }
        return folder.resolve(key);
    }
}
