package cn.biaozhengtong.seal.work;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where a worker finds the files of its job, open to our user alone; deleted with the worker, and
/// by the next process when ours was killed.
record JobFolder(Path path) {
    private static final Logger LOG = LoggerFactory.getLogger(JobFolder.class);
    private static final String NAME = "bzt-work-";
    private static final Path PARENT = Path.of(System.getProperty("java.io.tmpdir"));

    static JobFolder create() throws IOException {
        String owner = NAME + ProcessHandle.current().pid() + "-";
        return new JobFolder(Files.createTempDirectory(PARENT, owner).toRealPath());
    }

    /// What documents somebody who was killed left behind.
    static void deleteLeft() {
        try (Stream<Path> found = Files.list(PARENT)) {
            found.filter(JobFolder::isLeft).map(JobFolder::new).forEach(JobFolder::delete);
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("what was left of earlier documents cannot be deleted", e);
        }
    }

    private static boolean isLeft(Path it) {
        String name = it.getFileName().toString();
        if (!name.startsWith(NAME) || !Files.isDirectory(it)) {
            return false;
        }
        String owner = name.substring(NAME.length()).split("-", 2)[0];
        return owner.matches("[0-9]{1,10}")
                && ProcessHandle.of(Long.parseLong(owner)).filter(ProcessHandle::isAlive).isEmpty();
    }

    void delete() {
        try (Stream<Path> files = Files.walk(path)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path it : deepestFirst) {
                Files.deleteIfExists(it);
            }
        } catch (IOException e) {
            LOG.warn("a document's folder cannot be deleted", e);
        }
    }
}
