package cn.biaozhengtong.seal.work;

import cn.biaozhengtong.kit.worker.WorkerEndedException;
import cn.biaozhengtong.kit.worker.WorkerProcess;
import cn.biaozhengtong.stamping.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One worker, of whoever opened it, with a folder of its own; both are gone when it is closed. It
/// is asked one thing at a time, whoever asks.
public final class Worker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
    private static final long BYTES_A_SECOND = 8 << 20;
    private static final Duration SENDING_CPU = Duration.ofSeconds(20);
    private static final Duration SENDING = Duration.ofSeconds(120);

    private final WorkerProcess process;
    private final JobFolder folder;
    private final Consumer<Worker> back;
    private final boolean hasReadOthers;
    private boolean told;
    private boolean refused;

    /// @param told whether its process knows its folder, from another before
    Worker(WorkerProcess process, JobFolder folder, boolean told, Consumer<Worker> back) {
        this.process = process;
        this.folder = folder;
        this.hasReadOthers = told;
        this.told = told;
        this.back = back;
    }

    long pid() {
        return process.pid();
    }

    /// A file that it is given, which it can only read.
    public Path given(String name) {
        return folder.given().resolve(name);
    }

    public void write(String name, byte[] content) {
        try {
            Files.write(given(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A file is moved to it.
    public void take(String name, Path file) {
        try {
            Files.move(file, given(name), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What it made comes over its pipe, and is gone there.
    ///
    /// @param most bytes
    /// @return a file of ours, until it is asked for one of that name again
    /// @throws cn.biaozhengtong.kit.problem.ProblemException when it sends more, or nothing
    public synchronized Path fetch(String name, long most) {
        Path out = folder.sent().resolve(name);
        long length;
        try {
            length =
                    process.ask(
                            (to, from) -> {
                                Wire.ask(to, new Job.Send(name));
                                return Wire.file(from, out, most);
                            },
                            new WorkerProcess.Budget(SENDING_CPU, SENDING));
        } catch (WorkerEndedException e) {
            throw (e.isByTheFile() ? WorkProblem.document_unsafe : WorkProblem.busy).exception();
        }
        if (length < 0) {
            LOG.error("what a worker made cannot be kept in {}", folder.sent());
            process.end();
            throw WorkProblem.busy.exception();
        }
        return out;
    }

    /// For [Job.Verify].
    public void write(String name, GivenTrust trust) {
        write(name, Wire.JSON.writeValueAsBytes(trust));
    }

    /// For [Job.EmbedPdf].
    public void write(String name, GivenEvidence evidence) {
        write(name, Wire.JSON.writeValueAsBytes(evidence));
    }

    /// @throws cn.biaozhengtong.kit.problem.ProblemException a [WorkProblem]: what the document is
    ///   refused for, or that it was the worker's end, or that we are busy
    public synchronized <A> A ask(Job<A> job) {
        Wire.Answer<A> answer;
        try {
            answer =
                    process.ask(
                            (out, in) -> {
                                if (!told) {
                                    out.writeUTF(folder.given().toString());
                                    out.writeUTF(folder.made().toString());
                                    told = true;
                                }
                                Wire.ask(out, job);
                                return Wire.answer(in, job.answers());
                            },
                            budget(job));
        } catch (WorkerEndedException e) {
            throw (e.isByTheFile() ? WorkProblem.document_unsafe : WorkProblem.busy).exception();
        }
        Refusal why = answer.refusal();
        if (why != null) {
            refused = true;
            throw WorkProblem.refused(why);
        }
        return answer.value().orElseThrow();
    }

    /// Whether its process served requests before.
    public boolean hasReadOthers() {
        return hasReadOthers;
    }

    /// Whether it was asked to read something, refused nothing, and lives.
    synchronized boolean readAll() {
        return told && !refused && process.isAlive();
    }

    private WorkerProcess.Budget budget(Job<?> job) {
        return switch (job) {
            case Job.Verify it -> by(10, it.file());
            case Job.Open it -> by(5, it.file());
            case Job.Draw it -> by(10, it.file());
            case Job.PreparePdf it -> by(10, it.order().source());
            case Job.PrepareOfd it -> by(10, it.order().source());
            case Job.EmbedPdf it -> by(5, it.file());
            case Job.EmbedOfd it -> by(5, it.file());
            case Job.Send it -> new WorkerProcess.Budget(SENDING_CPU, SENDING);
        };
    }

    /// A machine that is busy with other things makes it wait, not fail.
    private WorkerProcess.Budget by(int seconds, String name) {
        try {
            // What it made itself is about as large as the largest that it was given.
            long size = Files.exists(given(name)) ? Files.size(given(name)) : largest();
            long cpu = seconds + size / BYTES_A_SECOND;
            return new WorkerProcess.Budget(
                    Duration.ofSeconds(cpu), Duration.ofSeconds(3 * cpu + 10));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long largest() throws IOException {
        try (Stream<Path> all = Files.list(folder.given())) {
            return all.mapToLong(it -> it.toFile().length()).max().orElse(0);
        }
    }

    /// Deletes a file that it was given, when there are many.
    public void drop(String name) {
        delete(given(name));
    }

    /// The same of one that it made.
    public static void delete(Path fetched) {
        try {
            Files.deleteIfExists(fetched);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        back.accept(this);
    }
}
