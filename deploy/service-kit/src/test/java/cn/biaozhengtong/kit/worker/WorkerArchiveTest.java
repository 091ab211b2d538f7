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

    private record Trial(List<String> write, List<String> start) implements WorkerArchive.Commands {
        @Override
        public List<String> writing(Path file) {
            return full(file, write);
        }

        @Override
        public List<String> with(Path file) {
            return full(file, start);
        }

        private static List<String> full(Path file, List<String> options) {
            return Stream.concat(Stream.of(JAVA), options.stream())
                    .map(it -> it.replace("{file}", file.toString()))
                    .toList();
        }
    }

    private static final List<String> WRITES = List.of("-XX:AOTCacheOutput={file}", "--version");
    private static final List<String> STARTS =
            List.of("-XX:AOTMode=on", "-XX:AOTCache={file}", "--version");

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
    void madeOnce_andNothingElseIsLeft() throws Exception {
        WorkerArchive it = archive("any");
        assertThat(it.file()).isEmpty();
        it.make(new Trial(WRITES, STARTS));
        Path made = it.file().orElseThrow();
        long when = Files.getLastModifiedTime(made).toMillis();
        archive("any").make(new Trial(WRITES, STARTS));
        assertThat(Files.getLastModifiedTime(made).toMillis()).isEqualTo(when);
        assertThat(files()).containsExactly(made.getFileName().toString());
    }

    @Test
    void whatNobodyStartsWith_isNotKept() throws Exception {
        for (Trial bad :
                List.of(
                        new Trial(List.of("-XX:+NoSuchOption"), STARTS),
                        new Trial(List.of("--version"), STARTS),
                        new Trial(WRITES, List.of("-XX:AOTMode=on", "-XX:AOTCache=/none")))) {
            WorkerArchive it = archive("bad");
            it.make(bad);
            assertThat(it.file()).isEmpty();
            assertThat(files()).isEmpty();
        }
    }

    @Test
    void anotherBuild_hasAnother_andWhereThereIsNoPlaceThereIsNone() throws Exception {
        archive("any").make(new Trial(WRITES, STARTS));
        assertThat(archive("another").file()).isEmpty();
        assertThat(WorkerArchive.in(null, "any", jars()).file()).isEmpty();
    }

    @Test
    void whenAWorkerDoesNotStart_theNextOnesDoWithout() throws Exception {
        WorkerArchive it = archive("any");
        it.make(new Trial(WRITES, STARTS));
        it.doubt();
        assertThat(it.file()).isEmpty();
        it.make(new Trial(WRITES, STARTS));
        assertThat(it.file()).isEmpty();
    }
}
