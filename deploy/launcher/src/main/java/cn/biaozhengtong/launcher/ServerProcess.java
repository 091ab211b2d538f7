package cn.biaozhengtong.launcher;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// One child process with its log; dies with the launcher, even when that is killed with -9.
public final class ServerProcess {
    // The kernel ends a child when the *thread* that started it ends, so one thread starts all.
    private static final ExecutorService STARTER =
            Executors.newSingleThreadExecutor(task -> {
                Thread thread = new Thread(task, "starter");
                thread.setDaemon(true);
                return thread;
            });

    /// On one machine the gateway comes before those who work behind it: when they have more to do
    /// than they can, it still tells the next ones so at once.
    private static final boolean NICE = Files.isExecutable(Path.of("/usr/bin/nice"));

    private static final boolean SETPRIV = Files.isExecutable(Path.of("/usr/bin/setpriv"));

    private static final String ARCHIVE = "-XX:SharedArchiveFile=";

    private static final Duration TELL_EVERY = Duration.ofSeconds(30);

    private final String name;
    private final List<String> command;
    private final Map<String, String> environment;
    private final Path folder;
    private final Path log;
    private @Nullable Process process;

    /// From its start until it is told to end.
    private boolean wanted;

    public ServerProcess(
            String name,
            List<String> command,
            Map<String, String> environment,
            Path folder,
            Path log) {
        this.name = name;
        this.command = List.copyOf(command);
        this.environment = new HashMap<>(environment);
        this.folder = folder;
        this.log = log;
    }

    public String name() {
        return name;
    }

    /// Whether its JVM has no class-data archive yet, and is to write one when it ends.
    boolean writesAtItsEnd() {
        return command.stream()
                .filter(it -> it.startsWith(ARCHIVE))
                .map(it -> Path.of(it.substring(ARCHIVE.length())))
                .anyMatch(it -> !Files.exists(it));
    }

    Path log() {
        return log;
    }

    public synchronized void start() {
        wanted = true;
        List<String> full = new ArrayList<>();
        if (SETPRIV) {
            full.addAll(List.of("/usr/bin/setpriv", "--pdeathsig", "KILL", "--"));
        }
        if (NICE && name.contains("-service")) {
            full.addAll(List.of("/usr/bin/nice", "-n", "10"));
        }
        full.addAll(OwnersOnly.command(command));
        ProcessBuilder builder =
                new ProcessBuilder(full)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        Callable<Process> start =
                () -> {
                    OwnersOnly.touch(log);
                    return builder.start();
                };
        try {
            process = STARTER.submit(start).get();
        } catch (ExecutionException e) {
            throw new Sentence("Cannot start " + name + ": " + e.getCause(), e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    public synchronized long pid() {
        return running().pid();
    }

    public synchronized boolean isAlive() {
        return process != null && process.isAlive();
    }

    /// Whether it ended though nobody told it to.
    synchronized boolean endedByItself() {
        return wanted && process != null && !process.isAlive();
    }

    /// Of what has ended.
    synchronized int exitCode() {
        return running().exitValue();
    }

    /// @return false when it runs, or was told to end
    synchronized boolean startAgain() {
        if (!endedByItself()) {
            return false;
        }
        start();
        return true;
    }

    /// Ends it as a fault would: kill -9. Whoever does so starts it again himself.
    public synchronized void kill() {
        wanted = false;
        running().destroyForcibly();
        waitFor(running(), Duration.ofSeconds(10));
    }

    /// Ends it politely, then by force after the grace.
    public synchronized void stop(Duration grace) {
        wanted = false;
        if (process == null) {
            return;
        }
        process.destroy();
        if (!waitFor(process, grace)) {
            process.destroyForcibly();
            waitFor(process, Duration.ofSeconds(10));
        }
    }

    /// Waits until the condition holds, as long as the process is at work: a slow machine is no
    /// fault. Says what it waits for.
    ///
    /// @param still how long it may neither say anything nor compute before it is given up
    /// @throws Sentence when it ended, or is still
    public void awaitReady(Duration still, BooleanSupplier ready) {
        Instant begin = Instant.now();
        Movement movement = new Movement(log, running().toHandle(), begin);
        Instant told = begin;
        while (!ready.getAsBoolean()) {
            if (!isAlive()) {
                throw new Sentence(name + " stopped while starting; its last words are in " + log);
            }
            Instant now = Instant.now();
            if (Duration.between(movement.last(now), now).compareTo(still) > 0) {
                throw new Sentence(
                        "%s is not ready after %d s and has done nothing for %d s; see %s"
                                .formatted(
                                        name,
                                        Duration.between(begin, now).toSeconds(),
                                        still.toSeconds(),
                                        log));
            }
            if (Duration.between(told, now).compareTo(TELL_EVERY) > 0) {
                told = now;
                System.out.println(
                        "  waiting for %s since %d s, %s; its log is %s"
                                .formatted(
                                        name,
                                        Duration.between(begin, now).toSeconds(),
                                        movement,
                                        log));
            }
            pause(Duration.ofMillis(100));
        }
    }

    /// Waits for what listens at a port: until the condition holds, and it is this process that is
    /// there and not somebody else, who would be told its secrets.
    void awaitListening(Duration still, int port, BooleanSupplier ready) {
        awaitReady(still, () -> Listeners.only(pid(), port) && ready.getAsBoolean());
    }

    void awaitListening(Duration still, int port) {
        awaitListening(still, port, () -> true);
    }

    static boolean accepts(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 300);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    public static void pause(Duration time) {
        try {
            TimeUnit.NANOSECONDS.sleep(time.toNanos());
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private Process running() {
        if (process == null) {
            throw new IllegalStateException(name + " was never started");
        }
        return process;
    }

    private static boolean waitFor(Process process, Duration limit) {
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static Sentence interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new Sentence("Interrupted", e);
    }
}
