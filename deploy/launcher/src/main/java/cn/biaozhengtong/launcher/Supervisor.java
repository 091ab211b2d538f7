package cn.biaozhengtong.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Starts again what ended without being told to, after a pause that grows while it goes on ending;
/// says so in the launcher's log and to `deploy/status`.
final class Supervisor implements AutoCloseable {
    /// In the state folder: what was started again, a sentence a process.
    static final String TOLD = "started-again";

    private static final Duration LOOK_EVERY = Duration.ofMillis(500);
    private static final int DOUBLINGS = 6;

    /// What has run this long begins with the shortest pause again.
    private static final Duration WELL_AFTER = Duration.ofMinutes(5);

    private final Supplier<List<ServerProcess>> processes;
    private final Path told;
    private final Consumer<String> progress;
    private final Duration pause;
    private final Map<String, History> records = new LinkedHashMap<>();
    private volatile boolean closed;

    /// @param pause before the first time
    Supervisor(
            Supplier<List<ServerProcess>> processes,
            Path state,
            Consumer<String> progress,
            Duration pause) {
        this.processes = processes;
        this.told = state.resolve(TOLD);
        this.progress = progress;
        this.pause = pause;
    }

    /// What is known of a process that ended.
    private static final class History {
        private int inARow;
        private int times;
        private Instant due = Instant.MAX;
        private Instant started = Instant.MIN;
        private String last = "";
    }

    void start() {
        try {
            Files.deleteIfExists(told);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofPlatform().daemon().name("supervisor").start(this::watch);
    }

    private void watch() {
        while (!closed) {
            try {
                processes.get().forEach(it -> look(it, Instant.now()));
            } catch (Sentence | UncheckedIOException e) {
                // It must not end: the next look may find the disk or the program again.
                progress.accept(String.valueOf(e.getMessage()));
            }
            ServerProcess.pause(LOOK_EVERY);
        }
    }

    private void look(ServerProcess process, Instant now) {
        if (closed || !process.endedByItself()) {
            return;
        }
        History it = records.computeIfAbsent(process.name(), name -> new History());
        if (it.due.equals(Instant.MAX)) {
            ended(process, it, now);
        } else if (!now.isBefore(it.due)) {
            it.due = Instant.MAX;
            if (process.startAgain()) {
                it.started = now;
                it.times++;
                tell();
            }
        }
    }

    private void ended(ServerProcess process, History it, Instant now) {
        boolean wasWell = it.started.plus(WELL_AFTER).isBefore(now);
        it.inARow = wasWell ? 0 : it.inARow + 1;
        Duration wait = pause.multipliedBy(1L << Math.min(DOUBLINGS, it.inARow));
        it.due = now.plus(wait);
        it.last = now.truncatedTo(ChronoUnit.SECONDS) + ", " + why(process.exitCode());
        progress.accept(
                "%s %s ended with %s; it is started again in %.1f s. Its last words are in %s"
                        .formatted(
                                now.truncatedTo(ChronoUnit.SECONDS),
                                process.name(),
                                why(process.exitCode()),
                                wait.toMillis() / 1000.0,
                                process.log()));
    }

    private void tell() {
        StringBuilder out = new StringBuilder();
        records.forEach((name, it) ->
                out.append(
                        "%s was started again %d times; it ended last at %s%n"
                                .formatted(name, it.times, it.last)));
        try {
            OwnersOnly.write(told, out.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// As Java and shells number the ways to end.
    private static String why(int code) {
        return switch (code) {
            case 3 -> "exit code 3 (out of memory)";
            case 137 -> "exit code 137 (killed)";
            default -> "exit code " + code;
        };
    }

    @Override
    public void close() {
        closed = true;
    }
}
