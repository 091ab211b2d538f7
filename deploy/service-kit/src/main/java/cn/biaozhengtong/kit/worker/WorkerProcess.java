package cn.biaozhengtong.kit.worker;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
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
public final class WorkerProcess {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerProcess.class);

    /// What a worker says when it has begun, and nothing before it.
    public static final int READY = 0x52;

    private static final Duration LONGEST_START = Duration.ofSeconds(30);
    private static final long LOOK_EVERY_MILLIS = 20;
    private static final int LOOKS = 50;
    private static final int KILLED = 128 + 9;
    private static final int LAST_WORDS = 2000;

    /// Pipes block: not a matter for carriers of virtual threads.
    private static final ExecutorService PIPES =
            Executors.newThreadPerTaskExecutor(
                    Thread.ofPlatform().daemon().name("worker-", 0).factory());

    /// Workers die with the thread that begins them: this one lives as long as we do.
    private static final ExecutorService STARTER =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().daemon().name("worker-begin").factory());

    private final Process process;

    /// The JVM, which may be a child of what shut it in.
    private volatile ProcessHandle inside;

    private final DataInputStream in;
    private final DataOutputStream out;
    private @Nullable UUID account;
    private volatile boolean ended;

    /// What a job may cost. A machine that is busy with other things makes it wait, not fail.
    ///
    /// @param cpu of the worker
    /// @param longest from asking to the answer
    public record Budget(Duration cpu, Duration longest) {}

    /// Asks and reads the answer, all of it; what does not fit is an [IOException].
    public interface Job<T> {
        T ask(DataOutputStream out, DataInputStream in) throws IOException;
    }

    private WorkerProcess(Process process) {
        this.process = process;
        this.inside = process.toHandle();
        this.in = new DataInputStream(new BufferedInputStream(process.getInputStream(), 1 << 16));
        this.out =
                new DataOutputStream(new BufferedOutputStream(process.getOutputStream(), 1 << 16));
    }

    /// @return warm: it has decoded one of each kind
    /// @throws IOException when it does not come up
    public static WorkerProcess start(List<String> command) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(Path.of(System.getProperty("java.io.tmpdir")).toFile());
        // It has no business with secrets.
        builder.environment().clear();
        WorkerProcess worker = new WorkerProcess(begun(builder));
        worker.keepLastWords();
        Future<Integer> ready = PIPES.submit(() -> worker.in.read());
        try {
            if (ready.get(LONGEST_START.toSeconds(), TimeUnit.SECONDS) == READY) {
                worker.inside = innermost(worker.process, command);
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

    /// The JVM, whose CPU is counted. A look at the machine's processes that are just beginning may
    /// miss it.
    private static ProcessHandle innermost(Process process, List<String> command)
            throws InterruptedException {
        boolean shutIn = command.getFirst().endsWith("/bwrap");
        for (int i = 0; i < LOOKS && shutIn; i++) {
            Optional<ProcessHandle> last = process.descendants().reduce((a, b) -> b);
            if (last.isPresent()) {
                return last.get();
            }
            Thread.sleep(LOOK_EVERY_MILLIS);
        }
        return process.toHandle();
    }

    private static Process begun(ProcessBuilder builder) throws IOException {
        try {
            return STARTER.submit(builder::start).get();
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    public long pid() {
        return inside.pid();
    }

    /// The first account to ask has it; whoever holds it asks.
    public boolean isFor(UUID who) {
        if (account == null) {
            account = who;
        }
        return account.equals(who);
    }

    public boolean isAlive() {
        return !ended && process.isAlive();
    }

    /// At once, in the middle of whatever it does.
    public void end() {
        ended = true;
        // The first of its processes: with it all others that were shut in with it.
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    /// @throws WorkerEndedException when the job cost too much, or the worker its life
    public <T> T ask(Job<T> job, Budget budget) throws WorkerEndedException {
        Future<T> answer = PIPES.submit(() -> job.ask(out, in));
        long begin = System.nanoTime();
        Duration before = cpu();
        try {
            while (true) {
                try {
                    return answer.get(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
                } catch (TimeoutException e) {
                    Duration spent = cpu().minus(before);
                    boolean dear = spent.compareTo(budget.cpu()) > 0;
                    if (dear || System.nanoTime() - begin > budget.longest().toNanos()) {
                        end();
                        LOG.warn("a worker was ended after {} of CPU", spent);
                        // Who got no CPU was not kept busy by the file.
                        throw new WorkerEndedException(dear);
                    }
                }
            }
        } catch (ExecutionException e) {
            throw died();
        } catch (InterruptedException e) {
            end();
            Thread.currentThread().interrupt();
            throw new WorkerEndedException(false);
        }
    }

    /// One that somebody else ended is not the file's fault.
    private WorkerEndedException died() {
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
        return new WorkerEndedException(!killed);
    }

    private Duration cpu() {
        return inside.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private void keepLastWords() {
        PIPES.submit(() -> {
            byte[] words = process.getErrorStream().readNBytes(LAST_WORDS);
            if (words.length > 0) {
                String said = new String(words, StandardCharsets.UTF_8);
                LOG.info("a worker says: {}", said.replaceAll("\\p{Cntrl}+", " "));
            }
            return process.getErrorStream().transferTo(java.io.OutputStream.nullOutputStream());
        });
    }
}
