package cn.biaozhengtong.kit.intake;

import cn.biaozhengtong.kit.problem.ProblemException;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The parent's end of one worker. It has answered that it is ready; after a job that it did not
/// survive it is of no more use.
final class WorkerProcess {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerProcess.class);

    /// What a job may cost. A machine that is busy with other things makes it wait, not fail.
    private static final Duration MOST_CPU = Duration.ofMillis(1200);

    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final Duration LONGEST_START = Duration.ofSeconds(30);
    private static final long LOOK_EVERY_MILLIS = 20;
    private static final int KILLED = 128 + 9;
    private static final int LAST_WORDS = 2000;

    /// Pipes block: not a matter for carriers of virtual threads.
    private static final ExecutorService PIPES =
            Executors.newThreadPerTaskExecutor(
                    Thread.ofPlatform().daemon().name("intake-", 0).factory());

    private final Process process;
    private final DataInputStream in;
    private final DataOutputStream out;
    private @Nullable UUID account;
    private volatile boolean ended;

    private WorkerProcess(Process process) {
        this.process = process;
        this.in = new DataInputStream(new BufferedInputStream(process.getInputStream(), 1 << 16));
        this.out =
                new DataOutputStream(new BufferedOutputStream(process.getOutputStream(), 1 << 16));
    }

    /// @return warm: it has decoded one of each kind
    /// @throws IOException when it does not come up
    static WorkerProcess start(List<String> command) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(Path.of(System.getProperty("java.io.tmpdir")).toFile());
        // It has no business with secrets.
        builder.environment().clear();
        WorkerProcess worker = new WorkerProcess(builder.start());
        worker.keepLastWords();
        Future<Integer> ready = PIPES.submit(() -> worker.in.read());
        try {
            if (ready.get(LONGEST_START.toSeconds(), TimeUnit.SECONDS) == WorkerMain.READY) {
                return worker;
            }
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("no worker", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        worker.end();
        throw new IOException("a worker does not start");
    }

    long pid() {
        return process.pid();
    }

    /// The first account to ask has it; whoever holds it asks.
    boolean isFor(UUID who) {
        if (account == null) {
            account = who;
        }
        return account.equals(who);
    }

    boolean isAlive() {
        return !ended && process.isAlive();
    }

    /// At once, in the middle of whatever it does.
    void end() {
        ended = true;
        process.destroyForcibly();
    }

    /// @throws ProblemException when the job cost too much, or the worker its life
    WorkerAnswer ask(WorkerJob job) {
        Future<WorkerAnswer> answer =
                PIPES.submit(() -> {
                    job.write(out);
                    return WorkerAnswer.read(in);
                });
        long begin = System.nanoTime();
        Duration before = cpu();
        try {
            while (true) {
                try {
                    return answer.get(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
                } catch (TimeoutException e) {
                    Duration spent = cpu().minus(before);
                    boolean dear = spent.compareTo(MOST_CPU) > 0;
                    if (dear || System.nanoTime() - begin > LONGEST.toNanos()) {
                        end();
                        LOG.warn("a worker was ended after {} of CPU", spent);
                        // Who got no CPU was not kept busy by the file.
                        throw (dear ? IntakeProblem.file_unsafe : IntakeProblem.intake_busy)
                                .exception();
                    }
                }
            }
        } catch (ExecutionException e) {
            throw died();
        } catch (InterruptedException e) {
            end();
            Thread.currentThread().interrupt();
            throw IntakeProblem.intake_busy.exception();
        }
    }

    /// One that somebody else ended is not the file's fault.
    private ProblemException died() {
        try {
            // Its pipe breaks a moment before it is gone.
            process.waitFor(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        boolean killed = !process.isAlive() && process.exitValue() == KILLED;
        LOG.warn(
                "a worker ended in the middle, with {}",
                process.isAlive() ? "no sense" : process.exitValue());
        end();
        return (killed ? IntakeProblem.intake_busy : IntakeProblem.file_unsafe).exception();
    }

    private Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private void keepLastWords() {
        PIPES.submit(() -> {
            byte[] words = process.getErrorStream().readNBytes(LAST_WORDS);
            if (words.length > 0) {
                LOG.info("a worker says: {}", new String(words, StandardCharsets.UTF_8));
            }
            return process.getErrorStream().transferTo(java.io.OutputStream.nullOutputStream());
        });
    }
}
