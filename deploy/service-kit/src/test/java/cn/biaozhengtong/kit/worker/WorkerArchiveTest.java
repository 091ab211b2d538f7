package cn.biaozhengtong.kit.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What workers start with.
class WorkerArchiveTest {
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin/java").toString();

    @TempDir private Path folder;

    /// A class of a jar: of folders no JVM keeps any.
    private static List<Path> jars() throws Exception {
        return List.of(
                Path.of(
                        org.slf4j.LoggerFactory.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toURI()));
    }

    private WorkerArchive archive(String main) throws Exception {
        return WorkerArchive.in(folder.toString(), main, jars());
    }

    private List<String> files() throws Exception {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(it -> it.getFileName().toString()).toList();
        }
    }

    @Test
    void madeOnce_andTheJvmStartsWithIt() throws Exception {
        WorkerArchive it = archive("any");
        assertThat(it.file()).isEmpty();
        it.make(List.of(JAVA), List.of("--version"));
        Path made = it.file().orElseThrow();
        long when = Files.getLastModifiedTime(made).toMillis();
        it.make(List.of(JAVA), List.of("--version"));
        assertThat(Files.getLastModifiedTime(made).toMillis()).isEqualTo(when);
        Process strict =
                new ProcessBuilder(JAVA, "-XX:AOTMode=on", "-XX:AOTCache=" + made, "--version")
                        .start();
        assertThat(strict.waitFor()).isZero();
        assertThat(files()).containsExactly(made.getFileName().toString());
    }

    @Test
    void whatDoesNotStart_leavesNothing() throws Exception {
        WorkerArchive it = archive("other");
        it.make(List.of(JAVA), List.of("-XX:+NoSuchOption"));
        assertThat(it.file()).isEmpty();
        assertThat(files()).isEmpty();
    }

    @Test
    void anotherBuild_hasAnother() throws Exception {
        archive("any").make(List.of(JAVA), List.of("--version"));
        assertThat(archive("another").file()).isEmpty();
        assertThat(WorkerArchive.in(null, "any", jars()).file()).isEmpty();
    }
}
