package cn.biaozhengtong.kit.worker;

import cn.biaozhengtong.crypto.Sm3;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The classes of a worker as its JVM keeps them (its AOT cache, JEP 514): who starts with them
/// need not read, check and link them again, which is most of what a start costs. Where no folder
/// is given for it, or it cannot be made, workers start without.
final class WorkerArchive {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerArchive.class);

    /// Of a folder where nobody but those who install the suite may write: a worker believes what
    /// lies there as it believes its jars.
    static final @Nullable String FOLDER = System.getenv("BZT_WORKER_ARCHIVES");

    private static final long LONGEST_SECONDS = 180;

    private final @Nullable Path file;

    private WorkerArchive(@Nullable Path file) {
        this.file = file;
    }

    /// Of just these jars: another build has another.
    static WorkerArchive in(@Nullable String folder, String main, List<Path> jars) {
        return new WorkerArchive(folder == null ? null : Path.of(folder, name(main, jars)));
    }

    private static String name(String main, List<Path> jars) {
        StringBuilder out = new StringBuilder(main).append(Runtime.version());
        try {
            for (Path it : jars) {
                out.append(it).append(Files.size(it)).append(Files.getLastModifiedTime(it));
            }
        } catch (IOException e) {
            // Then the command fails of itself, and says so.
            LOG.debug("a jar is missing", e);
        }
        byte[] hash = Sm3.digest(out.toString().getBytes(StandardCharsets.UTF_8));
        return "worker-" + Sm3.hex(hash).substring(0, 16) + ".aot";
    }

    /// The file, when it is there.
    Optional<Path> file() {
        return Optional.ofNullable(file).filter(Files::isReadable);
    }

    /// Makes it, unless it is there: starts the worker once, with nothing to do.
    ///
    /// @param java the command up to its classes
    /// @param classes the rest of it
    synchronized void make(List<String> java, List<String> classes) {
        if (file == null || Files.exists(file)) {
            return;
        }
        Path fresh = file.resolveSibling(file.getFileName() + "." + ProcessHandle.current().pid());
        try {
            List<String> command = new ArrayList<>(java);
            command.add("-XX:AOTCacheOutput=" + fresh);
            command.addAll(classes);
            Process it =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectInput(
                                    ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            try {
                if (it.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS) && Files.exists(fresh)) {
                    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
                    return;
                }
            } finally {
                it.destroyForcibly();
            }
            LOG.warn("workers start without an archive of their classes: none came to be");
        } catch (IOException e) {
            LOG.warn("workers start without an archive of their classes: {}", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            deleteQuietly(fresh);
        }
    }

    private static void deleteQuietly(Path it) {
        try {
            Files.deleteIfExists(it);
        } catch (IOException e) {
            LOG.debug("left {}", it, e);
        }
    }
}
