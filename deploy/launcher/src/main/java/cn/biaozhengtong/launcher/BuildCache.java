package cn.biaozhengtong.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// What is made once for each build of something and run from by all suites of a checkout; a
/// hundred megabytes and more each, so that those of old builds go.
record BuildCache(Path folder) {
    /// Of each kind: that of now, and that of who tries the one before.
    private static final int KEPT = 2;

    static BuildCache ofCheckout() {
        return new BuildCache(Dist.locate().cache());
    }

    /// The place for one build, and notes that it is wanted now.
    ///
    /// @param kind such as `seal-service`
    /// @param build tells builds apart, in hexadecimal digits and hyphens
    Path place(String kind, String build) throws IOException {
        Path place = folder.resolve(kind + "-" + build);
        Files.createDirectories(place);
        Files.setLastModifiedTime(place, FileTime.from(Instant.now()));
        return place;
    }

    /// Deletes all but the two that were wanted last, and those that a process runs from.
    void deleteOlder(String kind) throws IOException {
        for (Path old : newestFirst(kind).stream().skip(KEPT).toList()) {
            if (!isRunFrom(old)) {
                // First what says that it is whole.
                Files.deleteIfExists(old.resolve("done"));
                Files.deleteIfExists(old.resolve("built"));
                delete(old);
            }
        }
    }

    private List<Path> newestFirst(String kind) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(it -> it.getFileName().toString().matches(kind + "-[0-9a-f-]+"))
                    .filter(Files::isDirectory)
                    .sorted(Comparator.comparing(BuildCache::wanted).reversed())
                    .toList();
        }
    }

    private static FileTime wanted(Path place) {
        try {
            return Files.getLastModifiedTime(place);
        } catch (IOException e) {
            // Another launcher has just deleted it.
            return FileTime.fromMillis(0);
        }
    }

    private static boolean isRunFrom(Path place) {
        String inside = place + "/";
        return ProcessHandle.allProcesses()
                .anyMatch(it -> it.info().commandLine().orElse("").contains(inside));
    }

    static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }
}
