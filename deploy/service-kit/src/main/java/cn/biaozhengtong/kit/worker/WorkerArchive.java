package cn.biaozhengtong.kit.worker;

import cn.biaozhengtong.crypto.Sm3;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The classes of a worker as its JVM keeps them (its AOT cache, JEP 514): who starts with them
/// need not read, check and link them again, which is most of what a start costs. Where no folder
/// is given for it, or it cannot be made, workers start without.
final class WorkerArchive {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerArchive.class);

    /// Where the service itself may write and nobody else: a worker believes what lies there as it
    /// believes its jars.
    static final @Nullable String FOLDER = System.getenv("BZT_WORKER_ARCHIVES");

    private static final String FRESH = "worker-fresh";
    private static final long LONGEST_SECONDS = 180;

    private final @Nullable Path file;
    private boolean tried;

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

    /// How a worker is started that has nothing to do and ends.
    interface Commands {
        /// Writes what it loaded to the file, whose folder it may write to.
        List<String> writing(Path file);

        /// Starts with the file, or not at all.
        List<String> with(Path file);
    }

    /// The file, when it is there.
    Optional<Path> file() {
        return Optional.ofNullable(file).filter(Files::isReadable);
    }

    /// Makes it, unless it is there or was tried, and sees that a worker starts with it.
    synchronized void make(Commands commands) {
        if (file == null || tried || Files.exists(file)) {
            return;
        }
        tried = true;
        try {
            Path place = folderOf(file);
            deleteLeft(place);
            Path folder = Files.createTempDirectory(place, FRESH);
            try {
                Path fresh = folder.resolve("classes.aot");
                if (endsWell(commands.writing(fresh)) && endsWell(commands.with(fresh))) {
                    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
                } else {
                    LOG.warn("workers start without an archive of their classes: none is of use");
                }
            } finally {
                delete(folder);
            }
        } catch (IOException e) {
            LOG.warn("workers start without an archive of their classes: {}", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// A worker did not start: whatever it was, the next ones start without.
    synchronized void doubt() {
        if (file != null && Files.exists(file)) {
            LOG.warn("a worker did not start with {}, which is deleted", file);
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                LOG.error("{} stays", file, e);
            }
        }
    }

    static Path folderOf(Path file) {
        return Objects.requireNonNull(file.toAbsolutePath().getParent());
    }

    private static boolean endsWell(List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        Process it = builder.start();
        try {
            return it.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS) && it.exitValue() == 0;
        } finally {
            it.descendants().forEach(ProcessHandle::destroyForcibly);
            it.destroyForcibly();
        }
    }

    /// Of who died while making one.
    private static void deleteLeft(Path place) throws IOException {
        Instant before = Instant.now().minusSeconds(4 * LONGEST_SECONDS);
        try (Stream<Path> all = Files.list(place)) {
            for (Path it :
                    all.filter(it -> it.getFileName().toString().startsWith(FRESH)).toList()) {
                if (Files.getLastModifiedTime(it).toInstant().isBefore(before)) {
                    delete(it);
                }
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            for (Path it : all.toList()) {
                Files.deleteIfExists(it);
            }
        }
        Files.deleteIfExists(folder);
    }
}
