package cn.biaozhengtong.kit.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a worker is shut into, by Bubblewrap: a user, processes, a network and files of its own. It
/// sees what Java and fonts need, to read, its jars, and its job's folder; what takes a decoder
/// over reads no file of the service, sees none of its processes, and reaches nobody.
///
/// Where the machine does not allow that, it is at least without a network, where it allows this;
/// and it is said in the log.
enum Sandbox {
    whole,
    /// Inside of a container that has no process table to give.
    without_processes,
    /// As the service's user, with its files.
    without_network_only,
    none;

    private static final Logger LOG = LoggerFactory.getLogger(Sandbox.class);
    private static final String NOBODY = "65534";

    private static final List<String> OF_THE_MACHINE =
            List.of("/usr", "/lib", "/lib32", "/lib64", "/bin");

    /// Fonts, libraries by name, the machine's time zone.
    private static final List<String> SETTINGS =
            List.of(
                    "/etc/fonts",
                    "/etc/ld.so.cache",
                    "/etc/alternatives",
                    "/etc/localtime",
                    "/var/cache/fontconfig");

    static final Sandbox HERE = tried();

    private static Sandbox tried() {
        for (Sandbox it : List.of(whole, without_processes)) {
            if (it.works()) {
                return it;
            }
        }
        Sandbox left = without_network_only.works() ? without_network_only : none;
        LOG.warn(
                "workers run as this user and can read its files: bubblewrap is missing or may not make namespaces here ({})",
                left);
        return left;
    }

    private boolean works() {
        List<String> trial =
                new ArrayList<>(prefix(List.of(), List.of(), new Scratch(Path.of("/tmp"), 1)));
        trial.add("/bin/true");
        try {
            Process it =
                    new ProcessBuilder(trial)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            return it.waitFor(10, TimeUnit.SECONDS) && it.exitValue() == 0;
        } catch (IOException e) {
            LOG.debug("no {}", this, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    /// Whether the worker's files are its own.
    boolean hidesFiles() {
        return this == whole || this == without_processes;
    }

    /// Where it may write.
    ///
    /// @param path of a folder, in memory
    record Scratch(Path path, int mb) {}

    /// What a command is given to. It dies with the thread that begins it, which for the kernel is
    /// its parent.
    ///
    /// @param read paths that it may read, besides those of the machine
    /// @param written paths that it may write, besides its scratch
    List<String> prefix(List<Path> read, List<Path> written, Scratch scratch) {
        return switch (this) {
            case whole, without_processes -> wrapped(read, written, scratch);
            case without_network_only ->
                    List.of("/usr/bin/unshare", "--user", "--map-current-user", "--net", "--");
            case none -> List.of();
        };
    }

    private List<String> wrapped(List<Path> read, List<Path> written, Scratch scratch) {
        List<String> out =
                new ArrayList<>(
                        List.of(
                                "/usr/bin/bwrap",
                                "--unshare-all",
                                "--unshare-user",
                                "--die-with-parent",
                                "--new-session",
                                "--as-pid-1",
                                "--clearenv",
                                "--cap-drop",
                                "ALL",
                                "--uid",
                                NOBODY,
                                "--gid",
                                NOBODY,
                                "--dev",
                                "/dev"));
        if (this == whole) {
            out.addAll(List.of("--disable-userns", "--proc", "/proc"));
        }
        OF_THE_MACHINE.forEach(it -> machine(out, Path.of(it)));
        SETTINGS.forEach(it -> out.addAll(List.of("--ro-bind-try", it, it)));
        read.forEach(it -> bind(out, "--ro-bind", it));
        written.forEach(it -> bind(out, "--bind", it));
        String bytes = Long.toString((long) scratch.mb() << 20);
        out.addAll(List.of("--size", bytes, "--tmpfs", scratch.path().toString()));
        // What else lies in memory is of the machine's size.
        out.addAll(List.of("--remount-ro", "/dev", "--remount-ro", "/"));
        out.addAll(List.of("--chdir", scratch.path().toString()));
        out.add("--");
        return out;
    }

    private static void bind(List<String> out, String how, Path what) {
        out.addAll(List.of(how, what.toString(), what.toString()));
    }

    /// As Debian and others have it: `/lib` is a link into `/usr`.
    private static void machine(List<String> out, Path what) {
        if (Files.isSymbolicLink(what)) {
            try {
                out.addAll(
                        List.of(
                                "--symlink",
                                Files.readSymbolicLink(what).toString(),
                                what.toString()));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        } else if (Files.isDirectory(what)) {
            bind(out, "--ro-bind", what);
        }
    }

    /// The machine has `java.home` and jars outside of `/usr`, perhaps.
    static Stream<Path> outside(Stream<Path> paths) {
        return paths.filter(it -> !it.startsWith("/usr"));
    }
}
