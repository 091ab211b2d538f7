package cn.biaozhengtong.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Old builds do not fill the disk, and what runs from one goes on.
class BuildCacheTest {
    @TempDir private Path folder;

    private Path built(String kind, String build, int hoursAgo) throws Exception {
        Path place = new BuildCache(folder).place(kind, build);
        Files.createDirectories(place.resolve("lib"));
        Files.writeString(place.resolve("lib/app.jar"), "jar");
        Files.setLastModifiedTime(
                place, FileTime.from(Instant.now().minus(Duration.ofHours(hoursAgo))));
        return place;
    }

    @Test
    void ofEachKind_twoAreKept_thatWereWantedLast() throws Exception {
        Path oldest = built("seal-service", "a1", 3);
        Path old = built("seal-service", "b2", 2);
        Path other = built("seal-service-tools", "c3", 9);
        BuildCache cache = new BuildCache(folder);
        // Wanted again by a suite of the build before.
        cache.place("seal-service", "a1");
        Path now = cache.place("seal-service", "d4");

        cache.deleteOlder("seal-service");

        assertThat(old).doesNotExist();
        assertThat(List.of(oldest, now, other)).allMatch(Files::exists);
        assertThat(oldest.resolve("lib/app.jar")).exists();
    }

    @Test
    void whatAProcessRunsFrom_isLeft() throws Exception {
        Path used = built("gateway", "a1", 9);
        built("gateway", "b2", 2);
        built("gateway", "c3", 1);
        Process process =
                new ProcessBuilder("tail", "-f", used.resolve("lib/app.jar").toString()).start();
        try {
            new BuildCache(folder).deleteOlder("gateway");
            assertThat(used).exists();
        } finally {
            process.destroyForcibly().waitFor();
        }
        new BuildCache(folder).deleteOlder("gateway");
        assertThat(used).doesNotExist();
    }
}
