package cn.biaozhengtong.kit.worker;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// How a worker is started: shut into its [Sandbox], this very Java, the jars that decoding needs
/// and no other, little memory, nothing of the environment.
public final class WorkerCommand {
    private static final String NESTED = "nested:";
    private static final int SCRATCH_MB = 8;

    /// The property of a worker that is to do what workers do, once, and end: [#archive].
    public static final String LEARNS = "bzt.worker.learns";

    private final Memory memory;
    private final List<String> classes;
    private final List<Path> jars;
    private final WorkerArchive archive;

    private WorkerCommand(Memory memory, List<String> classes, List<Path> jars) {
        this.memory = memory;
        this.classes = classes;
        this.jars = jars;
        this.archive = WorkerArchive.in(WorkerArchive.FOLDER, String.join(" ", classes), jars);
    }

    /// @param heapMb of what it makes
    /// @param classesMb of what it is made of
    public record Memory(int heapMb, int classesMb) {}

    /// @param main says [WorkerProcess#READY] on its output when it can work
    /// @param needed one class of each other jar that it needs
    public static WorkerCommand of(Memory memory, Class<?> main, List<Class<?>> needed) {
        URL own = location(main);
        if (own.toString().contains(NESTED)) {
            // From the application jar as it was built, whose own launcher finds jars in it.
            String jar = outer(own.toString());
            return new WorkerCommand(
                    memory,
                    List.of(
                            "-cp",
                            jar,
                            "-Dloader.main=" + main.getName(),
                            "org.springframework.boot.loader.launch.PropertiesLauncher"),
                    List.of(Path.of(jar)));
        }
        Set<String> jars = new LinkedHashSet<>();
        jars.add(file(own));
        needed.forEach(it -> jars.add(file(location(it))));
        return new WorkerCommand(
                memory,
                List.of("-cp", String.join(":", jars), main.getName()),
                jars.stream().map(Path::of).toList());
    }

    /// Of a worker that has no files.
    public List<String> alone() {
        return command(List.of(), new Sandbox.Scratch(Path.of("/tmp"), SCRATCH_MB));
    }

    /// Of a worker that finds the files of its jobs in a folder.
    ///
    /// @param given to read
    /// @param made where it writes; empty, and in its own memory when it is shut in
    /// @param mb of what it may write at once
    public List<String> with(Path given, Path made, int mb) {
        return command(List.of(given), new Sandbox.Scratch(made, mb));
    }

    /// Makes what lets workers start sooner, where there is a place for it; returns when it is
    /// there, or cannot be. Who makes it is shut in like a worker.
    public void archive() {
        archive.make(
                new WorkerArchive.Commands() {
                    @Override
                    public List<String> writing(Path file) {
                        return trial(file, "-XX:AOTCacheOutput=" + file, "-D" + LEARNS + "=true");
                    }

                    @Override
                    public List<String> with(Path file) {
                        return trial(file, "-XX:AOTMode=on", "-XX:AOTCache=" + file);
                    }
                });
    }

    /// A worker did not start.
    public void doubtArchive() {
        archive.doubt();
    }

    private List<String> trial(Path file, String... options) {
        // Hides nothing that is needed, wherever the suite lies.
        Sandbox.Scratch scratch = new Sandbox.Scratch(Path.of("/run/scratch"), SCRATCH_MB);
        List<Path> machine =
                Sandbox.outside(Stream.concat(Stream.of(home()), jars.stream())).toList();
        List<String> out =
                new ArrayList<>(
                        Sandbox.HERE.prefix(
                                machine, List.of(WorkerArchive.folderOf(file)), scratch));
        out.addAll(java(scratch.path()));
        out.addAll(List.of(options));
        out.addAll(classes);
        return out;
    }

    private List<String> command(List<Path> given, Sandbox.Scratch scratch) {
        Optional<Path> archived = archive.file();
        Stream<Path> machine =
                Sandbox.outside(
                        Stream.of(Stream.of(home()), jars.stream(), archived.stream())
                                .flatMap(it -> it));
        List<Path> read = Stream.concat(machine, given.stream()).toList();
        List<String> out = new ArrayList<>(Sandbox.HERE.prefix(read, List.of(), scratch));
        out.addAll(java(scratch.path()));
        archived.ifPresent(it -> out.add("-XX:AOTCache=" + it));
        out.addAll(classes);
        return out;
    }

    private static Path home() {
        return Path.of(System.getProperty("java.home"));
    }

    private List<String> java(Path temporary) {
        List<String> out = new ArrayList<>();
        out.add(home().resolve("bin/java").toString());
        out.addAll(
                List.of(
                        "-Xms16m",
                        "-Xmx" + memory.heapMb() + "m",
                        // Rasters are large: they need one piece of the old generation.
                        "-Xmn12m",
                        "-Xss1m",
                        "-XX:+UseSerialGC",
                        "-XX:MaxHeapFreeRatio=30",
                        "-XX:MinHeapFreeRatio=10",
                        "-XX:MaxMetaspaceSize=" + memory.classesMb() + "m",
                        "-XX:ReservedCodeCacheSize=32m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-XX:-CreateCoredumpOnCrash",
                        "-XX:ErrorFile=/dev/null",
                        "-XX:-UsePerfData",
                        "-XX:+DisableAttachMechanism",
                        "-Xlog:disable",
                        "-Djava.awt.headless=true",
                        "-Dfile.encoding=UTF-8",
                        "-Djava.io.tmpdir=" + temporary));
        return out;
    }

    /// `jar:nested:/suite/app.jar/!BOOT-INF/lib/service-kit.jar!/`: the application jar.
    static String outer(String location) {
        int from = location.indexOf(NESTED) + NESTED.length();
        int to = location.indexOf("/!", from);
        return URI.create(location.substring(from, to < 0 ? location.length() : to)).getPath();
    }

    private static URL location(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        if (source == null) {
            throw new IllegalStateException(type + " comes from nowhere");
        }
        return source.getLocation();
    }

    private static String file(URL location) {
        try {
            return Path.of(location.toURI()).toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(location.toString(), e);
        }
    }
}
