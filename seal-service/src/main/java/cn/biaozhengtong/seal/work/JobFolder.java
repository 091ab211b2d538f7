package cn.biaozhengtong.seal.work;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The files of one worker's jobs, open to our user alone: what it is given, which it can only
/// read; and what it sent. We open nothing that a worker could have put there. Deleted with the
/// worker, and by the next process when ours was killed.
record JobFolder(Path path) {
    private static final Logger LOG = LoggerFactory.getLogger(JobFolder.class);
    private static final String NAME = "bzt-work-";
    private static final Path PARENT = Path.of(System.getProperty("java.io.tmpdir"));

    static JobFolder create() throws IOException {
        ProcessHandle us = ProcessHandle.current();
        String owner = NAME + us.pid() + "-" + begun(us) + "-";
        JobFolder out = new JobFolder(Files.createTempDirectory(PARENT, owner).toRealPath());
        Files.createDirectory(out.given());
        Files.createDirectory(out.made());
        Files.createDirectory(out.sent());
        return out;
    }

    Path given() {
        return path.resolve("given");
    }

    /// Where the worker writes; ours stays empty, unless it is not shut in.
    Path made() {
        return path.resolve("made");
    }

    Path sent() {
        return path.resolve("sent");
    }

    /// What documents one of ours who was killed left behind. Everybody on the machine can make a
    /// folder of such a name, and exchange what is in it while we delete.
    static void deleteLeft() {
        try (Stream<Path> found = Files.list(PARENT)) {
            UserPrincipal us = us();
            found.filter(JobFolder::isLeft)
                    .filter(it -> isOf(us, it))
                    .map(JobFolder::new)
                    .forEach(JobFolder::delete);
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("what was left of earlier documents cannot be deleted", e);
        }
    }

    /// Whom files belong to that we make.
    private static UserPrincipal us() throws IOException {
        Path probe = Files.createTempFile(PARENT, "bzt-owner-", "");
        try {
            return Files.getOwner(probe);
        } finally {
            Files.delete(probe);
        }
    }

    private static boolean isOf(UserPrincipal us, Path it) {
        try {
            return Files.getOwner(it, LinkOption.NOFOLLOW_LINKS).equals(us);
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isLeft(Path it) {
        String name = it.getFileName().toString();
        if (!name.startsWith(NAME) || !Files.isDirectory(it, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        String[] owner = name.substring(NAME.length()).split("-");
        return owner.length == 3
                && owner[0].matches("[0-9]{1,10}")
                && ProcessHandle.of(Long.parseLong(owner[0]))
                        .filter(ProcessHandle::isAlive)
                        .filter(alive -> owner[1].equals(begun(alive)))
                        .isEmpty();
    }

    /// In a container everybody is the first process.
    private static String begun(ProcessHandle it) {
        return it.info().startInstant().map(Instant::toEpochMilli).orElse(0L).toString();
    }

    /// Deletes what one request left.
    ///
    /// @return whether nothing is left
    boolean empty() {
        for (Path folder : List.of(given(), sent())) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path it : files.toList()) {
                    Files.delete(it);
                }
            } catch (IOException | UncheckedIOException e) {
                LOG.warn("what was left of a request cannot be deleted", e);
                return false;
            }
        }
        return true;
    }

    void delete() {
        try (Stream<Path> files = Files.walk(path)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path it : deepestFirst) {
                Files.deleteIfExists(it);
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("a document's folder cannot be deleted", e);
        }
    }
}
