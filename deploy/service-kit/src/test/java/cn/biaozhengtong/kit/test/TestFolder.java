package cn.biaozhengtong.kit.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;

/// Folders of tests that share them until their JVM ends; then nothing is left of them.
public final class TestFolder {
    private static final Path MEMORY = Path.of("/dev/shm");
    private static final long ENOUGH = 4L << 30;

    private TestFolder() {}

    /// A new folder, deleted when this JVM ends, and once all application contexts are closed.
    public static Path named(String name) {
        Path folder = kept(name);
        SpringApplication.getShutdownHandlers().add(() -> delete(folder));
        // Without an application, nobody calls those.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
        return folder;
    }

    /// A new folder that whoever asks deletes; in memory where there is enough, for servers that
    /// write to the disk through at every commit and whose data nobody needs afterwards.
    static Path kept(String name) {
        try {
            return MEMORY.toFile().getUsableSpace() < ENOUGH
                    ? Files.createTempDirectory(name)
                    : Files.createTempDirectory(MEMORY, name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void delete(Path folder) {
        if (Files.notExists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (NoSuchFileException e) {
            // The other was quicker.
        } catch (IOException | UncheckedIOException e) {
            System.err.println("Left behind: " + folder + ": " + e);
        }
    }
}
